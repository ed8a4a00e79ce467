export type { ScoutDeps, ScoutLog } from './deps.ts'
export { importArchive, type ImportRequest } from './import-archive.ts'
export { runScope, type RunScopeOptions, type ScopeOutcome } from './run-scope.ts'
export { reasonToSkip, type SkipReason } from './skipping.ts'
