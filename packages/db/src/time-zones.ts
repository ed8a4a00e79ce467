import { DomainError, isTimeZone, type Scope, type TimeZoneState, type WorkspaceId, type Zone, zoneOf } from '@echoscope/domain'
import { claimDue } from './claim-due.ts'
import { readDayZone } from './day-zone.ts'
import type { Waiting } from './dispatch.ts'
import { redate, type Redated } from './redate.ts'
import type { Sessions, Sql } from './session.ts'

/** In which time zone days are counted. */
export interface TimeZones {
  /** The zone that the stored days of a scope stand in now: by it one knows its today. */
  of(scope: Scope): Promise<Zone>
  /** The zone that the workspace counts days in, and that its scopes come to. */
  ofWorkspace(workspaceId: WorkspaceId): Promise<Zone>
  /** The same, and how many of its scopes are still to come to it. */
  state(workspaceId: WorkspaceId): Promise<TimeZoneState>
  /** Names that the database knows as well as this process does. */
  choices(): Promise<string[]>
  /** Has every scope of the workspace counted anew, each by itself. `invalid_input` for a name that the database does not know. */
  set(workspaceId: WorkspaceId, timeZone: string): Promise<void>
  /** Scopes whose days are to be counted anew; each is given to one worker, and to another one after some minutes where that one did not end it. */
  due(limit: number): Promise<Waiting[]>
  /** Counts the days of a scope anew, all of them or none; null where they stand in the workspace's zone. */
  redate(scope: Scope): Promise<Redated | null>
}

const regions = /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\//

export const createTimeZones = (sessions: Sessions): TimeZones => ({
  of: (scope) => sessions.readScope(scope, readDayZone),
  ofWorkspace: (workspaceId) =>
    sessions.inWorkspace(workspaceId, async (sql) => {
      const row = await sql.first<{ zone: string }>('SELECT time_zone AS zone FROM workspaces WHERE id = $1', [workspaceId])
      return zoneOf(row?.zone ?? 'UTC')
    }),
  state: (workspaceId) => sessions.inWorkspace(workspaceId, (sql) => readState(sql, workspaceId)),
  choices: () =>
    sessions.outside(async (sql) => {
      const rows = await sql.all<{ name: string }>('SELECT name FROM pg_timezone_names ORDER BY name COLLATE "C"')
      return ['UTC', ...rows.map(({ name }) => name).filter((name) => regions.test(name) && isTimeZone(name))]
    }),
  set: (workspaceId, timeZone) =>
    sessions.inWorkspace(workspaceId, async (sql) => {
      if ((await sql.first('SELECT name FROM pg_timezone_names WHERE name = $1', [timeZone])) === null)
        throw new DomainError('invalid_input', 'The database knows no time zone of that name. Choose one of the list, such as Europe/Berlin.')
      await sql.run('UPDATE workspaces SET time_zone = $2 WHERE id = $1', [workspaceId, timeZone])
      await sql.run(
        `UPDATE scout_dispatch d SET redate_at = now() FROM campaigns c
         WHERE d.workspace_id = $1 AND c.workspace_id = $1 AND c.brand_id = d.brand_id AND c.id = d.campaign_id AND c.day_zone <> $2`,
        [workspaceId, timeZone],
      )
    }),
  due: (limit) => claimDue(sessions, 'redate_at', limit),
  redate: (scope) => sessions.inScope(scope, redate),
})

async function readState(sql: Sql, workspaceId: WorkspaceId): Promise<TimeZoneState> {
  const state = await sql.first<TimeZoneState>(
    `SELECT w.time_zone AS "timeZone", count(c.id)::int AS scopes, (count(c.id) FILTER (WHERE c.day_zone <> w.time_zone))::int AS waiting
     FROM workspaces w LEFT JOIN campaigns c ON c.workspace_id = w.id WHERE w.id = $1 GROUP BY w.time_zone`,
    [workspaceId],
  )
  return state ?? { timeZone: 'UTC', scopes: 0, waiting: 0 }
}
