import type { ScoutedAt } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import type { Windows } from './windows.ts'

/** An hourly schedule over 80 days; of more the newest. */
const most = 2_000

/** When sources were asked for the scope within the range and how it ended, oldest first. Archives and re-readings are not among them. */
export async function readScouted(sql: ScopedSql, { instants: { from, to } }: Windows): Promise<ScoutedAt[]> {
  const rows = await sql.all<{ readonly at: Date; readonly outcome: ScoutedAt['outcome'] }>(
    `SELECT coalesce(started_at, requested_at) AS at, status AS outcome FROM scout_runs
     WHERE ${sql.within()} AND mode IN ('incremental', 'backfill') AND status IN ('succeeded', 'partial', 'failed')
       AND coalesce(started_at, requested_at) >= $1 AND coalesce(started_at, requested_at) < $2
     ORDER BY at DESC LIMIT ${most}`,
    [from, to],
  )
  return rows.map(({ at, outcome }) => ({ at: at.toISOString(), outcome })).reverse()
}
