import type { OpenRun } from '@echoscope/db'
import type { Scope, Source, Window } from '@echoscope/domain'
import type { ScoutDeps } from './deps.ts'
import { patiently } from './patiently.ts'

const dayMs = 86_400_000
/** An index may lag, and scores need a day to settle: each run looks at the last day again. */
const overlapMs = dayMs
const firstWindowMs = 30 * dayMs

/** The publication times a run asks a live source for; an archive gives what it holds, and a refresh what is asked for by name: they have none. */
export async function windowOf(
  deps: ScoutDeps,
  scope: Scope,
  { run, kind, source }: { run: OpenRun; kind: string; source: Source | null },
): Promise<Window | null> {
  if (run.mode === 'archive' || run.mode === 'refresh') return null
  const until = deps.now()
  if (run.since !== null) return { since: run.since, until }
  const collected = run.mode === 'incremental' ? await patiently(deps, () => deps.db.runProgress.collectedUntil(scope, kind)) : null
  return { since: new Date(collected === null ? until.getTime() - firstWindowMs : collected.getTime() - (source?.overlapMs ?? overlapMs)), until }
}
