import { coverage, type Coverage, type Range, unreadDays } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import { readSpan } from './day-totals.ts'
import type { Windows } from './windows.ts'

interface CoverageRow {
  readonly source: string
  readonly starts_at: Date
  readonly ends_at: Date
  readonly ok: boolean
  readonly reason: string
}

export interface Collection {
  /** What runs asked their sources for, and what of it is missing, cut to a window of the time that was read. */
  readonly over: (range: Range) => Coverage
  /** Days of the range that nothing is known of. */
  readonly unreadDays: readonly string[]
  readonly span: Awaited<ReturnType<typeof readSpan>>
}

/** What was collected of the scope, from the earlier of the window before and `echoFrom` on. */
export async function readCoverage(sql: ScopedSql, { range, instants, zone, previousFrom }: Windows, echoFrom: string): Promise<Collection> {
  const since = previousFrom < echoFrom ? instants.previousFrom : zone.startOf(echoFrom)
  const rows = await sql.all<CoverageRow>(
    `SELECT source, starts_at, ends_at, ok, reason FROM source_coverage
     WHERE ${sql.within()} AND ((starts_at < $2 AND ends_at > $1)
       -- The latest success counts wherever it lies.
       OR (run_id, source, starts_at) IN (
         SELECT run_id, source, starts_at FROM (
           SELECT DISTINCT ON (source) run_id, source, starts_at FROM source_coverage WHERE ${sql.within()} AND ok ORDER BY source, ends_at DESC) latest))
     ORDER BY recorded_at, starts_at`,
    [since, instants.to],
  )
  const read = rows.map(({ source, starts_at, ends_at, ok, reason }) => ({ source, from: starts_at, to: ends_at, ok, reason: reason === '' ? null : reason }))
  const span = await readSpan(sql)
  return { over: (over) => coverage(read, over, zone), unreadDays: unreadDays(read, range, { span, zone }), span }
}
