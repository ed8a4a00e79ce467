import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Hold } from '@echoscope/db'
import type { ArchiveOptions, Run, RunId, Scope } from '@echoscope/domain'
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
  /** Called once for each other worker that holds the scope meanwhile, and with null while the run waits for its next try. */
  readonly onWaiting: (hold: Hold | null, run: Run) => void
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
  const watch = watching(deps, scope, { runId, show: request.onProgress })
  let told = ''
  try {
    for (;;) {
      const outcome = await runScope(deps, scope, { holder: request.holder, signal: request.signal, runId })
      const run = await deps.db.runs.get(scope, runId)
      if (run.finishedAt !== null || request.signal.aborted) return run
      const hold = outcome.outcome === 'busy' ? outcome.hold : null
      const why = hold === null ? run.retryAt : `${hold.token} ${hold.holder}`
      if (why !== null && why !== told) request.onWaiting(hold, run)
      told = why ?? told
      await sleep(1_000)
    }
  } finally {
    watch.stop()
  }
}

/** Shows the run each second; nothing more once stopped, however late the database answers. */
function watching({ db }: ScoutDeps, scope: Scope, { runId, show }: { runId: RunId; show: (run: Run) => void }): { stop(): void } {
  let stopped = false
  const timer = setInterval(() => {
    db.runs.get(scope, runId).then(
      (run) => {
        if (!stopped) show(run)
      },
      () => undefined,
    )
  }, 1_000)
  return {
    stop() {
      stopped = true
      clearInterval(timer)
    },
  }
}
