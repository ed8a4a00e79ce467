import type { ScopedSql } from '../session.ts'
import { dayColumn, dayParam } from './window.ts'

/** One day of the scope, all communities together. */
export interface DayTotal {
  readonly day: number
  readonly threads: number
  readonly engagement: number
  readonly sumS: number
  readonly neutral: number
}

/** Days with threads in `[from, to)`, oldest first; of one community where asked. */
export const readDayTotals = (sql: ScopedSql, days: { from: number; to: number }, communityId: string | null = null): Promise<DayTotal[]> =>
  sql.all<DayTotal>(
    `SELECT ${dayColumn('day')} AS day, sum(threads)::int AS threads, sum(engagement)::float8 AS engagement, sum(sentiment_sum) AS "sumS",
       sum(neutral)::int AS neutral
     FROM community_days WHERE ${sql.within()} AND day >= $1::date AND day < $2::date AND ($3::uuid IS NULL OR community_id = $3::uuid)
     GROUP BY day ORDER BY day`,
    [dayParam(days.from), dayParam(days.to), communityId],
  )

/** First and last day that has a thread; null for an empty scope. */
export async function readSpan(sql: ScopedSql): Promise<{ first: string; last: string } | null> {
  const row = await sql.first<{ first: string | null; last: string | null }>(
    `SELECT (SELECT min(day) FROM community_days WHERE ${sql.within()})::text AS first, (SELECT max(day) FROM community_days WHERE ${sql.within()})::text AS last`,
  )
  return row === null || row.first === null || row.last === null ? null : { first: row.first, last: row.last }
}
