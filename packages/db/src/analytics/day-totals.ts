import type { CommunityId, DayTotals } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import type { Windows } from './windows.ts'

export interface ScopeDay extends DayTotals {
  readonly neutral: number
}

/** Daily totals of the scope (or of one community) from the first day of the window before to the end of the range; days without threads are absent. */
export function readDays(sql: ScopedSql, windows: Windows, communityId?: CommunityId): Promise<ScopeDay[]> {
  const only = communityId === undefined ? '' : 'AND community_id = $3'
  return sql.all<ScopeDay>(
    `SELECT day::text, sum(threads)::float8 AS threads, sum(engagement)::float8 AS engagement, sum(sentiment_sum) AS "sumS", sum(neutral)::float8 AS neutral
     FROM community_days WHERE ${sql.within()} AND day >= $1 AND day < $2 ${only} GROUP BY day ORDER BY day`,
    [windows.previousFrom, windows.to, ...(communityId === undefined ? [] : [communityId])],
  )
}

export interface Totals {
  readonly threads: number
  readonly sumS: number
  readonly neutral: number
}
export function totalsOf(days: readonly ScopeDay[], inWindow: (day: string) => boolean): Totals {
  const total = { threads: 0, sumS: 0, neutral: 0 }
  for (const day of days) {
    if (!inWindow(day.day)) continue
    total.threads += day.threads
    total.sumS += day.sumS
    total.neutral += day.neutral
  }
  return total
}

/** First and last day that has a thread; null for an empty scope. */
export async function readSpan(sql: ScopedSql): Promise<{ first: string; last: string } | null> {
  const days = await sql.first<{ first: string | null; last: string | null }>(
    `SELECT (SELECT min(day) FROM community_days WHERE ${sql.within()})::text AS first, (SELECT max(day) FROM community_days WHERE ${sql.within()})::text AS last`,
  )
  return days === null || days.first === null || days.last === null ? null : { first: days.first, last: days.last }
}
