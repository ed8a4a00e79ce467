import { coverage, type Coverage, type Range } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import type { Windows } from './windows.ts'

interface CoverageRow {
  readonly source: string
  readonly starts_at: Date
  readonly ends_at: Date
  readonly ok: boolean
  readonly reason: string
}

/** What runs asked their sources for between two days, and what of it is missing; `over` cuts it to a window of that time. */
export async function readCoverage(sql: ScopedSql, { previous, range }: Windows, echoFrom: Date): Promise<(over: Range) => Coverage> {
  const since = previous.from < echoFrom ? previous.from : echoFrom
  const rows = await sql.all<CoverageRow>(
    `SELECT source, starts_at, ends_at, ok, reason FROM source_coverage
     WHERE ${sql.within()} AND ((starts_at < $2 AND ends_at > $1)
       -- The latest success counts wherever it lies.
       OR (run_id, source, starts_at) IN (
         SELECT run_id, source, starts_at FROM (
           SELECT DISTINCT ON (source) run_id, source, starts_at FROM source_coverage WHERE ${sql.within()} AND ok ORDER BY source, ends_at DESC) latest))
     ORDER BY recorded_at, starts_at`,
    [since, range.to],
  )
  const read = rows.map(({ source, starts_at, ends_at, ok, reason }) => ({ source, from: starts_at, to: ends_at, ok, reason: reason === '' ? null : reason }))
  return (over) => coverage(read, over)
}
