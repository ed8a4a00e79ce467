import type { Analysis, BadItem, Checkpoint, CommunityId, InfluencerId, Match, Observation, Post, Progress, RunId, ThreadId } from '@echoscope/domain'
import { newId } from '@echoscope/domain'
import { holdLease, type Lease } from './dispatch.ts'
import { type CommunityDay, recomputeDays } from './rollups.ts'
import type { ScopedSql, Sessions } from './session.ts'
import { writeCommunities, writeInfluencers, writePainPoints } from './store-parents.ts'
import { ensureStatistics } from './statistics.ts'
import { changesOf, isLater, type KnownThread, readKnown } from './store-known.ts'
import { piecesOf, valuesOf } from './values.ts'

/** A post the scope keeps, with its decision and what analysis says of it. */
export interface KeptPost {
  readonly post: Post
  readonly matches: readonly Match[]
  readonly ruleVersion: number
  readonly analysis: Analysis
}

/** What one transaction writes: posts and figures, and how far the source is after them. */
export interface Batch {
  readonly runId: RunId
  /** Connector kind: the run-source row that counts. */
  readonly source: string
  readonly kept: readonly KeptPost[]
  readonly observations: readonly Observation[]
  readonly fetched: number
  /** Fetched and not kept, by reason. */
  readonly leftOut: Readonly<Record<string, number>>
  readonly bad: readonly BadItem[]
  readonly checkpoint: Checkpoint | null
  readonly progress: Progress | null
  readonly at: Date
}
export interface BatchOutcome {
  readonly stored: number
  readonly updated: number
  readonly unchanged: number
  /** A user asked to stop: the run ends after this batch. */
  readonly cancelRequested: boolean
}

export interface Store {
  /**
   * Writes a batch, its counters, its checkpoint and the roll-ups it touched in one transaction under the lease: all of it or nothing.
   * Idempotent: a known post gets new figures (or text, if it was edited) and is never doubled; a user's triage is not touched.
   * `lease_lost` when another worker took over.
   */
  writeBatch(lease: Lease, batch: Batch, leaseLifeMs: number): Promise<BatchOutcome>
}

const keptFaults = 1_000

export function createStore(sessions: Sessions): Store {
  return {
    writeBatch: (lease, batch, leaseLifeMs) =>
      sessions.inScope(lease.scope, async (sql) => {
        await holdLease(sql, lease, leaseLifeMs)
        const outcome = await writeThreads(sql, batch)
        await writeFaults(sql, batch)
        return { ...outcome.counts, cancelRequested: await writeProgress(sql, batch, outcome) }
      }),
  }
}

interface Written {
  readonly counts: { readonly stored: number; readonly updated: number; readonly unchanged: number }
  readonly unknownObservations: number
}

async function writeThreads(sql: ScopedSql, batch: Batch): Promise<Written> {
  const posts = foldDuplicates(batch.kept)
  const folded = batch.kept.length - posts.length
  const known = await readKnown(sql, [...posts.map(({ post }) => post), ...batch.observations])
  const communities = await writeCommunities(
    sql,
    posts.map(({ post }) => post),
    batch.at,
  )
  const influencers = await writeInfluencers(
    sql,
    posts.map(({ post }) => post),
  )

  const rows: ThreadRow[] = []
  const touched: CommunityDay[] = []
  let updated = 0
  let unchanged = folded
  for (const kept of posts) {
    const before = known.get(keyOf(kept.post)) ?? null
    const row = rowOf(kept, {
      id: before?.id ?? newId<'thread'>(batch.at.getTime()),
      communityId: idIn(communities, `${kept.post.platform} ${kept.post.community.name}`),
      influencerId: kept.post.author === null ? null : idIn(influencers, `${kept.post.platform} ${kept.post.author}`),
    })
    if (before === null) {
      rows.push(row)
    } else {
      const changed = changesOf(before, row)
      if (changed === null) {
        unchanged += 1
        continue
      }
      updated += 1
      rows.push(changed)
      touched.push({ communityId: before.communityId, day: before.day })
    }
    touched.push({ communityId: row.communityId, day: row.day })
  }
  await upsertThreads(sql, rows, batch)
  await writePainPoints(sql, rows)
  await ensureStatistics(sql)
  const observed = await applyObservations(sql, batch.observations, {
    known,
    inThisBatch: new Map(rows.map((row) => [`${row.platform} ${row.externalId}`, row])),
  })
  await recomputeDays(sql, [...touched, ...observed.touched])
  return {
    counts: { stored: rows.length - updated, updated: updated + observed.updated, unchanged: unchanged + observed.unchanged },
    unknownObservations: observed.unknown,
  }
}

