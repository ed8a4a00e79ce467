import type { Erasure, SeparationReport, WorkspaceId } from '@echoscope/domain'
import type { Database } from './database.ts'
import { confirmErasure, type ErasureCall, previewErasure } from './forget/erase-author.ts'
import { measureSeparation, type ReportOptions } from './separation/report.ts'
import { type Enter, type NamedScope, scopesOf } from './separation/scopes-of.ts'

/** What goes through every scope of a workspace: one after the other, each entered as itself, and no total over them. */
export interface Across {
  /** Every scope that the caller may enter, archived brands included: Brand Analytics first, then its campaigns. */
  scopes(workspaceId: WorkspaceId, enter: Enter): Promise<NamedScope[]>
  measureSeparation(options: ReportOptions): Promise<SeparationReport>
  previewErasure(call: ErasureCall): Promise<Erasure>
  confirmErasure(call: ErasureCall & { readonly username: string; readonly by: string }): Promise<Erasure>
}

export const createAcross = (db: Pick<Database, 'brands' | 'campaigns' | 'erasures' | 'separation' | 'workspaces'>): Across => ({
  scopes: (workspaceId, enter) => scopesOf(db, workspaceId, enter),
  measureSeparation: (options) => measureSeparation(db, options),
  previewErasure: (call) => previewErasure(db, call),
  confirmErasure: (call) => confirmErasure(db, call),
})
