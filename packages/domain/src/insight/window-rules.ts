import { dayMs } from '../range.ts'
import { isSignificant } from '../metrics/growth.ts'
import type { KeySentence, TrendPoint } from '../views/index.ts'
import { countText, dayText, decimalText, percentText, plural, shareText } from './format.ts'
import { coverageNote, kpiOf, minimumEvidence, notEnough, nothingThere, type Rule, type SentenceInput, windowBefore } from './rule.ts'

/** How people feel: positivity with its n, its change and its neutral share. */
export const health: Rule = (input) => {
  const positivity = kpiOf(input, 'positivity')
  if (positivity === undefined || positivity.value === null || positivity.n === 0) return null
  if (positivity.n < minimumEvidence.trend) return notEnough('Threads for the mood of the window', positivity.n, minimumEvidence.trend)
  const { value, change, neutralShare } = positivity
  const previous = input.nothingBefore === null ? positivity.previous : null
  const moved = change !== null && decimalText(Math.abs(change)) !== '0.0'
  const compared =
    previous === null || change === null
      ? ''
      : moved
        ? `, ${decimalText(Math.abs(change))} points ${change < 0 ? 'below' : 'above'} ${windowBefore(input)}`
        : `, as in ${windowBefore(input)}`
  const neutral = neutralShare === undefined || neutralShare === null ? '' : ` ${shareText(neutralShare)} of them are neutral.`
  return {
    kind: 'health',
    text: `Positivity is ${decimalText(value)} over ${countText(positivity.n)} threads${compared}.${neutral}${coverageNote(positivity)}`,
    evidence: [
      { label: 'Positivity', value: decimalText(value), filter: {} },
      ...(previous === null ? [] : [{ label: 'Before', value: decimalText(previous), filter: {}, range: input.previous }]),
      { label: 'Threads', value: countText(positivity.n), filter: {} },
    ],
  }
}

/** How much is said, against the window before, and when most of it was. */
export const trend: Rule = (input) => {
  const threads = kpiOf(input, 'threads')
  if (threads === undefined || threads.value === null) return null
  const { value } = threads
  const previous = input.nothingBefore === null ? threads.previous : null
  const counted = value + (previous ?? 0)
  if (counted === 0) return null
  if (value < minimumEvidence.trend) return notEnough('Threads for a trend', value, minimumEvidence.trend)
  const busiest = busiestOf(input)
  return {
    kind: 'trend',
    text: `${volume(input, value, previous)}${busiest === null ? '' : ` ${busiest.text}`}${coverageNote(threads)}`,
    evidence: [
      { label: 'Threads', value: previous === null ? countText(value) : `${countText(previous)} → ${countText(value)}`, filter: {} },
      ...(busiest === null ? [] : [busiest.evidence]),
    ],
  }
}

function volume(input: SentenceInput, value: number, previous: number | null): string {
  const now = `${countText(value)} threads`
  if (input.nothingBefore !== null) return `${now} were published. There is nothing to compare with: ${nothingThere(input.nothingBefore)}.`
  if (previous === null) return `${now} were published.`
  if (previous === 0) return `${now} were published, none in ${windowBefore(input)}.`
  const from = `${countText(previous)} in ${windowBefore(input)}`
  if (!isSignificant(value, previous)) return `${now} were published, ${from}: no clear change.`
  // Two small counts say more than their percentage (the rule for changes on cards).
  const percent = value < 20 && previous < 20 ? '' : ` (${percentText(((value - previous) / previous) * 100)})`
  return `${now} were published, ${value > previous ? 'up' : 'down'} from ${from}${percent}.`
}

/** The one bucket with most threads, where it stands out: a partial bucket or a tie says nothing. */
function busiestOf({ trend: { bucket, points }, range }: SentenceInput): { text: string; evidence: KeySentence['evidence'][number] } | null {
  const most = Math.max(0, ...points.map((point) => point.threads))
  const index = points.findIndex((point) => point.threads === most)
  const top: TrendPoint | undefined = points[index]
  if (points.length < 2 || top === undefined || most < minimumEvidence.subject || top.partial) return null
  if (points.filter((point) => point.threads === most).length > 1) return null
  const end = points[index + 1]?.start ?? range.to
  const start = new Date(top.start)
  const day = dayText(start, range.from.slice(0, 4) !== new Date(Date.parse(range.to) - dayMs).toISOString().slice(0, 4))
  const when = bucket === 'day' ? `The busiest day was ${day}` : `The busiest ${bucket} began on ${day}`
  return {
    text: `${when}, with ${countText(most)} ${plural(most, 'thread')}.`,
    evidence: { label: day, value: countText(most), filter: {}, range: { from: top.start, to: end } },
  }
}
