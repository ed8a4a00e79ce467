import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ArchiveOptions, Run, Scope } from '@echoscope/domain'
import { describeArchive } from '@echoscope/sources'
import type { ScoutDeps } from './deps.ts'
import { runScope } from './run-scope.ts'

export interface ImportRequest {
  readonly files: readonly string[]
  readonly options: ArchiveOptions
  readonly holder: string
  readonly signal: AbortSignal
  /** Called about once a second with the run as it stands. */
  readonly onProgress: (run: Run) => void
  /** Called once for each other worker that holds the scope meanwhile. */
  readonly onWaiting: (holder: string | null) => void
}

/**
 * Imports archives into one scope, in this process, and returns the finished run. Files that cannot be opened are refused before anything is
 * written. While a worker scouts the scope the import waits its turn; if that worker takes the import up itself, it is followed to its end. Aborted, it
 * returns the run as it stands: a worker goes on with it from its checkpoint.
 */
export async function importArchive(deps: ScoutDeps, scope: Scope, request: ImportRequest): Promise<Run> {
  const files = request.files.map((file) => resolve(file))
  for (const file of files) await describeArchive(file, request.options)
  const { runId } = await deps.db.runs.request(scope, { trigger: 'import', mode: 'archive', archive: { files, options: request.options, temporary: false } })
  const watch = setInterval(() => {
    deps.db.runs.get(scope, runId).then(request.onProgress, () => undefined)
  }, 1_000)
  let told: string | null | undefined
  try {
    for (;;) {
      const outcome = await runScope(deps, scope, { holder: request.holder, signal: request.signal, runId })
      const run = await deps.db.runs.get(scope, runId)
      if (run.finishedAt !== null || request.signal.aborted) return run
      const holder = outcome.outcome === 'busy' ? outcome.holder : null
      if (holder !== told) request.onWaiting(holder)
      told = holder
      await sleep(1_000)
    }
  } finally {
    clearInterval(watch)
  }
}
