import type { ScopedSql } from '../session.ts'
import type { Windows } from './windows.ts'

export interface CostDay {
  readonly day: string
  readonly usd: number
  readonly calls: number
}

/** Money that AI calls of the scope cost, by day, in the range and the window before. */
export const readCosts = (sql: ScopedSql, { instants, zone }: Windows): Promise<CostDay[]> =>
  sql.all<CostDay>(
    `SELECT (called_at AT TIME ZONE $3)::date::text AS day, sum(usd)::float8 AS usd, count(*)::int AS calls
     FROM ai_calls WHERE ${sql.within()} AND called_at >= $1 AND called_at < $2 GROUP BY 1`,
    [instants.previousFrom, instants.to, zone.name],
  )
