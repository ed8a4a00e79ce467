import { dayMs, dayString, zoneOf } from '@echoscope/domain'
import type { Claim, Insight, InsightRun, MetricClaim, StatedMetric, Zone } from '@echoscope/domain'
import { compact } from '../../search/objects.ts'
import { searchOf } from '../../search/range.ts'
import type { ThreadsSearch } from '../../search/threads.ts'

type Range = InsightRun['range']

/** The days a kept insight was counted over, and the equally long ones before. */
const before = ({ from, to }: Range): Range => ({ from: new Date(2 * Date.parse(from) - Date.parse(to)).toISOString(), to: from })
const echoDays = 30
const untilEnd = ({ to }: Range): Range => ({ from: new Date(Date.parse(to) - echoDays * dayMs).toISOString(), to })

/**
 * The threads that a claim was counted from, or the thread that it quotes; null where it is counted from something else. A voice is found by name,
 * which the insight's evidence has, as a claim knows it by id.
 */
export function threadsBehind(
  claim: Claim,
  { evidence }: Pick<Insight, 'evidence'>,
  { range, timeZone }: Pick<InsightRun, 'range' | 'timeZone'>,
): ThreadsSearch | null {
  if ('quote' in claim) return { ...searchOf(range), thread: claim.threadId as NonNullable<ThreadsSearch['thread']> }
  const filter = subjectOf(claim, evidence)
  return filter && { ...filter, ...searchOf(windowOf(claim, evidence, { range, zone: zoneOf(timeZone) })) }
}

const countsThreads = new Set<StatedMetric>(['painPoint.mentions', 'painPoint.previous', 'community.threads', 'voice.threads', 'trend.threads', 'card.n'])

/** How many threads a claim says there are; undefined where it states something else. */
export function threadsStated(claim: Claim): number | undefined {
  if ('quote' in claim || !(countsThreads.has(claim.metric) || (claim.of === 'threads' && (claim.metric === 'card.value' || claim.metric === 'card.previous'))))
    return undefined
  return Number(claim.value.replaceAll(/\D/g, ''))
}

function subjectOf({ metric, of }: MetricClaim, evidence: Insight['evidence']): ThreadsSearch | null {
  const [noun] = metric.split('.')
  if (noun === 'painPoint') return { painPointId: of as NonNullable<ThreadsSearch['painPointId']> }
  if (noun === 'community') return { communityId: of as NonNullable<ThreadsSearch['communityId']> }
  if (noun === 'voice') {
    const { author, platform } = evidence.find(({ filter }) => filter.author !== undefined)?.filter ?? {}
    return author === undefined ? null : compact({ author, platform })
  }
  if (noun === 'card') return of === 'threads' || of === 'positivity' ? (metric === 'card.neutralShare' ? { sentiment: 'neutral' } : {}) : null
  // Threads are opened by days: an hour's number would open more than it says.
  return metric === 'window.firstDay' || (noun === 'spike' && metric !== 'spike.hour') || (noun === 'silence' && metric !== 'silence.hour') ? null : {}
}

function windowOf({ metric, of }: MetricClaim, evidence: Insight['evidence'], { range, zone }: { readonly range: Range; readonly zone: Zone }): Range {
  if (metric === 'card.previous' || metric === 'painPoint.previous' || metric === 'window.before') return before(range)
  if (metric === 'community.echoScore' || metric === 'community.echoMoved') return untilEnd(range)
  if (metric === 'spike.hour' || metric === 'silence.hour') {
    const day = zone.dayOf(new Date(of))
    return { from: day, to: dayString(new Date(Date.parse(day) + dayMs)) }
  }
  if (metric !== 'trend.threads' && metric !== 'trend.day') return range
  const own = evidence.find((each) => each.range?.from === of)?.range
  return own ?? { from: of, to: new Date(Date.parse(of) + dayMs).toISOString() }
}

/** What each claim states, as a list names it. */
export const claimNames: Readonly<Record<StatedMetric, string>> = {
  'card.value': 'Now',
  'card.previous': 'In the days before',
  'card.n': 'Threads behind it',
  'card.moved': 'Change',
  'card.growth': 'Change',
  'card.neutralShare': 'Neutral threads',
  'painPoint.keyword': 'Pain point',
  'painPoint.mentions': 'Threads that say it',
  'painPoint.previous': 'In the days before',
  'painPoint.growth': 'Growth',
  'painPoint.sentiment': 'Mean sentiment',
  'painPoint.communities': 'Communities that say it',
  'community.name': 'Community',
  'community.echoScore': 'Echo score, of 30 days',
  'community.echoMoved': 'Change of the echo score',
  'community.threads': 'Threads there',
  'community.engagement': 'Points and comments',
  'community.sentiment': 'Mean sentiment',
  'voice.name': 'Voice',
  'voice.threads': 'Threads by them',
  'voice.influence': 'Influence',
  'voice.sentiment': 'Mean sentiment',
  'voice.communities': 'Communities they write in',
  'trend.threads': 'Threads then',
  'trend.day': 'When',
  'spike.hour': 'Spike, when',
  'spike.threads': 'Threads in that hour',
  'spike.usual': 'Usual in that hour',
  'silence.hour': 'Silence, when',
  'silence.usual': 'Usual in that hour',
  'window.before': 'Compared with',
  'window.firstDay': 'First day with data',
}
export const claimName = (claim: Claim): string => ('quote' in claim ? 'Quoted from a thread' : claimNames[claim.metric])
