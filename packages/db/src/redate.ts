import { type Filled, filledDays, piecesOf } from './filled-days.ts'
import { lockScope } from './lock-scope.ts'
import { type CommunityDay, recomputeDays } from './rollups.ts'
import type { ScopedSql } from './session.ts'

export interface Redated {
  readonly from: string
  readonly to: string
  /** Threads that lie in another day now. */
  readonly moved: number
}

/**
 * Counts the days of a scope anew in its workspace's zone: the day of each thread, then the roll-ups, then the zone they stand in. One transaction that holds
 * the scope, so whoever reads sees all of it in one zone or in the other, and whoever writes waits. Null where the scope stands in that zone already.
 */
export async function redate(sql: ScopedSql): Promise<Redated | null> {
  await lockScope(sql)
  const { brandId, campaignId } = sql.scope
  const own = [brandId, campaignId]
  // Held against writers that hold the zone alone (holdDayZone): what they wrote in it is to be seen here.
  const zones = await sql.first<{ from: string; to: string }>(
    `SELECT c.day_zone AS "from", w.time_zone AS "to" FROM campaigns c JOIN workspaces w ON w.id = c.workspace_id
     WHERE c.brand_id = $1 AND c.id = $2 FOR NO KEY UPDATE OF c`,
    own,
  )
  await sql.run('UPDATE scout_dispatch SET redate_at = NULL WHERE brand_id = $1 AND campaign_id = $2', own)
  if (zones === null || zones.from === zones.to) return null
  const before = await filledDays(sql)
  let moved = 0
  for (const piece of piecesOf(before)) moved += await moveThreads(sql, piece, zones.to)
  const now = await filledDays(sql)
  for (const piece of piecesOf([...now, ...emptied(before, now)])) await recomputeDays(sql, piece)
  await sql.run('UPDATE campaigns SET day_zone = $3 WHERE brand_id = $1 AND id = $2', [...own, zones.to])
  // What was written about days that are others now is written again.
  await sql.run(
    `UPDATE scout_dispatch SET insights_at = now() WHERE brand_id = $1 AND campaign_id = $2 AND EXISTS (SELECT FROM insight_runs r WHERE ${sql.within('r')})`,
    own,
  )
  return { ...zones, moved }
}

/** Days that had threads and have none now: their roll-ups are to go. */
function emptied(before: readonly Filled[], now: readonly Filled[]): Filled[] {
  const filled = new Set(now.map(({ communityId, day }) => `${communityId} ${day}`))
  return before.filter(({ communityId, day }) => !filled.has(`${communityId} ${day}`)).map((each) => ({ ...each, threads: 0 }))
}

function moveThreads(sql: ScopedSql, days: readonly CommunityDay[], zone: string): Promise<number> {
  return sql.run(
    `UPDATE threads t SET day = (t.published_at AT TIME ZONE $3)::date FROM unnest($1::uuid[], $2::date[]) AS k (community_id, day)
     WHERE ${sql.within('t')} AND t.community_id = k.community_id AND t.day = k.day AND t.day <> (t.published_at AT TIME ZONE $3)::date`,
    [days.map(({ communityId }) => communityId), days.map(({ day }) => day), zone],
  )
}
