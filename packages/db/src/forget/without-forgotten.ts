import type { Post } from '@echoscope/domain'
import type { ScopedSql } from '../session.ts'
import { keptIn } from '../store-fold.ts'
import type { Batch, Reading } from '../store.ts'
import type { Vault } from '../vault/vault.ts'
import { authorKey, erasedAmong } from './erased.ts'
import { type Kept, keptSince } from './retention.ts'

/**
 * The batch without posts that may not be stored: of erased authors, and from before the days the scope keeps. They are left out and counted with
 * their reason. Read after the scope's lease is held, so that an erasure either finds what this batch writes or is seen by it.
 */
export async function withoutForgotten(sql: ScopedSql, vault: Vault, batch: Batch): Promise<Batch> {
  const posts = batch.readings.flatMap((reading) => keptIn(reading)?.post ?? [])
  const authors = [...posts, ...batch.heldBack.map(({ post }) => post)].flatMap(({ platform, author }) =>
    author === null ? [] : [{ platform, username: author }],
  )
  const erased = await erasedAmong(sql, vault, { workspaceId: sql.scope.workspaceId, authors })
  const since = posts.length + batch.heldBack.length === 0 ? null : await keptSince(sql, batch.at)
  if (erased.size === 0 && since === null) return batch
  const leftOut: Record<string, number> = { ...batch.leftOut }
  const readings = batch.readings.filter((reading) => {
    const reason = reasonAgainst(reading, erased, since)
    if (reason !== null) leftOut[reason] = (leftOut[reason] ?? 0) + 1
    return reason === null
  })
  const heldBack = batch.heldBack.filter(({ post }) => reasonAgainstPost(post, erased, since) === null)
  return { ...batch, readings, heldBack, leftOut }
}

function reasonAgainst(reading: Reading, erased: ReadonlySet<string>, since: Kept | null): 'erased_author' | 'past_retention' | null {
  const kept = keptIn(reading)
  if (kept === null) return null
  return reasonAgainstPost(kept.post, erased, since)
}

function reasonAgainstPost(
  { platform, author, publishedAt }: Post,
  erased: ReadonlySet<string>,
  since: Kept | null,
): 'erased_author' | 'past_retention' | null {
  if (author !== null && erased.has(authorKey({ platform, username: author }))) return 'erased_author'
  return since !== null && publishedAt < since.from ? 'past_retention' : null
}
