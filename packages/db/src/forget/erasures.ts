import {
  DomainError,
  type Erasure,
  type ErasureCounts,
  type ErasureId,
  type ErasureReceipt,
  newId,
  notFound,
  type Scope,
  type WorkspaceId,
} from '@echoscope/domain'
import { refuseDuringMigration } from '../legacy/one-migration.ts'
import { lockScope } from '../lock-scope.ts'
import type { Sessions, Sql } from '../session.ts'
import { holdKeys } from '../vault/sealed-rows.ts'
import type { Vault } from '../vault/vault.ts'
import { type Author, authorHash, foldedName } from './author-hash.ts'
import { countOf, emptyCounts, eraseSome, sumOf, threadsEach } from './author-rows.ts'
import { ensureErasureKey } from './erased.ts'
import { eraseQuarantined } from './legacy-traces.ts'

export interface Erasures {
  /** Notes what is to be erased; nothing is, yet. The name is kept sealed until it is done. */
  request(workspaceId: WorkspaceId, author: Author, by: string): Promise<Erasure>
  list(workspaceId: WorkspaceId): Promise<Erasure[]>
  get(workspaceId: WorkspaceId, id: ErasureId): Promise<Erasure>
  /** What this scope holds of the author. */
  countIn(scope: Scope, id: ErasureId): Promise<ErasureCounts>
  keepPreview(workspaceId: WorkspaceId, id: ErasureId, preview: readonly ErasureReceipt[]): Promise<Erasure>
  /**
   * From here on no scope of the workspace stores a post of the author. `wrong_state` before a preview, or when the name given again is another;
   * one that was cut short may be begun again.
   */
  begin(workspaceId: WorkspaceId, id: ErasureId, confirmation: { readonly username: string; readonly by: string }): Promise<Erasure>
  /**
   * Removes the author's threads, roll-ups, row and old values from one scope; again, it finds nothing. What goes is on the receipt with the same
   * commit, under the scope's names.
   */
  eraseIn(scope: Scope, id: ErasureId, names: Pick<ErasureReceipt, 'brand' | 'name'>): Promise<ErasureCounts>
  /** Empties what a migration from the old shape kept aside, in no scope, of the author. */
  eraseQuarantined(workspaceId: WorkspaceId, id: ErasureId): Promise<Erasure>
  /** Forgets the name; the receipt stays, with its keyed hash. */
  finish(workspaceId: WorkspaceId, id: ErasureId): Promise<Erasure>
}

interface Row {
  id: ErasureId
  status: Erasure['status']
  platform: string
  hash: string
  requested_by: string
  requested_at: Date
  preview: ErasureReceipt[] | null
  previewed_at: Date | null
  confirmed_by: string | null
  confirmed_at: Date | null
  done_at: Date | null
  receipt: ErasureReceipt[]
  quarantined: number
}
const columns = `id, status, platform, encode(hash, 'hex') AS hash, requested_by, requested_at, preview, previewed_at, confirmed_by, confirmed_at, done_at, receipt, quarantined`
const toErasure = (row: Row): Erasure => ({
  id: row.id,
  status: row.status,
  platform: row.platform,
  authorHash: row.hash,
  requestedBy: row.requested_by,
  requestedAt: row.requested_at.toISOString(),
  preview: row.preview,
  previewedAt: row.previewed_at?.toISOString() ?? null,
  confirmedBy: row.confirmed_by,
  confirmedAt: row.confirmed_at?.toISOString() ?? null,
  doneAt: row.done_at?.toISOString() ?? null,
  receipt: row.receipt,
  quarantined: row.quarantined,
})

const purpose = 'erasures'

