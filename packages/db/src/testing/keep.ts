import { type Analysis, type Entity, newId, type Post, type Range, type Scope, type ThreadId, type HeldPost } from '@echoscope/domain'
import type { Database } from '../database.ts'
import type { KeptPost, Reading } from '../store.ts'

/** What a test says of a post; the rest is filled in with something harmless. */
export interface PostPlan {
  readonly externalId?: string
  readonly community?: string
  readonly author?: string | null
  readonly title?: string
  readonly body?: string
  readonly publishedAt?: string
  readonly score?: number | null
  readonly comments?: number
  readonly sentiment?: number
  readonly brandSentiment?: number | null
  readonly painPoints?: readonly string[]
  readonly entities?: readonly Entity[]
  readonly byBot?: true
  readonly spam?: number
  readonly spamSigns?: readonly string[]
  /** Its source says that it was deleted. */
  readonly gone?: true
}
export interface KeepOptions {
  /** What the run asked its source for; a coverage row comes of it. */
  readonly window?: { readonly since: Date; readonly until: Date; readonly ok?: boolean }
  readonly at?: Date
  /** As a scout does; false: as an archive is imported. */
  readonly foldCopies?: boolean
  /** Fetched, and not kept because nothing matched. */
  readonly heldBack?: readonly PostPlan[]
}

let made = 0

/** Stores posts as a scout does: a run, a lease, a batch; through the application's role and the code under test. */
export async function keepPosts(
  db: Database,
  scope: Scope,
  { posts, heldBack = [], window, at = new Date(), foldCopies = true }: KeepOptions & { posts: readonly PostPlan[] },
): Promise<void> {
  const archive = { files: [], options: {}, temporary: false }
  const { runId } = await db.runs.request(scope, { trigger: 'import', mode: 'archive', archive })
  const lease = await db.dispatch.acquire(scope, 'test', 60_000)
  if (lease === null) throw new Error('somebody holds this scope')
  await db.runProgress.take(lease, runId)
  await db.runProgress.prepare(lease, runId, [{ source: 'archive', window: window ?? null }])
  await db.store.writeBatch(lease, {
    id: newId(),
    runId,
    source: 'archive',
    readings: posts.map(toReading),
    heldBack: heldBack.map(toHeld),
    fetched: posts.length + heldBack.length,
    leftOut: heldBack.length === 0 ? {} : { no_match: heldBack.length },
    bad: [],
    foldCopies,
    checkpoint: null,
    progress: null,
    at,
  })
  const status = window?.ok === false ? 'failed' : 'succeeded'
  await db.runProgress.setSource(lease, runId, {
    source: 'archive',
    status,
    error: status === 'failed' ? 'The source did not answer.' : null,
    waitingUntil: null,
  })
  await db.runProgress.finish(lease, runId, { status, reason: null })
  await db.dispatch.release(lease)
}

function toReading(plan: PostPlan): Reading {
  const kept = toKept(plan)
  if (plan.gone === undefined) return { kind: 'post', kept }
  const { platform, externalId } = kept.post
  const gone = { platform, externalId, observedAt: null, score: null, comments: null, why: 'deleted' as const }
  return { kind: 'gone', gone, otherwise: { leftOut: 'deleted_at_source' } }
}

const toHeld = (plan: PostPlan): HeldPost => ({ post: toKept(plan).post, reason: 'no_match', matches: [], detail: null, language: 'en', ruleVersion: 2 })

function toKept(plan: PostPlan): KeptPost {
  made += 1
  const {
    externalId = `t3_${made}`,
    community = 'r/deno',
    author = 'ann',
    title = 'deno',
    body = '',
    publishedAt = '2026-11-20T12:00:00Z',
    score = 1,
    comments = 0,
    sentiment = 0,
    brandSentiment = null,
    painPoints = [],
    entities = [],
    spam = 0,
    spamSigns = [],
  } = plan
  const post: Post = {
    platform: 'reddit',
    externalId,
    url: `https://reddit.com/${externalId}`,
    community: { name: community, url: `https://reddit.com/${community}`, members: 10 },
    author,
    ...(plan.byBot && { byBot: plan.byBot }),
    title,
    body,
    publishedAt: new Date(publishedAt),
    observedAt: null,
    score,
    comments,
    parentExternalId: null,
  }
  const analysis: Analysis = {
    language: 'en',
    sentiment,
    brandSentiment,
    mentionsBrand: brandSentiment !== null,
    spam,
    spamSigns,
    painPoints: painPoints.map((keyword) => ({ keyword, field: 'title', start: 0, end: 1 })),
  }
  return { post, matches: [{ term: 'deno', field: 'title', start: 0, end: 4 }], ruleVersion: 1, analysis, entities }
}

/** The one thread of a scope with this id of its source. */
export async function threadOf(db: Database, scope: Scope, externalId: string): Promise<ThreadId> {
  const { items } = await db.threads.list(scope, { limit: 200 })
  const found = items.find((thread) => thread.externalId === externalId)
  if (found === undefined) throw new Error(`no thread ${externalId} in this scope`)
  return found.id
}

/** Whole days, `2026-11-01` to the day before `2026-12-01`. */
export const rangeOf = (from: string, to: string): Range => ({ from: new Date(from), to: new Date(to) })
