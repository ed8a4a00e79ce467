import type { CommunityDay } from './rollups.ts'
import type { ScopedSql } from './session.ts'

/** A community on a day, with how many threads it has there. */
export interface Filled extends CommunityDay {
  readonly threads: number
}

/** Threads of a statement: well inside the time that one may take. */
const threadsEach = 25_000

/** Every community and day of the scope that has a thread. */
export const filledDays = (sql: ScopedSql): Promise<Filled[]> =>
  sql.all<Filled>(
    `SELECT t.community_id AS "communityId", t.day::text AS day, count(*)::int AS threads FROM threads t WHERE ${sql.within('t')} GROUP BY 1, 2 ORDER BY 1, 2`,
  )

/** The days in their order, as many together as make a statement. */
export function* piecesOf(days: readonly Filled[]): Generator<readonly CommunityDay[]> {
  let piece: Filled[] = []
  let threads = 0
  for (const day of days) {
    piece.push(day)
    threads += day.threads
    if (threads < threadsEach) continue
    yield piece
    piece = []
    threads = 0
  }
  if (piece.length > 0) yield piece
}
