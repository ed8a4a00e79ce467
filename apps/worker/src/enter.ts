import { DomainError, type Scope, type ScopeRequest } from '@echoscope/domain'
import { mintScope } from '@echoscope/domain/mint'
import type { WorkerDeps } from './deps.ts'

/** A job's scope, resolved again from the database: what was true when the job was made may not be any more. Null when there is none. */
export async function enter({ db }: Pick<WorkerDeps, 'db'>, request: ScopeRequest): Promise<Scope | null> {
  const workspaceId = await db.scopes.workspaceOf(request)
  if (workspaceId === null) return null
  try {
    return mintScope(await db.scopes.register(workspaceId, request))
  } catch (error) {
    if (error instanceof DomainError && error.reason === 'scope_not_found') return null
    throw error
  }
}
