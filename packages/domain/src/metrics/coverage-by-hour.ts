import type { SourceWindow } from './coverage.ts'

export type HourState =
  /** All of it was read by a run that succeeded. */
  | 'covered'
  /** A run that failed was to read some of it, and none has made up for that. */
  | 'gap'
  /** No run was to read it, or not all of it yet. */
  | 'unread'

const hourMs = 3_600_000

/** The UTC hours before `until`, the one under way included, oldest first, by what the windows of one source's runs came to. */
export function coverageByHour(windows: readonly Omit<SourceWindow, 'source' | 'reason'>[], until: Date, hours: number): HourState[] {
  const last = (Math.ceil(until.getTime() / hourMs) - 1) * hourMs
  const spans = (ok: boolean) => windows.filter((window) => window.ok === ok).map(({ from, to }) => ({ from: from.getTime(), to: to.getTime() }))
  const [read, failed] = [spans(true).toSorted((a, b) => a.from - b.from), spans(false)]
  return Array.from({ length: hours }, (_, at): HourState => {
    const from = last - (hours - 1 - at) * hourMs
    const to = Math.min(from + hourMs, until.getTime())
    let reached = from
    for (const window of read) if (window.from <= reached && window.to > reached) reached = window.to
    if (reached >= to) return 'covered'
    return failed.some((window) => window.from < to && window.to > reached) ? 'gap' : 'unread'
  })
}
