import type { Erasure, ErasureId, ErasureReceipt, WorkspaceId } from '@echoscope/domain'
import type { Database } from '../database.ts'
import { type Enter, type NamedScope, scopesOf, unlessGone } from '../separation/scopes-of.ts'

export interface ErasureCall {
  readonly workspaceId: WorkspaceId
  readonly erasureId: ErasureId
  readonly enter: Enter
}
type Needed = Pick<Database, 'brands' | 'campaigns' | 'erasures'>

const entryOf = ({ scope, brand, name }: NamedScope) => ({ type: scope.type, campaignId: scope.campaignId, brand, name })

/** Counts what each scope of the workspace holds of the author, and keeps the counts with the request. */
export async function previewErasure(db: Needed, { workspaceId, erasureId, enter }: ErasureCall): Promise<Erasure> {
  const preview: ErasureReceipt[] = []
  for (const named of await scopesOf(db, workspaceId, enter)) preview.push({ ...entryOf(named), ...(await db.erasures.countIn(named.scope, erasureId)) })
  return db.erasures.keepPreview(workspaceId, erasureId, preview)
}

/**
 * Erases the author from every scope, one after the other, archived brands included. The ban comes first, so that a scout that is under way stores
 * nothing more. Cut short, the same call goes on; the receipt adds up.
 */
export async function confirmErasure(db: Needed, call: ErasureCall & { readonly username: string; readonly by: string }): Promise<Erasure> {
  const { workspaceId, erasureId, enter, username, by } = call
  await db.erasures.begin(workspaceId, erasureId, { username, by })
  for (const { scope, brand, name } of await scopesOf(db, workspaceId, enter)) {
    // A campaign that was removed meanwhile took the author's posts with it.
    await unlessGone(() => db.erasures.eraseIn(scope, erasureId, { brand, name }))
  }
  await db.erasures.eraseQuarantined(workspaceId, erasureId)
  return db.erasures.finish(workspaceId, erasureId)
}