export function createErasures(sessions: Sessions, vault: Vault): Erasures {
  const find = async (sql: Sql, workspaceId: WorkspaceId, id: ErasureId): Promise<Row> => {
    const row = await sql.first<Row>(`SELECT ${columns} FROM erasures WHERE workspace_id = $1 AND id = $2`, [workspaceId, id])
    if (row === null) throw notFound('erasure')
    return row
  }
  const authorOf = async (sql: Sql, workspaceId: WorkspaceId, id: ErasureId): Promise<Author> => {
    const row = await sql.first<{ platform: string; sealed: string | null }>('SELECT platform, sealed FROM erasures WHERE workspace_id = $1 AND id = $2', [
      workspaceId,
      id,
    ])
    if (row === null) throw notFound('erasure')
    if (row.sealed === null) throw alreadyDone()
    return { platform: row.platform, username: await vault.open(row.sealed, { workspaceId, purpose, rowId: id }) }
  }
  /** Held until the transaction ends: a receipt is added to by one at a time. */
  const confirmed = async (sql: Sql, workspaceId: WorkspaceId, id: ErasureId): Promise<Row> => {
    const row = await sql.first<Row>(`SELECT ${columns} FROM erasures WHERE workspace_id = $1 AND id = $2 FOR UPDATE`, [workspaceId, id])
    if (row === null) throw notFound('erasure')
    if (row.status !== 'erasing') throw new DomainError('wrong_state', 'This erasure was not confirmed, or is done already.')
    return row
  }
  const step = (workspaceId: WorkspaceId, id: ErasureId, work: (sql: Sql, row: Row) => Promise<unknown>): Promise<Erasure> =>
    sessions.inWorkspace(workspaceId, async (sql) => {
      await sql.first('SELECT id FROM erasures WHERE workspace_id = $1 AND id = $2 FOR UPDATE', [workspaceId, id])
      await work(sql, await find(sql, workspaceId, id))
      return toErasure(await find(sql, workspaceId, id))
    })
  return {
    request: (workspaceId, author, by) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        const key = await ensureErasureKey(sql, vault, workspaceId)
        await holdKeys(sql)
        const id = newId<'erasure'>()
        const sealed = await vault.seal(author.username, { workspaceId, purpose, rowId: id })
        await sql.run(
          `INSERT INTO erasures (workspace_id, id, status, platform, hash, sealed, requested_by) VALUES ($1, $2, 'requested', $3, decode($4, 'hex'), $5, $6)`,
          [workspaceId, id, author.platform, authorHash(key, author).toString('hex'), sealed, by],
        )
        return toErasure(await find(sql, workspaceId, id))
      }),
    list: (workspaceId) =>
      sessions.inWorkspace(workspaceId, async (sql) =>
        (await sql.all<Row>(`SELECT ${columns} FROM erasures WHERE workspace_id = $1 ORDER BY id DESC`, [workspaceId])).map(toErasure),
      ),
    get: (workspaceId, id) => sessions.inWorkspace(workspaceId, async (sql) => toErasure(await find(sql, workspaceId, id))),
    countIn: (scope, id) => sessions.readScope(scope, async (sql) => countOf(sql, await authorOf(sql, scope.workspaceId, id))),
    keepPreview: (workspaceId, id, preview) =>
      step(workspaceId, id, async (sql, { status }) => {
        if (status === 'done') throw alreadyDone()
        await sql.run(
          `UPDATE erasures SET status = CASE WHEN status = 'requested' THEN 'previewed' ELSE status END, preview = $3, previewed_at = now()
           WHERE workspace_id = $1 AND id = $2`,
          [workspaceId, id, JSON.stringify(preview)],
        )
      }),
    begin: (workspaceId, id, { username, by }) =>
      step(workspaceId, id, async (sql, { status, platform, hash }) => {
        if (status === 'done') throw alreadyDone()
        if (status === 'requested') throw new DomainError('wrong_state', 'Look at the preview first: an erasure cannot be taken back.')
        const asked = await authorOf(sql, workspaceId, id)
        if (foldedName({ platform, username }) !== foldedName(asked))
          throw new DomainError('wrong_state', 'This is not the name that was asked for. Nothing was erased: write it again, or make a new request.')
        await refuseDuringMigration(sql, workspaceId)
        await sql.run(`INSERT INTO erased_authors (workspace_id, hash) VALUES ($1, decode($2, 'hex')) ON CONFLICT DO NOTHING`, [workspaceId, hash])
        await sql.run(
          `UPDATE erasures SET status = 'erasing', confirmed_by = coalesce(confirmed_by, $3), confirmed_at = coalesce(confirmed_at, now())
           WHERE workspace_id = $1 AND id = $2`,
          [workspaceId, id, by],
        )
      }),
    async eraseIn(scope, id, names) {
      let total: ErasureCounts = emptyCounts
      for (;;) {
        const part = await sessions.inScope(scope, async (sql) => {
          await lockScope(sql)
          const { receipt } = await confirmed(sql, scope.workspaceId, id)
          const removed = await eraseSome(sql, await authorOf(sql, scope.workspaceId, id))
          const entry = { type: scope.type, campaignId: scope.campaignId, ...names }
          await keepReceipt(sql, { workspaceId: scope.workspaceId, id, receipt: added(receipt, { ...entry, ...removed }) })
          return removed
        })
        total = sumOf(total, part)
        if (part.threads < threadsEach) return total
      }
    },
    eraseQuarantined: (workspaceId, id) =>
      sessions.inWorkspace(workspaceId, async (sql) => {
        await confirmed(sql, workspaceId, id)
        const emptied = await eraseQuarantined(sql, workspaceId, await authorOf(sql, workspaceId, id))
        await sql.run('UPDATE erasures SET quarantined = quarantined + $3 WHERE workspace_id = $1 AND id = $2', [workspaceId, id, emptied])
        return toErasure(await find(sql, workspaceId, id))
      }),
    finish: (workspaceId, id) =>
      step(workspaceId, id, async (sql) => {
        await confirmed(sql, workspaceId, id)
        await sql.run(`UPDATE erasures SET status = 'done', sealed = NULL, done_at = now() WHERE workspace_id = $1 AND id = $2`, [workspaceId, id])
      }),
  }
}

const alreadyDone = (): DomainError => new DomainError('wrong_state', 'This erasure is done; its receipt is in the list.')

/** The receipt with what one scope gave on top of what it gave before. */
function added(receipt: readonly ErasureReceipt[], entry: ErasureReceipt): ErasureReceipt[] {
  const before = receipt.find(({ campaignId }) => campaignId === entry.campaignId)
  const merged = before === undefined ? entry : { ...entry, ...sumOf({ ...emptyCounts, ...before }, entry) }
  return [...receipt.filter(({ campaignId }) => campaignId !== entry.campaignId), merged]
}

const keepReceipt = (
  sql: Sql,
  { workspaceId, id, receipt }: { workspaceId: WorkspaceId; id: ErasureId; receipt: readonly ErasureReceipt[] },
): Promise<number> => sql.run('UPDATE erasures SET receipt = $3 WHERE workspace_id = $1 AND id = $2', [workspaceId, id, JSON.stringify(receipt)])
