import { baselineMs, type HourEvent, scopeHourEvents, type SourceHour, type SourceWindow } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import type { Windows } from './windows.ts'

/** Spikes and silences of the range, from the threads of the range and of the 8 weeks before it. */
export async function readHourEvents(sql: ScopedSql, { range }: Windows): Promise<HourEvent[]> {
  const since = new Date(range.from.getTime() - baselineMs)
  const counts = await sql.all<SourceHour>(
    `SELECT source, floor(extract(epoch FROM published_at) / 3600)::float8 * 3600000 AS hour, count(*)::int AS count
     FROM threads WHERE ${sql.within()} AND published_at >= $1 AND published_at < $2 GROUP BY 1, 2`,
    [since, range.to],
  )
  const windows = await sql.all<SourceWindow>(
    `SELECT source, starts_at AS "from", ends_at AS "to", ok, NULL AS reason FROM source_coverage
     WHERE ${sql.within()} AND starts_at < $2 AND ends_at > $1`,
    [since, range.to],
  )
  return scopeHourEvents(counts, windows, range)
}
