import { type Filled, filledDays, piecesOf } from '../filled-days.ts'
import { lockScope } from '../lock-scope.ts'
import { recomputeDays } from '../rollups.ts'
import type { ScopedSql } from '../session.ts'
import { ensureStatistics } from '../statistics.ts'
import { createLanes, type Figures, inHome, type Migration, writers } from './migration.ts'

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

async function readDays(sql: ScopedSql): Promise<Filled[]> {
  await ensureStatistics(sql)
  return filledDays(sql)
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
