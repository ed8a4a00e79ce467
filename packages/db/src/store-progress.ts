import type { ScopedSql } from './session.ts'
import type { Batch } from './store.ts'
import type { StoreCounts } from './store-fold.ts'
import { valuesOf } from './values.ts'

const keptFaults = 1_000

/** Whether this very batch is in already: its commit went through, and the answer was lost on the way. */
export async function wasWritten(sql: ScopedSql, { id, runId, source }: Batch): Promise<boolean> {
  const row = await sql.first<{ last_batch: string | null }>(`SELECT last_batch FROM scout_run_sources WHERE ${sql.within()} AND run_id = $1 AND source = $2`, [
    runId,
    source,
  ])
  if (row === null) throw new Error('the run has no such source')
  return row.last_batch === id
}

/** Keeps the first thousand unreadable items of each source of a run; the counter has them all. */
export async function writeFaults(sql: ScopedSql, { bad, runId, source }: Batch): Promise<void> {
  if (bad.length === 0) return
  const { brandId, campaignId, type } = sql.scope
  const kept = await sql.first<{ n: number }>(`SELECT count(*)::int AS n FROM scout_faults WHERE ${sql.within()} AND run_id = $1 AND source = $2`, [
    runId,
    source,
  ])
  const first = kept?.n ?? 0
  const rows = bad.slice(0, Math.max(0, keptFaults - first))
  if (rows.length === 0) return
  const values = valuesOf(
    rows.map(({ place, reason }, index) => [brandId, campaignId, type, runId, source, first + index, place.slice(0, 500), reason.slice(0, 500)]),
  )
  await sql.run(`INSERT INTO scout_faults (brand_id, campaign_id, campaign_type, run_id, source, ordinal, place, reason) VALUES ${values.text}`, values.params)
}

/** Adds to the counters of the run's source and keeps its checkpoint. */
export async function writeProgress(sql: ScopedSql, batch: Batch, { stored, updated, unchanged, gone, unknown, leftOut: deleted }: StoreCounts): Promise<void> {
  const row = await sql.first<{ left_out: Record<string, number> }>(
    `SELECT left_out FROM scout_run_sources WHERE ${sql.within()} AND run_id = $1 AND source = $2`,
    [batch.runId, batch.source],
  )
  const sums: Record<string, number> = { ...row?.left_out }
  const leftOut = [batch.leftOut, deleted, ...(unknown === 0 ? [] : [{ observation_of_unknown: unknown }])].flatMap((each) => Object.entries(each))
  for (const [reason, count] of leftOut) sums[reason] = (sums[reason] ?? 0) + count
  await sql.run(
    `UPDATE scout_run_sources SET status = 'running', waiting_until = NULL, last_batch = $3, fetched = fetched + $4, matched = matched + $5,
       stored = stored + $6, updated = updated + $7, unchanged = unchanged + $8, errors = errors + $9, left_out = $10, gone = gone + $14,
       checkpoint = coalesce($11::jsonb, checkpoint), progress_done = coalesce($12, progress_done), progress_total = coalesce($13, progress_total)
     WHERE ${sql.within()} AND run_id = $1 AND source = $2`,
    [
      batch.runId,
      batch.source,
      batch.id,
      batch.fetched,
      stored + updated + unchanged,
      stored,
      updated,
      unchanged,
      batch.bad.length,
      JSON.stringify(sums),
      batch.checkpoint === null ? null : JSON.stringify(batch.checkpoint),
      batch.progress?.done ?? null,
      batch.progress?.total ?? null,
      gone,
    ],
  )
}