export interface ThreadRow {
  readonly id: ThreadId
  readonly platform: string
  readonly externalId: string
  readonly parentExternalId: string | null
  readonly url: string
  readonly title: string
  readonly body: string
  readonly communityId: CommunityId
  readonly influencerId: InfluencerId | null
  readonly publishedAt: Date
  readonly day: string
  readonly observedAt: Date | null
  readonly score: number | null
  readonly comments: number
  readonly language: string
  readonly sentiment: number
  readonly brandSentiment: number | null
  readonly mentionsBrand: boolean
  readonly matches: readonly Match[]
  readonly ruleVersion: number
  readonly painPoints: Analysis['painPoints']
}

const keyOf = ({ platform, externalId }: { platform: string; externalId: string }): string => `${platform} ${externalId}`

function idIn<Id>(ids: ReadonlyMap<string, Id>, key: string): Id {
  const id = ids.get(key)
  if (id === undefined) throw new Error('a row that was just written is not there')
  return id
}

/** The same post twice in a batch: the later reading counts, as it would in two batches. */
function foldDuplicates(kept: readonly KeptPost[]): KeptPost[] {
  const byKey = new Map<string, KeptPost>()
  for (const each of kept) {
    const before = byKey.get(keyOf(each.post))
    if (before === undefined) byKey.set(keyOf(each.post), each)
    else if (isLater(each.post.observedAt, before.post.observedAt)) byKey.set(keyOf(each.post), each)
  }
  return [...byKey.values()]
}

function rowOf({ post, matches, ruleVersion, analysis }: KeptPost, ids: Pick<ThreadRow, 'id' | 'communityId' | 'influencerId'>): ThreadRow {
  return {
    ...ids,
    platform: post.platform,
    externalId: post.externalId,
    parentExternalId: post.parentExternalId,
    url: post.url,
    title: post.title,
    body: post.body,
    publishedAt: post.publishedAt,
    day: post.publishedAt.toISOString().slice(0, 10),
    observedAt: post.observedAt,
    score: post.score,
    comments: post.comments,
    language: analysis.language,
    sentiment: analysis.sentiment,
    brandSentiment: analysis.brandSentiment,
    mentionsBrand: analysis.mentionsBrand,
    matches,
    ruleVersion,
    painPoints: analysis.painPoints,
  }
}

const columns = [
  'brand_id',
  'campaign_id',
  'campaign_type',
  'id',
  'source',
  'platform',
  'external_id',
  'parent_external_id',
  'url',
  'title',
  'body',
  'community_id',
  'influencer_id',
  'published_at',
  'day',
  'collected_at',
  'observed_at',
  'score',
  'comments',
  'language',
  'model_sentiment',
  'brand_sentiment',
  'mentions_brand',
  'matches',
  'rule_version',
]
/** What a later reading may change. Not when it was first collected, by which source, nor anything a user said of it. */
const replaced = columns.slice(7).filter((column) => column !== 'collected_at')

async function upsertThreads(sql: ScopedSql, rows: readonly ThreadRow[], { source, at }: Batch): Promise<void> {
  const { brandId, campaignId, type } = sql.scope
  for (const piece of piecesOf(rows, columns.length)) {
    const values = valuesOf(
      piece.map((row) => [
        brandId,
        campaignId,
        type,
        row.id,
        source,
        row.platform,
        row.externalId,
        row.parentExternalId,
        row.url,
        row.title,
        row.body,
        row.communityId,
        row.influencerId,
        row.publishedAt.toISOString(),
        row.day,
        at,
        row.observedAt,
        row.score,
        row.comments,
        row.language,
        row.sentiment,
        row.brandSentiment,
        row.mentionsBrand,
        JSON.stringify(row.matches),
        row.ruleVersion,
      ]),
    )
    await sql.run(
      `INSERT INTO threads (${columns.join(', ')}) VALUES ${values.text}
       ON CONFLICT (brand_id, campaign_id, platform, external_id) DO UPDATE SET ${replaced.map((column) => `${column} = EXCLUDED.${column}`).join(', ')}`,
      values.params,
    )
  }
}

