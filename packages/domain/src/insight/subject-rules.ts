import { labelOf } from '../analysis.ts'
import { byEcho } from '../metrics/echo-score.ts'
import { byInfluence } from '../metrics/influence.ts'
import { byText, topGrowing } from '../metrics/top-growing.ts'
import { dayMs } from '../range.ts'
import type { Influencer, PainPoint } from '../views/index.ts'
import { countText, decimalText, nameText, percentText, plural, quoted, signedText } from './format.ts'
import { coverageNote, kpiOf, minimumEvidence, notEnough, nothingThere, type Rule, type SentenceInput, windowBefore } from './rule.ts'

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
  return {
    kind: 'growing_pain',
    text: `${rise(input, point)}${coverageNote(kpiOf(input, 'growingPainPoints'))}`,
    evidence: [
      { label: 'Mentions', value: countText(point.mentions), filter },
      ...(point.previous === 0 ? [] : [{ label: 'Before', value: countText(point.previous), filter, range: input.previous }]),
    ],
  }
}

function rise(input: SentenceInput, { keyword, mentions, previous, growth, significant }: PainPoint): string {
  const doubt = significant ? '.' : mentions + previous < 10 ? ', too few to tell.' : ', which may be chance.'
  const threads = `${countText(mentions)} ${plural(mentions, 'thread')}`
  if (previous === 0 || growth === null) return `${quoted(keyword)} is new: ${threads}, none in ${windowBefore(input)}${doubt}`
  const percent = significant && mentions >= 20 ? ` (${percentText(growth)})` : ''
  return `${quoted(keyword)} rose from ${countText(previous)} to ${threads}${percent}${doubt}`
}

const echoDays = 30

/** The community with the highest echo score that has enough threads. The score is of 30 days, whatever the window. */
export const community: Rule = ({ communities, range, nothingBefore }) => {
  const ranked = communities.toSorted(byEcho)
  const top = ranked.find(({ threads }) => threads >= needed)
  if (top === undefined) {
    const [first] = ranked
    return first === undefined || first.threads === 0 ? null : notEnough(`Threads in ${nameText(first.name)}`, first.threads, needed)
  }
  const filter = { communityId: top.id }
  const moved =
    top.echoChange === null ||
    (nothingBefore !== null && Date.parse(nothingBefore) > Date.parse(range.from) - echoDays * dayMs) ||
    decimalText(Math.abs(top.echoChange)) === '0.0'
      ? ''
      : `, ${decimalText(Math.abs(top.echoChange))} ${top.echoChange < 0 ? 'less' : 'more'} than when the window began`
  return {
    kind: 'community',
    text: `${nameText(top.name)} has an echo score of ${decimalText(top.echoScore)}${moved}: ${countText(top.threads)} threads with ${countText(top.engagement)} points and comments between them.`,
    evidence: [
      {
        label: 'Echo',
        value: decimalText(top.echoScore),
        filter,
        range: { from: new Date(Date.parse(range.to) - echoDays * dayMs).toISOString(), to: range.to },
      },
      { label: 'Threads', value: countText(top.threads), filter },
    ],
  }
}

/** The most influential voice that has enough threads, with its stance where it takes one. */
export const voices: Rule = ({ influencers }) => {
  // A filter knows an author by name alone: one name on two platforms would open the threads of two people.
  const clear = influencers.filter((each) => !influencers.some((other) => other.id !== each.id && other.username === each.username)).sort(byInfluence)
  const top = clear.find(({ posts }) => posts >= needed)
  if (top === undefined) {
    const [first] = clear
    return first === undefined ? null : notEnough(`Threads by ${nameText(first.username)}`, first.posts, needed)
  }
  const filter = { author: top.username }
  return {
    kind: 'voices',
    text: `${nameText(top.username)} ${standing(top)}: ${countText(top.posts)} threads in ${countText(top.communities.length)} ${plural(top.communities.length, 'community', 'communities')}${mood(top)}.`,
    evidence: [
      { label: 'Influence', value: countText(top.influence), filter },
      ...(top.sentiment === null ? [] : [{ label: 'Sentiment', value: signedText(top.sentiment), filter }]),
      { label: 'Threads', value: countText(top.posts), filter },
    ],
  }
}

const standing = ({ stance, influence }: Influencer): string => {
  const weight = `with an influence of ${countText(influence)}`
  if (stance === 'advocate') return `is an advocate ${weight}`
  return stance === 'critic' ? `is a critic ${weight}` : `is the leading voice ${weight}`
}
const mood = ({ stance, sentiment }: Influencer): string => (stance === null || sentiment === null ? '' : `, mean sentiment ${signedText(sentiment)}`)

/** What to read first: the pain point whose threads are the most negative. */
export const next: Rule = ({ painPoints }) => {
  const negative = painPoints
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
  const places = `${countText(point.communities)} ${plural(point.communities, 'community', 'communities')}`
  return {
    kind: 'next',
    text: `Read first: ${countText(point.mentions)} threads on ${quoted(point.keyword)} in ${places}, mean sentiment ${signedText(point.sentiment)}.`,
    evidence: [
      { label: 'Mentions', value: countText(point.mentions), filter },
      { label: 'Sentiment', value: signedText(point.sentiment), filter },
    ],
  }
}
