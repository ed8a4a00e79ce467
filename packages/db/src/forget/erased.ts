import { randomBytes } from 'node:crypto'
import { newId, type WorkspaceId } from '@echoscope/domain'
import type { Sessions, Sql } from '../session.ts'
import { holdKeys } from '../vault/sealed-rows.ts'
import type { Vault } from '../vault/vault.ts'
import { authorHash, type Author, foldedName } from './author-hash.ts'

const purpose = 'workspace_secrets'
const where = `workspace_id = $1 AND purpose = 'erasure' AND name = 'authors'`

/** The key of a workspace's hashes of authors; null while it never erased anybody. It is never changed: the names to hash again are gone. */
export async function erasureKey(sql: Sql, vault: Vault, workspaceId: WorkspaceId): Promise<Buffer | null> {
  const row = await sql.first<{ id: string; sealed: string }>(`SELECT id, sealed FROM workspace_secrets WHERE ${where}`, [workspaceId])
  return row === null ? null : Buffer.from(await vault.open(row.sealed, { workspaceId, purpose, rowId: row.id }), 'base64')
}

/** The same, made at the first erasure. */
export async function ensureErasureKey(sql: Sql, vault: Vault, workspaceId: WorkspaceId): Promise<Buffer> {
  await holdKeys(sql)
  const id = newId()
  const sealed = await vault.seal(randomBytes(32).toString('base64'), { workspaceId, purpose, rowId: id })
  await sql.run(
    `INSERT INTO workspace_secrets (workspace_id, id, purpose, name, sealed) VALUES ($1, $2, 'erasure', 'authors', $3) ON CONFLICT (workspace_id, purpose, name) DO NOTHING`,
    [workspaceId, id, sealed],
  )
  const key = await erasureKey(sql, vault, workspaceId)
  if (key === null) throw new Error('the key that was just made is not there')
  return key
}

/** Those of the authors who were erased, by `authorKey`. One look-up where nobody ever was. */
export async function erasedAmong(
  sql: Sql,
  vault: Vault,
  { workspaceId, authors }: { workspaceId: WorkspaceId; authors: readonly Author[] },
): Promise<Set<string>> {
  if (authors.length === 0) return new Set()
  const key = await erasureKey(sql, vault, workspaceId)
  if (key === null) return new Set()
  const byHash = new Map<string, string>()
  for (const author of authors) byHash.set(authorHash(key, author).toString('hex'), authorKey(author))
  const rows = await sql.all<{ hash: string }>(
    `SELECT encode(hash, 'hex') AS hash FROM erased_authors WHERE workspace_id = $1 AND hash = ANY(SELECT decode(h, 'hex') FROM unnest($2::text[]) AS h)`,
    [workspaceId, [...byHash.keys()]],
  )
  return new Set(rows.flatMap(({ hash }) => byHash.get(hash) ?? []))
}

/** A test for one author after another, from the list as it is now: for a long reading that would otherwise ask for each. */
export function readErased(sessions: Sessions, vault: Vault, workspaceId: WorkspaceId): Promise<(author: Author) => boolean> {
  return sessions.inWorkspace(workspaceId, async (sql) => {
    const key = await erasureKey(sql, vault, workspaceId)
    if (key === null) return () => false
    const rows = await sql.all<{ hash: string }>(`SELECT encode(hash, 'hex') AS hash FROM erased_authors WHERE workspace_id = $1`, [workspaceId])
    const hashes = new Set(rows.map(({ hash }) => hash))
    return (author) => hashes.has(authorHash(key, author).toString('hex'))
  })
}

export const authorKey = (author: Author): string => `${author.platform}\0${foldedName(author)}`
