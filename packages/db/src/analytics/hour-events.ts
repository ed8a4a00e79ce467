import { baselineMs, dayMs, type HourEvent, scopeHourEvents, type SourceHour, type SourceWindow, type Zone } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import type { Windows } from './windows.ts'

const hourMs = 3_600_000

/** Spikes and silences of the range, from the threads of the range and of the 8 weeks before it. */
export async function readHourEvents(sql: ScopedSql, { range, instants, zone }: Windows): Promise<HourEvent[]> {
  const since = new Date(instants.from.getTime() - baselineMs)
  const counts = await sql.all<SourceHour>(
    `SELECT source, floor(extract(epoch FROM published_at) / $3)::float8 * $3 * 1000 AS hour, count(*)::int AS count
     FROM threads WHERE ${sql.within()} AND published_at >= $1 AND published_at < $2 GROUP BY 1, 2`,
    [since, instants.to, stepS(since, instants.to, zone)],
  )
  const windows = await sql.all<SourceWindow>(
    `SELECT source, starts_at AS "from", ends_at AS "to", ok, NULL AS reason FROM source_coverage
     WHERE ${sql.within()} AND starts_at < $2 AND ends_at > $1`,
    [since, instants.to],
  )
  return scopeHourEvents(counts, windows, { range, zone })
}

/** Hours of UTC are hours of most zones; those of the others are made of quarters, as every zone since 1972 is. */
function stepS(since: Date, until: Date, zone: Zone): 3_600 | 900 {
  for (let at = since.getTime(); at < until.getTime(); at += dayMs) if (zone.wallOf(at) % hourMs !== at % hourMs) return 900
  return 3_600
}
