import type { Analysis, BadItem, Checkpoint, Entity, Gone, HeldPost, Match, Observation, Post, Progress, RunId } from '@echoscope/domain'
import { foldCopies } from './copies/fold-copies.ts'
import { writeCopies, writePromoted } from './copies/write.ts'
import { holdLease, type Lease } from './dispatch.ts'
import { forgetWithRows } from './forget/insight-traces.ts'
import { withoutForgotten } from './forget/without-forgotten.ts'
import { writeHeldBack } from './held-back/write.ts'
import { noteAsked } from './rereads.ts'
import { recomputeDays } from './rollups.ts'
import type { ScopedSql, Sessions } from './session.ts'
import { ensureStatistics } from './statistics.ts'
import { foldReadings, keyOf, placeOf } from './store-fold.ts'
import { blankThreads, forgetAuthors } from './store-gone.ts'
import { readKnown } from './store-known.ts'
import { writePainPoints } from './store-pain-points.ts'
import { wasWritten, writeFaults, writeProgress } from './store-progress.ts'
import { writeFigures, writeThreads } from './store-threads.ts'
import type { Vault } from './vault/vault.ts'

/** A post the scope keeps, with its decision and what analysis says of it. */
export interface KeptPost {
  readonly post: Post
  readonly matches: readonly Match[]
  readonly ruleVersion: number
  readonly analysis: Analysis
  /** What it names of the brand's own lists. */
  readonly entities: readonly Entity[]
}
/** What a source said of one post, in the order it said it. */
export type Reading =
  | { readonly kind: 'post'; readonly kept: KeptPost }
  | { readonly kind: 'observation'; readonly observation: Observation }
  /** Deleted at the source: a stored text is blanked. Where none is stored, what is still shown counts as a post, or is left out. */
  | { readonly kind: 'gone'; readonly gone: Gone; readonly otherwise: { readonly kept: KeptPost } | { readonly leftOut: string } }

/** What one transaction writes: posts and figures, and how far the source is after them. */
export interface Batch {
  /** Names the batch, so that one whose commit was not heard of is not counted twice when it is sent again. */
  readonly id: string
  readonly runId: RunId
  /** Connector kind: the run-source row that counts. */
  readonly source: string
  readonly readings: readonly Reading[]
  /** Of what was left out, what is to be looked at: the counters have all of it. */
  readonly heldBack: readonly HeldPost[]
  /** Readable items, kept or not. */
  readonly fetched: number
  /** Fetched and not kept, by reason. */
  readonly leftOut: Readonly<Record<string, number>>
  readonly bad: readonly BadItem[]
  /** Folds posts that say the same as a thread; else all of them are threads. */
  readonly foldCopies: boolean
  readonly checkpoint: Checkpoint | null
  readonly progress: Progress | null
  readonly at: Date
  /** Stored posts that the source was asked for by name. */
  readonly asked?: readonly { readonly externalId: string }[]
}
export interface BatchOutcome {
  /** A user asked to stop: the run ends after this batch. */
  readonly cancelRequested: boolean
}

export interface Store {
  /**
   * Writes a batch, its counters, its checkpoint and the roll-ups it touched in one transaction under the lease: all of it or nothing, and
   * once, however often it is sent. A known post gets new figures (or text, if it was edited) and is never doubled; a dated reading replaces an
   * undated or earlier one, an undated one never a dated one. A user's triage and corrections are not touched.
   * @throws DomainError `lease_lost` when another worker took over: nothing is written.
   */
  writeBatch(lease: Lease, batch: Batch): Promise<BatchOutcome>
}

export function createStore(sessions: Sessions, vault: Vault): Store {
  return {
    writeBatch: (lease, batch) =>
      sessions.inScope(lease.scope, async (sql) => {
        await holdLease(sql, lease)
        if (!(await wasWritten(sql, batch))) await write(sql, await withoutForgotten(sql, vault, batch))
        return { cancelRequested: await cancelRequested(sql, batch.runId) }
      }),
  }
}

async function write(sql: ScopedSql, batch: Batch): Promise<void> {
  const read = foldReadings(await readKnown(sql, batch.readings.map(placeOf)), batch.readings)
  const { folded, promoted, settled } = await foldCopies(sql, read, batch)
  const rows = [...(await writeThreads(sql, folded, batch)), ...(promoted.length === 0 ? [] : await writePromoted(sql, promoted, batch.at))]
  await writeFigures(sql, folded.figures)
  await blankThreads(sql, folded.gone)
  await writePainPoints(sql, rows)
  await ensureStatistics(sql)
  await recomputeDays(sql, [
    ...rows.flatMap(({ communityId, day, before }) => [{ communityId, day }, ...(before === null ? [] : [before])]),
    ...[...folded.figures, ...folded.gone].map(({ before }) => before),
  ])
  await forgetAuthors(sql, folded)
  if (folded.gone.length > 0 || folded.threads.some(({ gone }) => gone !== null)) await forgetWithRows(sql)
  await writeHeldBack(sql, batch, new Set(settled.copies.map(({ candidate }) => keyOf(candidate.thread.kept.post))))
  await writeCopies(sql, settled, { written: rows, at: batch.at })
  await noteAsked(sql, batch.asked ?? [], { platform: batch.source, at: batch.at })
  await writeFaults(sql, batch)
  await writeProgress(sql, batch, folded.counts)
}

async function cancelRequested(sql: ScopedSql, runId: RunId): Promise<boolean> {
  const run = await sql.first<{ asked: boolean }>(`SELECT cancel_requested_at IS NOT NULL AS asked FROM scout_runs WHERE ${sql.within()} AND id = $1`, [runId])
  return run?.asked ?? false
}
