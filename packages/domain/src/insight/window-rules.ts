import { isSignificant } from '../metrics/growth.ts'
import type { HourEvent } from '../metrics/spikes.ts'
import { dayMs, dayString } from '../range.ts'
import type { DayRange, KeySentence, TrendPoint } from '../views/index.ts'
import type { Part } from './check.ts'
import { state } from './claim.ts'
import { countText, decimalText, plural } from './format.ts'
import { zoneOf } from '../zone.ts'
import { coverageNote, kpiOf, minimumEvidence, notEnough, type Rule, say, type SentenceInput } from './rule.ts'

/** How people feel: positivity with its n, its change and its neutral share. */
export const health: Rule = (input) => {
  const positivity = kpiOf(input, 'positivity')
  if (positivity === undefined || positivity.value === null || positivity.n === 0) return null
  if (positivity.n < minimumEvidence.trend) return notEnough('Threads for the mood of the window', positivity.n, minimumEvidence.trend)
  const { change, neutralShare } = positivity
  const previous = input.nothingBefore === null ? positivity.previous : null
  const value = state(input, 'card.value', 'positivity')
  const n = state(input, 'card.n', 'positivity')
  return say(
    'health',
    [
      'Positivity is ',
      value,
      ' over ',
      n,
      ' threads',
      ...(previous === null || change === null ? [] : moved(input, change)),
      '.',
      ...(neutralShare === undefined || neutralShare === null ? [] : [' ', state(input, 'card.neutralShare', 'positivity'), ' of them are neutral.']),
      coverageNote(positivity),
    ],
    [
      { label: 'Positivity', value: value.value, filter: {} },
      ...(previous === null ? [] : [{ label: 'Before', value: decimalText(previous), filter: {}, range: input.previous }]),
      { label: 'Threads', value: n.value, filter: {} },
    ],
  )
}

const moved = (input: SentenceInput, change: number): Part[] =>
  decimalText(Math.abs(change)) === '0.0'
    ? [', as in ', state(input, 'window.before')]
    : [', ', state(input, 'card.moved', 'positivity'), ' ', state(input, 'window.before')]

/** How much is said, against the window before, and when most of it was. */
export const trend: Rule = (input) => {
  const threads = kpiOf(input, 'threads')
  if (threads === undefined || threads.value === null) return null
  const { value } = threads
  const previous = input.nothingBefore === null ? threads.previous : null
  const counted = value + (previous ?? 0)
  if (counted === 0) return null
  if (value < minimumEvidence.trend) return notEnough('Threads for a trend', value, minimumEvidence.trend)
  const busiest = spikeOf(input) ?? busiestOf(input) ?? silenceOf(input)
  return say(
    'trend',
    [...volume(input, value, previous), ...(busiest === null ? [] : [' ', ...busiest.parts]), coverageNote(threads)],
    [
      { label: 'Threads', value: previous === null ? countText(value) : `${countText(previous)} → ${countText(value)}`, filter: {} },
      ...(busiest === null ? [] : [busiest.evidence]),
    ],
  )
}

function volume(input: SentenceInput, value: number, previous: number | null): Part[] {
  const now = state(input, 'card.value', 'threads')
  if (input.nothingBefore !== null)
    return [now, ' threads were published. There is nothing to compare with: nothing was collected before ', state(input, 'window.firstDay'), '.']
  if (previous === null) return [now, ' threads were published.']
  const before = state(input, 'window.before')
  if (previous === 0) return [now, ' threads were published, none in ', before, '.']
  const earlier = state(input, 'card.previous', 'threads')
  if (!isSignificant(value, previous)) return [now, ' threads were published, ', earlier, ' in ', before, ': no clear change.']
  // Two small counts say more than their percentage (the rule for changes on cards).
  const percent: Part[] = value < 20 && previous < 20 ? [] : [' (', state(input, 'card.growth', 'threads'), ')']
  return [now, ` threads were published, ${value > previous ? 'up' : 'down'} from `, earlier, ' in ', before, ...percent, '.']
}

interface Moment {
  readonly parts: Part[]
  readonly evidence: KeySentence['evidence'][number]
}
/** The events of a kind, the one furthest from what is usual first. */
const strongest = ({ events }: SentenceInput, kind: HourEvent['kind']): HourEvent | undefined =>
  events
    .filter((event) => event.kind === kind)
    .toSorted((a, b) => Math.abs(b.count - b.median) - Math.abs(a.count - a.median) || b.hour - a.hour)
    .at(0)
/** Evidence is of whole days: what opens is the day on which it was. */
const dayOf = ({ timeZone }: SentenceInput, hour: number): DayRange => {
  const from = zoneOf(timeZone).dayOf(new Date(hour))
  return { from, to: dayString(new Date(Date.parse(from) + dayMs)) }
}

/** The hour that stood out most from the same hours of the weeks before. */
function spikeOf(input: SentenceInput): Moment | null {
  const event = strongest(input, 'spike')
  if (event === undefined) return null
  const of = new Date(event.hour).toISOString()
  const when = state(input, 'spike.hour', of)
  return {
    parts: ['It spiked on ', when, ': ', state(input, 'spike.threads', of), ' threads in an hour that usually has ', state(input, 'spike.usual', of), '.'],
    evidence: { label: 'Spike', value: when.value, filter: {}, range: dayOf(input, event.hour) },
  }
}

/** The hour without a thread that usually has most. */
function silenceOf(input: SentenceInput): Moment | null {
  const event = strongest(input, 'silence')
  if (event === undefined) return null
  const of = new Date(event.hour).toISOString()
  const when = state(input, 'silence.hour', of)
  return {
    parts: ['It fell silent on ', when, ', an hour that usually has ', state(input, 'silence.usual', of), ' threads.'],
    evidence: { label: 'Silence', value: when.value, filter: {}, range: dayOf(input, event.hour) },
  }
}

/** The one bucket with most threads, where it stands out: a partial bucket or a tie says nothing. */
function busiestOf(input: SentenceInput): Moment | null {
  const { bucket, points } = input.trend
  const most = Math.max(0, ...points.map((point) => point.threads))
  const index = points.findIndex((point) => point.threads === most)
  const top: TrendPoint | undefined = points[index]
  if (points.length < 2 || top === undefined || most < minimumEvidence.subject || top.partial) return null
  if (points.filter((point) => point.threads === most).length > 1) return null
  const end = points[index + 1]?.start ?? input.range.to
  const day = state(input, 'trend.day', top.start)
  const threads = state(input, 'trend.threads', top.start)
  return {
    parts: [bucket === 'day' ? 'The busiest day was ' : `The busiest ${bucket} began on `, day, ', with ', threads, ` ${plural(most, 'thread')}.`],
    evidence: { label: day.value, value: threads.value, filter: {}, range: { from: top.start, to: end } },
  }
}
