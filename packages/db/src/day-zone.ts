import { dayString, type WorkspaceId, type Zone, zoneOf } from '@echoscope/domain'
import type { ScopedSql, Sql } from './session.ts'

/** The zone that the scope's stored days stand in. Whoever writes a day holds the scope (lockScope, a lease) before asking. */
export const readDayZone = (sql: ScopedSql): Promise<Zone> => read(sql, '')

/** The same, for writers side by side that do not hold the scope: it stays so until the transaction ends. */
export const holdDayZone = (sql: ScopedSql): Promise<Zone> => read(sql, 'FOR SHARE')

async function read(sql: ScopedSql, lock: '' | 'FOR SHARE'): Promise<Zone> {
  const row = await sql.first<{ zone: string }>(`SELECT day_zone AS zone FROM campaigns WHERE brand_id = $1 AND id = $2 ${lock}`, [
    sql.scope.brandId,
    sql.scope.campaignId,
  ])
  // A campaign that was removed meanwhile has no day left.
  return zoneOf(row?.zone ?? 'UTC')
}

/** The zone of the workspace, for a campaign that is made in it: one that is chosen meanwhile waits, and finds the campaign. */
export async function holdWorkspaceZone(sql: Sql, workspaceId: WorkspaceId): Promise<string> {
  const row = await sql.first<{ zone: string }>('SELECT time_zone AS zone FROM workspaces WHERE id = $1 FOR SHARE', [workspaceId])
  return row?.zone ?? 'UTC'
}

/**
 * The days that these instants lie in, in their order. Outside UTC it is Postgres that says, as it does when days are counted anew: its tables of
 * zones may be older or newer than this process's.
 */
export async function daysOfInstants(sql: ScopedSql, { name }: Zone, instants: readonly Date[]): Promise<string[]> {
  if (name === 'UTC') return instants.map(dayString)
  const rows = await sql.all<{ day: string }>(
    'SELECT (at AT TIME ZONE $2)::date::text AS day FROM unnest($1::timestamptz[]) WITH ORDINALITY AS i (at, place) ORDER BY place',
    [instants, name],
  )
  return rows.map(({ day }) => day)
}

/**
 * Threads `t` of a range of days, by the day that is stored with each; and the same days with one more on each side in the column that the index of
 * the newest is made of: no zone is further from UTC than that. The parameters are days.
 */
export const onDays = (from: string, to: string): string =>
  `t.day >= ${from}::date AND t.day < ${to}::date
   AND t.published_at >= (${from}::date - 1)::timestamp AT TIME ZONE 'UTC' AND t.published_at < (${to}::date + 1)::timestamp AT TIME ZONE 'UTC'`
