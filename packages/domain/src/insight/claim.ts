import { z } from 'zod'
import { dayMs, dayString } from '../range.ts'
import type { HourEvent } from '../metrics/spikes.ts'
import type { Community, Influencer, Kpi, PainPoint, TrendPoint } from '../views/index.ts'
import { zoneOf } from '../zone.ts'
import { countText, dayText, decimalText, hourText, nameText, percentText, quoted, shareText, signedText } from './format.ts'
import type { SentenceInput } from './rule.ts'

/** Reads one number, name or date of a snapshot as a sentence writes it; null where it is not there. `of` names the subject by id. */
type Reading = (facts: SentenceInput, of: string) => string | null

const card =
  (read: (kpi: Kpi) => string | null): Reading =>
  ({ kpis }, of) => {
    const kpi = kpis.find(({ id }) => id === of)
    return kpi === undefined ? null : read(kpi)
  }
const pain =
  (read: (point: PainPoint) => string | null): Reading =>
  ({ painPoints }, of) => {
    const point = painPoints.find(({ id }) => id === of)
    return point === undefined ? null : read(point)
  }
const place =
  (read: (community: Community) => string | null): Reading =>
  ({ communities }, of) => {
    const community = communities.find(({ id }) => id === of)
    return community === undefined ? null : read(community)
  }
const voice =
  (read: (influencer: Influencer) => string | null): Reading =>
  ({ influencers }, of) => {
    const influencer = influencers.find(({ id }) => id === of)
    return influencer === undefined ? null : read(influencer)
  }
const hourOf =
  (kind: HourEvent['kind'], read: (event: HourEvent, facts: SentenceInput) => string): Reading =>
  (facts, of) => {
    const event = facts.events.find((each) => each.kind === kind && each.hour === Date.parse(of))
    return event === undefined ? null : read(event, facts)
  }
const whenText = ({ hour }: HourEvent, { range, timeZone }: SentenceInput): string => hourText(new Date(hour), spansYears(range), zoneOf(timeZone))
/** Sentences kept from before days were written as days name a bucket by its midnight. */
const pointAt = ({ trend }: SentenceInput, of: string): TrendPoint | undefined => trend.points.find(({ start }) => start === of.slice(0, 10))
/** The middle of an even number of hours lies between two. */
const usualText = ({ median }: HourEvent): string => (Number.isInteger(median) ? countText(median) : decimalText(median))
const amount = (unit: Kpi['unit'], value: number | null): string | null => {
  if (value === null) return null
  if (unit === 'usd') return `$${value.toFixed(2)}`
  return unit === 'points' ? decimalText(value) : countText(value)
}
const maybe = <T>(value: T | null | undefined, write: (value: T) => string): string | null => (value === null || value === undefined ? null : write(value))

/** Every number, name and date that a claim can state: what it is called, and how it is counted again. Definitions are metrics.md's. */
const readings = {
  'card.value': card(({ unit, value }) => amount(unit, value)),
  'card.previous': card(({ unit, previous }) => amount(unit, previous)),
  'card.n': card(({ n }) => countText(n)),
  'card.moved': card(({ unit, change }) =>
    unit === 'points' ? maybe(change, (by) => `${decimalText(Math.abs(by))} points ${by < 0 ? 'below' : 'above'}`) : maybe(change, percentText),
  ),
  'card.growth': card(({ value, previous }) =>
    value === null || previous === null || previous === 0 ? null : percentText(((value - previous) / previous) * 100),
  ),
  'card.neutralShare': card(({ neutralShare }) => maybe(neutralShare, shareText)),
  'painPoint.keyword': pain(({ keyword }) => quoted(keyword)),
  'painPoint.mentions': pain(({ mentions }) => countText(mentions)),
  'painPoint.previous': pain(({ previous }) => countText(previous)),
  'painPoint.growth': pain(({ growth }) => maybe(growth, percentText)),
  'painPoint.sentiment': pain(({ sentiment }) => maybe(sentiment, signedText)),
  'painPoint.communities': pain(({ communities }) => countText(communities)),
  'community.name': place(({ name }) => nameText(name)),
  'community.echoScore': place(({ echoScore }) => decimalText(echoScore)),
  'community.echoMoved': place(({ echoChange }) => maybe(echoChange, (by) => `${decimalText(Math.abs(by))} ${by < 0 ? 'less' : 'more'}`)),
  'community.threads': place(({ threads }) => countText(threads)),
  'community.engagement': place(({ engagement }) => countText(engagement)),
  'community.sentiment': place(({ sentiment }) => maybe(sentiment, signedText)),
  'voice.name': voice(({ username }) => nameText(username)),
  'voice.threads': voice(({ posts }) => countText(posts)),
  'voice.influence': voice(({ influence }) => countText(influence)),
  'voice.sentiment': voice(({ sentiment }) => maybe(sentiment, signedText)),
  'voice.communities': voice(({ communities }) => countText(communities.length)),
  'trend.threads': (facts, of) => maybe(pointAt(facts, of)?.threads, countText),
  'trend.day': (facts, of) => maybe(pointAt(facts, of)?.start, (start) => dayText(new Date(start), spansYears(facts.range))),
  'spike.hour': hourOf('spike', whenText),
  'spike.threads': hourOf('spike', ({ count }) => countText(count)),
  'spike.usual': hourOf('spike', usualText),
  'silence.hour': hourOf('silence', whenText),
  'silence.usual': hourOf('silence', usualText),
  'window.before': ({ previous }) => daysBefore(Math.round((Date.parse(previous.to) - Date.parse(previous.from)) / dayMs)),
  'window.firstDay': ({ nothingBefore }) => maybe(nothingBefore, (day) => dayText(new Date(day), true)),
} as const satisfies Record<string, Reading>

const daysBefore = (days: number): string => (days === 1 ? 'the day before' : `the ${countText(days)} days before`)
const spansYears = ({ from, to }: SentenceInput['range']): boolean => from.slice(0, 4) !== dayString(new Date(Date.parse(to) - dayMs)).slice(0, 4)

export type StatedMetric = keyof typeof readings
export const statedMetrics = Object.keys(readings) as [StatedMetric, ...StatedMetric[]]

/** A number, a name or a date of the metrics, as it is written. `of`: the card, the id of the subject, or the start of a bucket; '' of the window. */
export const MetricClaim = z.strictObject({ metric: z.enum(statedMetrics), of: z.string().max(200), value: z.string().min(1).max(1_000) })
export type MetricClaim = z.infer<typeof MetricClaim>
/** Words of a stored thread, as they stand there. */
export const QuoteClaim = z.strictObject({ threadId: z.uuid(), quote: z.string().min(8).max(500) })
export type QuoteClaim = z.infer<typeof QuoteClaim>
export const Claim = z.union([MetricClaim, QuoteClaim])
export type Claim = z.infer<typeof Claim>

/** The value as these facts have it, counted again; null where they have none. */
export const recount = (facts: SentenceInput, metric: StatedMetric, of: string): string | null => readings[metric](facts, of)

/** A claim that these facts carry. @throws Error where they do not have the number: a rule asks only for what is there. */
export function state(facts: SentenceInput, metric: StatedMetric, of = ''): MetricClaim {
  const value = recount(facts, metric, of)
  if (value === null) throw new Error(`there is no ${metric} of ${of}`)
  return { metric, of, value }
}
