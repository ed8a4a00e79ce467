import type { Scope } from '@echoscope/domain'
import { readRevision } from './revision.ts'
import type { Sessions } from './session.ts'

export interface Revisions {
  /** The scope's stamp, another one after each transaction that wrote in it; null while nothing was ever written. */
  of(scope: Scope): Promise<string | null>
}

export const createRevisions = (sessions: Sessions): Revisions => ({ of: (scope) => sessions.readScope(scope, readRevision) })
