import type { CommunityId } from '@echoscope/domain'
import { lockScope } from '../lock-scope.ts'
import { type CommunityDay, recomputeDays } from '../rollups.ts'
import type { ScopedSql } from '../session.ts'
import { ensureStatistics } from '../statistics.ts'
import { createLanes, type Figures, inHome, type Migration, writers } from './migration.ts'

/** Threads whose days are recomputed in one transaction: well inside the time a statement may take. */
const threadsEach = 25_000

/** The daily roll-ups of every scope, one pass over it, made what its threads say. */
export async function rebuildDays(migration: Migration): Promise<void> {
  const lanes = createLanes(writers)
  for (const home of migration.homes.values())
    for (const keys of piecesOf((await inHome(migration, home, readDays)) ?? [])) {
      migration.proceed()
      await lanes.run(async () => void (await inHome(migration, home, (sql) => lockScope(sql).then(() => recomputeDays(sql, keys)))))
    }
  await lanes.end()
}

interface Filled extends CommunityDay {
  readonly threads: number
}

function* piecesOf(days: readonly Filled[]): Generator<readonly CommunityDay[]> {
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

async function readDays(sql: ScopedSql): Promise<Filled[]> {
  await ensureStatistics(sql)
  return sql.all<{ communityId: CommunityId; day: string; threads: number }>(
    `SELECT t.community_id AS "communityId", t.day::text AS day, count(*)::int AS threads FROM threads t WHERE ${sql.within('t')} GROUP BY 1, 2 ORDER BY 1, 2`,
  )
}

/** How many rows of each kind a scope has now. */
export async function countScope(sql: ScopedSql): Promise<Figures> {
  const count = (table: string, name: string): string => `(SELECT count(*)::int FROM ${table} WHERE ${sql.within()}) AS ${name}`
  const row = await sql.first<Figures>(
    `SELECT ${[
      count('threads', 'threads'),
      count('communities', 'communities'),
      count('pain_points', '"painPoints"'),
      count('influencers', 'influencers'),
      count('thread_pain_points', 'mentions'),
    ].join(', ')}`,
  )
  if (row === null) throw new Error('a count is a row')
  return row
}
