import { labelOf } from '../analysis.ts'
import { byEcho } from '../metrics/echo-score.ts'
import { byInfluence } from '../metrics/influence.ts'
import { byText, topGrowing } from '../metrics/top-growing.ts'
import { dayMs, dayString } from '../range.ts'
import type { Influencer, PainPoint } from '../views/index.ts'
import type { Part } from './check.ts'
import { state } from './claim.ts'
import { countText, decimalText, nameText, plural, quoted, signedText } from './format.ts'
import { coverageNote, kpiOf, minimumEvidence, notEnough, nothingThere, type Rule, say, type SentenceInput } from './rule.ts'

const needed = minimumEvidence.subject

/** The pain point with the clearest rise that has enough threads; a rise that may be chance says so. */
export const growingPain: Rule = (input) => {
  const risers = topGrowing(input.painPoints)
  if (input.nothingBefore !== null)
    return risers.length === 0 ? null : { withheld: `Which pain points grow: ${nothingThere(input.nothingBefore)}, so nothing can be compared.` }
  const point = risers.find(({ mentions }) => mentions >= needed)
  if (point === undefined) {
    const [first] = risers
    return first === undefined ? null : notEnough(`Threads on the growing pain point ${quoted(first.keyword)}`, first.mentions, needed)
  }
  const filter = { painPointId: point.id }
  return say(
    'growing_pain',
    [...rise(input, point), coverageNote(kpiOf(input, 'growingPainPoints'))],
    [
      { label: 'Mentions', value: countText(point.mentions), filter },
      ...(point.previous === 0 ? [] : [{ label: 'Before', value: countText(point.previous), filter, range: input.previous }]),
    ],
  )
}

function rise(input: SentenceInput, { id, mentions, previous, growth, significant }: PainPoint): Part[] {
  const doubt = significant ? '.' : mentions + previous < 10 ? ', too few to tell.' : ', which may be chance.'
  const keyword = state(input, 'painPoint.keyword', id)
  const threads: Part[] = [state(input, 'painPoint.mentions', id), ` ${plural(mentions, 'thread')}`]
  if (previous === 0 || growth === null) return [keyword, ' is new: ', ...threads, ', none in ', state(input, 'window.before'), doubt]
  const percent: Part[] = significant && mentions >= 20 ? [' (', state(input, 'painPoint.growth', id), ')'] : []
  return [keyword, ' rose from ', state(input, 'painPoint.previous', id), ' to ', ...threads, ...percent, doubt]
}

const echoDays = 30

/** The community with the highest echo score that has enough threads. The score is of 30 days, whatever the window. */
export const community: Rule = (input) => {
  const { communities, range, nothingBefore } = input
  const ranked = communities.toSorted(byEcho)
  const top = ranked.find(({ threads }) => threads >= needed)
  if (top === undefined) {
    const [first] = ranked
    return first === undefined || first.threads === 0 ? null : notEnough(`Threads in ${nameText(first.name)}`, first.threads, needed)
  }
  const filter = { communityId: top.id }
  const { id } = top
  const moved: Part[] =
    top.echoChange === null ||
    (nothingBefore !== null && Date.parse(nothingBefore) > Date.parse(range.from) - echoDays * dayMs) ||
    decimalText(Math.abs(top.echoChange)) === '0.0'
      ? []
      : [', ', state(input, 'community.echoMoved', id), ' than when the window began']
  return say(
    'community',
    [
      state(input, 'community.name', id),
      ' has an echo score of ',
      state(input, 'community.echoScore', id),
      ...moved,
      ': ',
      state(input, 'community.threads', id),
      ' threads with ',
      state(input, 'community.engagement', id),
      ' points and comments between them.',
    ],
    [
      {
        label: 'Echo',
        value: decimalText(top.echoScore),
        filter,
        range: { from: dayString(new Date(Date.parse(range.to) - echoDays * dayMs)), to: range.to },
      },
      { label: 'Threads', value: countText(top.threads), filter },
    ],
  )
}

/** The most influential voice that has enough threads, with its stance where it takes one. */
export const voices: Rule = (input) => {
  const ranked = input.influencers.toSorted(byInfluence)
  const top = ranked.find(({ posts }) => posts >= needed)
  if (top === undefined) {
    const [first] = ranked
    return first === undefined ? null : notEnough(`Threads by ${nameText(first.username)}`, first.posts, needed)
  }
  const filter = { author: top.username, platform: top.platform }
  const { id } = top
  return say(
    'voices',
    [
      state(input, 'voice.name', id),
      ` ${standing(top)} with an influence of `,
      state(input, 'voice.influence', id),
      ': ',
      state(input, 'voice.threads', id),
      ' threads in ',
      state(input, 'voice.communities', id),
      ` ${plural(top.communities.length, 'community', 'communities')}`,
      ...(top.stance === null || top.sentiment === null ? [] : [', mean sentiment ', state(input, 'voice.sentiment', id)]),
      '.',
    ],
    [
      { label: 'Influence', value: countText(top.influence), filter },
      ...(top.sentiment === null ? [] : [{ label: 'Sentiment', value: signedText(top.sentiment), filter }]),
      { label: 'Threads', value: countText(top.posts), filter },
    ],
  )
}

const standing = ({ stance }: Influencer): string => (stance === null ? 'is the leading voice' : stance === 'advocate' ? 'is an advocate' : 'is a critic')

/** What to read first: the pain point whose threads are the most negative. */
export const next: Rule = (input) => {
  const negative = input.painPoints
    .flatMap((point) =>
      point.sentiment !== null && point.mentions > 0 && labelOf(point.sentiment) === 'negative' ? [{ ...point, sentiment: point.sentiment }] : [],
    )
    .sort((a, b) => a.sentiment - b.sentiment || b.mentions - a.mentions || byText(a.keyword, b.keyword))
  const point = negative.find(({ mentions }) => mentions >= needed)
  if (point === undefined) {
    const [first] = negative
    return first === undefined ? null : notEnough(`Threads on the negative pain point ${quoted(first.keyword)}`, first.mentions, needed)
  }
  const filter = { painPointId: point.id }
  const { id } = point
  return say(
    'next',
    [
      'Read first: ',
      state(input, 'painPoint.mentions', id),
      ' threads on ',
      state(input, 'painPoint.keyword', id),
      ' in ',
      state(input, 'painPoint.communities', id),
      ` ${plural(point.communities, 'community', 'communities')}, mean sentiment `,
      state(input, 'painPoint.sentiment', id),
      '.',
    ],
    [
      { label: 'Mentions', value: countText(point.mentions), filter },
      { label: 'Sentiment', value: signedText(point.sentiment), filter },
    ],
  )
}
