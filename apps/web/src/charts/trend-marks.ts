import type { ScopeEvent, Trend, Zone } from '@echoscope/domain'
import { dateIn, hourOn } from '../format/dates.ts'
import { count, counted } from '../format/numbers.ts'

type HourEvent = Extract<ScopeEvent, { readonly kind: 'spike' | 'silence' }>

/** What stood out in a bucket of the trend. */
export interface TrendMark {
  /** Index of the bucket. */
  readonly at: number
  readonly kind: HourEvent['kind']
  /** In the picture, two short lines. */
  readonly title: string
  readonly detail: string
  /** In a sentence, for the table, the tooltip and the summary. */
  readonly words: string
}

/** Spikes and silences by the bucket that they began in, one mark of a kind each, oldest first. */
export function marksOf(events: readonly ScopeEvent[], { points }: Pick<Trend, 'points'>, zone: Zone): TrendMark[] {
  const hours = events.filter((event): event is HourEvent => event.kind !== 'new_pain_point')
  const starts = points.map(({ start }) => zone.startOf(start).getTime())
  const byBucket = Map.groupBy(hours, ({ from, kind }) => `${starts.findLastIndex((start) => start <= Date.parse(from))} ${kind}`)
  return [...byBucket].flatMap(([key, inBucket]) => {
    const at = Number(key.split(' ')[0])
    const most = inBucket.toSorted((a, b) => b.threads - a.threads || b.median - a.median)[0]
    return most === undefined || at < 0 ? [] : [markOf({ at, zone, hours: inBucket.length }, most)]
  })
}

function markOf(
  { at, zone, hours }: { readonly at: number; readonly zone: Zone; readonly hours: number },
  { kind, from, threads, median }: HourEvent,
): TrendMark {
  const start = new Date(from)
  const hour = hourOn(start, zone)
  const more = hours > 1 ? `, and in ${counted(hours - 1, 'other hour')}` : ''
  if (kind === 'silence')
    return {
      at,
      kind,
      title: 'Silence',
      detail: counted(hours, 'hour'),
      words: `Silence from ${hour}: no thread in an hour that usually has ${count(median)}${more}`,
    }
  return {
    at,
    kind,
    title: `Spike, ${dateIn(start, zone)}`,
    detail: `${count(threads)} in one hour`,
    words: `Spike from ${hour}: ${counted(threads, 'thread')} in an hour that usually has ${count(median)}${more}`,
  }
}
