import { dayMs, hourCover, hourEvents, minimumEvidence, type Range, type ScopeEvent, type SourceWindow } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import { readSpan } from './day-totals.ts'
import { readMentions, withSeen } from './mentions.ts'
import type { Windows } from './windows.ts'

const hourMs = 3_600_000
/** Eight weeks of the same hour of the week. */
const baselineDays = 56
/** Hours that are looked at: two months. A longer range is looked at in its last part. */
const longestDays = 62
const mostNew = 20

/** Spikes, silences and new pain points of the range, oldest first. */
export async function readEvents(sql: ScopedSql, windows: Windows): Promise<ScopeEvent[]> {
  const { range } = windows
  const judged = { from: new Date(Math.max(range.from.getTime(), range.to.getTime() - longestDays * dayMs)), to: range.to }
  const hours = await readHours(sql, { from: new Date(judged.from.getTime() - baselineDays * dayMs), to: judged.to })
  const unusual = hourEvents(hours)
    .filter(({ hour }) => hour >= judged.from.getTime())
    .map(({ kind, hour, count, median, threshold }): ScopeEvent => ({ kind, ...spanOf(hour, hour + hourMs), threads: count, median, threshold }))
  return [...unusual, ...(await readNew(sql, windows))].toSorted((a, b) => a.from.localeCompare(b.from))
}

const spanOf = (from: number, to: number) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() })

async function readHours(sql: ScopedSql, range: Range) {
  const rows = await sql.all<{ hour: string; count: number }>(
    `SELECT (extract(epoch FROM date_trunc('hour', published_at, 'UTC')) * 1000)::bigint::text AS hour, count(*)::int AS count
     FROM threads WHERE ${sql.within()} AND published_at >= $1 AND published_at < $2 GROUP BY 1`,
    [range.from, range.to],
  )
  const asked = await sql.all<{ source: string; starts_at: Date; ends_at: Date; ok: boolean }>(
    `SELECT source, starts_at, ends_at, ok FROM source_coverage WHERE ${sql.within()} AND starts_at < $2 AND ends_at > $1`,
    [range.from, range.to],
  )
  const read = asked.map(({ source, starts_at, ends_at, ok }): SourceWindow => ({ source, from: starts_at, to: ends_at, ok, reason: null }))
  const isCovered = hourCover(read, await readSpan(sql))
  const counts = new Map(rows.map(({ hour, count }) => [Number(hour), count]))
  const hours = []
  for (let hour = range.from.getTime(); hour < range.to.getTime(); hour += hourMs) hours.push({ hour, count: counts.get(hour) ?? 0, covered: isCovered(hour) })
  return hours
}

/** Never named before the range, and by enough threads in it. */
async function readNew(sql: ScopedSql, windows: Windows): Promise<ScopeEvent[]> {
  const { painPoints } = await readMentions(sql, windows, { limit: 0, side: 0 })
  const candidates = painPoints.filter(({ isNew, mentions }) => isNew && mentions >= minimumEvidence.subject)
  const seen = await withSeen(sql, candidates)
  return seen
    .filter(({ firstSeen }) => Date.parse(firstSeen) >= windows.range.from.getTime())
    .slice(0, mostNew)
    .map(({ id, keyword, mentions, firstSeen }) => ({
      kind: 'new_pain_point',
      from: firstSeen,
      to: windows.range.to.toISOString(),
      painPoint: { id, keyword },
      threads: mentions,
    }))
}
