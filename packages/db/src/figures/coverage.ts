import { coverage, type Coverage, type Range, type SourceWindow } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'

/** Coverage of a range by the scope's sources, from what each run asked for and got. */
export async function readCoverage(sql: ScopedSql, range: Range): Promise<Coverage> {
  const windows = await sql.all<SourceWindow>(
    `SELECT source, starts_at AS "from", ends_at AS "to", ok, nullif(reason, '') AS reason FROM source_coverage
     WHERE ${sql.within()} AND starts_at < $2 AND ends_at > $1 ORDER BY recorded_at, starts_at`,
    [range.from, range.to],
  )
  return coverage(windows, range)
}
