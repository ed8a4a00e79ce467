import type { ScopeRequest } from '@echoscope/domain'

/** Where the latest stamp of a scope is kept for whoever shows something that must not move by itself. */
export const revisionKey = (scope: ScopeRequest) => ['revision', scope] as const
