import { type Scope, type WorkspaceId, type Zone, zoneOf } from '@echoscope/domain'
import { readDayZone } from './day-zone.ts'
import type { Sessions } from './session.ts'

/** In which time zone days are counted. */
export interface TimeZones {
  /** The zone that the stored days of a scope stand in now: by it one knows its today. */
  of(scope: Scope): Promise<Zone>
  /** The zone that the workspace counts days in, and that its scopes come to. */
  ofWorkspace(workspaceId: WorkspaceId): Promise<Zone>
}

export const createTimeZones = (sessions: Sessions): TimeZones => ({
  of: (scope) => sessions.readScope(scope, readDayZone),
  ofWorkspace: (workspaceId) =>
    sessions.inWorkspace(workspaceId, async (sql) => {
      const row = await sql.first<{ zone: string }>('SELECT time_zone AS zone FROM workspaces WHERE id = $1', [workspaceId])
      return zoneOf(row?.zone ?? 'UTC')
    }),
})
