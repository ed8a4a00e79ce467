import type { Source, WorkspaceId } from '@echoscope/domain'
import type { Database } from '@echoscope/db'

/** What a scout needs of the world; built by a process's main and passed down. */
export interface ScoutDeps {
  readonly db: Pick<Database, 'campaigns' | 'dispatch' | 'plans' | 'rereads' | 'runProgress' | 'runs' | 'store'>
  /** The source of this kind with the settings of this workspace, or null where this installation has none. */
  readonly sources: (kind: string, workspaceId: WorkspaceId) => Source | null | Promise<Source | null>
  readonly now: () => Date
  readonly log: ScoutLog
  /** How long a worker that says nothing keeps its scope; a run cut short goes on elsewhere after this. A minute unless said otherwise. */
  readonly leaseLifeMs?: number
}
/** Structured, without texts of posts or secrets. */
export type ScoutLog = (event: string, facts: Readonly<Record<string, string | number | null>>) => void
