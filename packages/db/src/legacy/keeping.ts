import type { Scope, WorkspaceId } from '@echoscope/domain'
import type { Sessions } from '../session.ts'
import { piecesOf, valuesOf } from '../values.ts'
import type { OldTableName } from './shape.ts'

export interface Stray {
  readonly table: OldTableName
  readonly key: string
  readonly reason: string
  /** The old row as JSON text. */
  readonly row: string
}
export interface OldValue {
  readonly table: OldTableName
  readonly key: string
  readonly name: string
  /** `unreadable`: a value that was out of range, blanked in its row. */
  readonly status: 'not_recounted' | 'unreadable'
  /** JSON text. */
  readonly value: string
}

/** What is kept beside the migrated rows: written in batches, and again without effect. */
export interface Keeping {
  quarantine(stray: Stray): Promise<void>
  value(campaignId: string, value: OldValue): Promise<void>
  /** Everything that waits is written. */
  flush(): Promise<void>
}

const mostWaiting = 500
const mostCharacters = 4_000_000

export interface KeepingOptions {
  readonly sessions: Sessions
  readonly workspaceId: WorkspaceId
  readonly scopeOf: (campaignId: string) => Scope
}

export function createKeeping({ sessions, workspaceId, scopeOf }: KeepingOptions): Keeping {
  const strays: Stray[] = []
  const values = new Map<string, OldValue[]>()
  let waiting = 0
  let characters = 0
  const flush = async (): Promise<void> => {
    const rows = strays.splice(0)
    const byCampaign = [...values]
    values.clear()
    waiting = 0
    characters = 0
    if (rows.length > 0) await writeStrays(sessions, workspaceId, rows)
    for (const [campaignId, own] of byCampaign) await writeValues(sessions, scopeOf(campaignId), own)
  }
  const added = async (size: number): Promise<void> => {
    waiting += 1
    characters += size
    if (waiting >= mostWaiting || characters > mostCharacters) await flush()
  }
  return {
    flush,
    quarantine(stray) {
      strays.push(stray)
      return added(stray.row.length)
    },
    value(campaignId, value) {
      const own = values.get(campaignId)
      if (own === undefined) values.set(campaignId, [value])
      else own.push(value)
      return added(value.value.length)
    },
  }
}

/** Nothing is kept by a dry run. */
export const keepsNothing: Keeping = { quarantine: async () => undefined, value: async () => undefined, flush: async () => undefined }

function writeStrays(sessions: Sessions, workspaceId: WorkspaceId, rows: readonly Stray[]): Promise<void> {
  return sessions.inWorkspace(workspaceId, async (sql) => {
    for (const piece of piecesOf(rows, 5)) {
      const { text, params } = valuesOf(piece.map(({ table, key, reason, row }) => [workspaceId, table, key, reason, row]))
      await sql.run(`INSERT INTO legacy_quarantine (workspace_id, source_table, row_key, reason, row) VALUES ${text} ON CONFLICT DO NOTHING`, params)
    }
  })
}

function writeValues(sessions: Sessions, scope: Scope, rows: readonly OldValue[]): Promise<void> {
  return sessions.inScope(scope, async (sql) => {
    for (const piece of piecesOf(rows, 8)) {
      const own = [scope.brandId, scope.campaignId, scope.type]
      const { text, params } = valuesOf(piece.map(({ table, key, name, status, value }) => [...own, table, key, name, status, value]))
      await sql.run(
        `INSERT INTO legacy_values (brand_id, campaign_id, campaign_type, source_table, row_key, name, status, value)
         VALUES ${text} ON CONFLICT DO NOTHING`,
        params,
      )
    }
  })
}