interface Observed {
  readonly updated: number
  readonly unchanged: number
  readonly unknown: number
  readonly touched: readonly CommunityDay[]
}

/** New figures for known threads; several of one thread in a batch are applied in order, and only the end is written. */
async function applyObservations(
  sql: ScopedSql,
  observations: readonly Observation[],
  { known, inThisBatch }: { known: ReadonlyMap<string, KnownThread>; inThisBatch: ReadonlyMap<string, ThreadRow> },
): Promise<Observed> {
  const figures = new Map<string, Pick<KnownThread, 'id' | 'communityId' | 'day' | 'score' | 'comments' | 'observedAt'>>()
  let unknown = 0
  let unchanged = 0
  for (const observation of observations) {
    const key = keyOf(observation)
    const before = figures.get(key) ?? inThisBatch.get(key) ?? known.get(key)
    if (before === undefined) unknown += 1
    else {
      const score = observation.score ?? before.score
      const comments = observation.comments ?? before.comments
      const sameTime = before.observedAt?.getTime() === observation.observedAt?.getTime()
      if (!isLater(observation.observedAt, before.observedAt) || (score === before.score && comments === before.comments && sameTime)) unchanged += 1
      else figures.set(key, { id: before.id, communityId: before.communityId, day: before.day, score, comments, observedAt: observation.observedAt })
    }
  }
  const changed = [...figures.values()]
  for (const piece of piecesOf(changed, 4)) {
    const values = valuesOf(
      piece.map((each) => [each.id, each.score, each.comments, each.observedAt]),
      ['uuid', 'integer', 'integer', 'timestamptz'],
    )
    await sql.run(
      `UPDATE threads t SET score = v.score, comments = v.comments, observed_at = v.observed_at
       FROM (VALUES ${values.text}) AS v (id, score, comments, observed_at) WHERE ${sql.within('t')} AND t.id = v.id`,
      values.params,
    )
  }
  const applied = observations.length - unknown - unchanged
  return { updated: changed.length, unchanged: unchanged + applied - changed.length, unknown, touched: changed }
}

async function writeFaults(sql: ScopedSql, { bad, runId, source }: Batch): Promise<void> {
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

/** Adds to the counters of the run's source and keeps the checkpoint; says whether a user asked the run to stop. */
async function writeProgress(sql: ScopedSql, batch: Batch, { counts, unknownObservations }: Written): Promise<boolean> {
  const leftOut = unknownObservations === 0 ? batch.leftOut : { ...batch.leftOut, observation_of_unknown: unknownObservations }
  const row = await sql.first<{ left_out: Record<string, number>; cancel: boolean }>(
    `SELECT s.left_out, r.cancel_requested_at IS NOT NULL AS cancel
     FROM scout_run_sources s JOIN scout_runs r ON ${sql.within('r')} AND r.id = s.run_id
     WHERE ${sql.within('s')} AND s.run_id = $1 AND s.source = $2`,
    [batch.runId, batch.source],
  )
  if (row === null) throw new Error('the run has no such source')
  const sums: Record<string, number> = { ...row.left_out }
  for (const [reason, count] of Object.entries(leftOut)) sums[reason] = (sums[reason] ?? 0) + count
  await sql.run(
    `UPDATE scout_run_sources SET status = 'running', waiting_until = NULL, fetched = fetched + $3, matched = matched + $4, stored = stored + $5,
       updated = updated + $6, unchanged = unchanged + $7, errors = errors + $8, left_out = $9, checkpoint = coalesce($10::jsonb, checkpoint),
       progress_done = coalesce($11, progress_done), progress_total = coalesce($12, progress_total)
     WHERE ${sql.within()} AND run_id = $1 AND source = $2`,
    [
      batch.runId,
      batch.source,
      batch.fetched,
      counts.stored + counts.updated + counts.unchanged,
      counts.stored,
      counts.updated,
      counts.unchanged,
      batch.bad.length,
      JSON.stringify(sums),
      batch.checkpoint === null ? null : JSON.stringify(batch.checkpoint),
      batch.progress?.done ?? null,
      batch.progress?.total ?? null,
    ],
  )
  return row.cancel
}
