import { type Gone, newId, type Observation, type Post, type RunId, type Scope } from '@echoscope/domain'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Lease } from './dispatch.ts'
import type { Batch, KeptPost, Reading } from './store.ts'
import { placeOf } from './store-fold.ts'
import { testHouse, type TestHouse } from './testing/index.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
afterAll(() => house[Symbol.asyncDispose]())

const base: Post = {
  platform: 'reddit',
  externalId: 't3_a',
  url: '',
  community: { name: 'r/deno', url: '', members: 10 },
  author: 'ann',
  title: 'Deno',
  body: 'text',
  publishedAt: new Date('2026-11-01T10:00:00Z'),
  observedAt: null,
  score: 1,
  comments: 0,
  parentExternalId: null,
}
const kept = (changes: Partial<Post> = {}, keywords: readonly string[] = []): KeptPost => ({
  post: { ...base, ...changes },
  matches: [{ term: 'deno', field: 'title', start: 0, end: 4 }],
  ruleVersion: 1,
  entities: [],
  analysis: {
    language: 'en',
    sentiment: 0,
    brandSentiment: null,
    mentionsBrand: false,
    spam: 0,
    spamSigns: [],
    painPoints: keywords.map((keyword) => ({ keyword, field: 'body', start: 0, end: 4 })),
  },
})
const post = (changes?: Partial<Post>, keywords?: readonly string[]): Reading => ({ kind: 'post', kept: kept(changes, keywords) })
const gone = (changes: Partial<Gone> = {}, shown: Partial<Post> | null = null): Reading => ({
  kind: 'gone',
  gone: { platform: 'reddit', externalId: 't3_a', observedAt: null, score: null, comments: null, why: 'deleted', ...changes },
  otherwise:
    shown === null
      ? { leftOut: 'deleted_at_source' }
      : { kept: kept({ externalId: changes.externalId ?? 't3_a', observedAt: changes.observedAt ?? null, body: '', ...shown }) },
})
const figures = (changes: Partial<Observation> = {}): Reading => ({
  kind: 'observation',
  observation: { platform: 'reddit', externalId: 't3_a', observedAt: null, score: 5, comments: 2, ...changes },
})

interface Writing {
  readonly scope: Scope
  readonly lease: Lease
  readonly runId: RunId
  write(readings: readonly Reading[], changes?: Partial<Batch>): Promise<{ cancelRequested: boolean }>
  counts(): Promise<Record<'fetched' | 'matched' | 'stored' | 'updated' | 'unchanged' | 'errors', number>>
}
/** A new scope with a run under way. */
async function writing(): Promise<Writing> {
  const { automatic: scope } = await house.brand({ customs: 0 })
  const { runId } = await house.db.runs.request(scope, { trigger: 'manual', mode: 'incremental', since: null })
  const lease = await house.db.dispatch.acquire(scope, 'test', 60_000)
  if (lease === null) throw new Error('a new scope is free')
  await house.db.runProgress.take(lease)
  await house.db.runProgress.prepare(lease, runId, [{ source: 'archive', window: null }])
  return {
    scope,
    lease,
    runId,
    write: (readings, changes) =>
      house.db.store.writeBatch(lease, {
        id: newId(),
        runId,
        source: 'archive',
        foldCopies: true,
        readings,
        heldBack: [],
        fetched: readings.length,
        leftOut: {},
        bad: [],
        checkpoint: null,
        progress: null,
        at: new Date(),
        ...changes,
      }),
    counts: async () => {
      const { fetched, matched, stored, updated, unchanged, errors } = await house.db.runs.get(scope, runId)
      return { fetched, matched, stored, updated, unchanged, errors }
    },
  }
}
interface Row {
  external_id: string
  title: string
  body: string
  gone: Gone['why'] | null
  score: number | null
  comments: number
  observed_at: Date | null
  published_at: Date
  community: string
  author: string | null
  keywords: string[]
}
const rowsOf = ({ campaignId }: Scope): Promise<Row[]> =>
  house.owner<Row>(
    `SELECT t.external_id, t.title, t.body, t.gone, t.score, t.comments, t.observed_at, t.published_at, c.name AS community, i.username AS author,
       coalesce((SELECT array_agg(p.keyword ORDER BY p.keyword) FROM thread_pain_points l JOIN pain_points p ON p.campaign_id = l.campaign_id AND p.id = l.pain_point_id
         WHERE l.campaign_id = t.campaign_id AND l.thread_id = t.id), '{}') AS keywords
     FROM threads t JOIN communities c ON c.campaign_id = t.campaign_id AND c.id = t.community_id
     LEFT JOIN influencers i ON i.campaign_id = t.campaign_id AND i.id = t.influencer_id
     WHERE t.campaign_id = $1 ORDER BY t.external_id`,
    [campaignId],
  )
const one = async (scope: Scope): Promise<Row> => {
  const [row, ...others] = await rowsOf(scope)
  if (row === undefined || others.length > 0) throw new Error('exactly one thread was expected')
  return row
}

const instant = fc.constantFrom(null, new Date('2026-11-02'), new Date('2026-11-03'), new Date('2026-11-04'))
const anyId = fc.constantFrom('t3_a', 't3_b', 't3_c')
const anyReading: fc.Arbitrary<Reading> = fc.oneof(
  fc
    .record({
      post: fc.record({
        externalId: anyId,
        observedAt: instant,
        score: fc.constantFrom(null, 1, 2, -3),
        comments: fc.constantFrom(0, 4),
        title: fc.constantFrom('Deno', 'Deno, edited'),
        author: fc.constantFrom('ann', 'bob', null),
        community: fc.constantFrom('r/deno', 'r/node').map((name) => ({ name, url: '', members: null })),
        publishedAt: fc.constantFrom(new Date('2026-11-01T23:59:59Z'), new Date('2026-11-02T00:00:00Z')),
      }),
      keywords: fc.uniqueArray(fc.constantFrom('crash', 'slow build', 'log-in')),
    })
    .map((made) => post(made.post, made.keywords)),
  fc.record({ externalId: anyId, observedAt: instant, score: fc.constantFrom(null, 1, 7), comments: fc.constantFrom(null, 0, 9) }).map(figures),
  fc
    .record({
      said: fc.record({
        externalId: anyId,
        observedAt: instant,
        score: fc.constantFrom(null, 8),
        comments: fc.constantFrom(null, 3),
        why: fc.constantFrom('deleted', 'removed'),
      }),
      shown: fc.option(fc.record({ title: fc.constantFrom('Deno', 'Deno, edited'), author: fc.constantFrom('ann', null), score: fc.constantFrom(null, 8) })),
    })
    .map(({ said, shown }) => gone(said, shown)),
)
const rowOf = ({ post: read, analysis }: KeptPost): Row => ({
  external_id: read.externalId,
  title: read.title,
  body: read.body,
  gone: null,
  score: read.score,
  comments: read.comments,
  observed_at: read.observedAt,
  published_at: read.publishedAt,
  community: read.community.name,
  author: read.author,
  keywords: analysis.painPoints.map(({ keyword }) => keyword).toSorted(),
})
/** What must be stored in the end: the readings one after the other, in words of the specification. */
function model(readings: readonly Reading[]): Row[] {
  const rows = new Map<string, Row>()
  for (const reading of readings) {
    const after = step(rows.get(placeOf(reading).externalId) ?? null, reading)
    if (after !== null) rows.set(after.external_id, after)
  }
  return [...rows.values()].toSorted((a, b) => (a.external_id < b.external_id ? -1 : 1))
}
function step(row: Row | null, reading: Reading): Row | null {
  const said = reading.kind === 'post' ? reading.kept.post : reading.kind === 'gone' ? reading.gone : reading.observation
  const shown = reading.kind === 'post' ? reading.kept : reading.kind === 'gone' && 'kept' in reading.otherwise ? reading.otherwise.kept : null
  if (row === null) return shown === null ? null : rowOf(shown)
  const counts = row.observed_at === null || (said.observedAt !== null && said.observedAt >= row.observed_at)
  const figures = (of: Pick<Observation, 'score' | 'comments'>, known: Row = row): Row =>
    counts ? { ...known, score: of.score ?? known.score, comments: of.comments ?? known.comments, observed_at: said.observedAt } : known
  if (reading.kind === 'observation') return figures(reading.observation)
  if (reading.kind === 'post') {
    const { score, comments } = reading.kept.post
    if (row.gone !== null) return counts ? { ...row, score, comments, observed_at: said.observedAt } : row
    return counts ? rowOf(reading.kept) : row
  }
  if (row.gone !== null) return figures(reading.gone)
  if (said.observedAt !== null && row.observed_at !== null && said.observedAt < row.observed_at) return row
  const isJustThat = shown !== null && shown.post.title === row.title && shown.post.body === row.body && shown.post.author === row.author
  if (isJustThat) return counts ? rowOf(shown) : row
  return figures(reading.gone, { ...row, title: '', body: '', author: null, gone: reading.gone.why })
}
/** The roll-ups as they stand, and as the threads say they should be. */
async function rollUps({ campaignId }: Scope): Promise<{ stored: unknown; counted: unknown }> {
  const stored = await house.owner(
    `SELECT community_id, day::text, threads, engagement::int, (SELECT coalesce(sum(mentions), 0)::int FROM pain_point_days p
       WHERE p.campaign_id = d.campaign_id AND p.community_id = d.community_id AND p.day = d.day) AS mentions
     FROM community_days d WHERE campaign_id = $1 ORDER BY 1, 2`,
    [campaignId],
  )
  const counted = await house.owner(
    `SELECT community_id, day::text, count(*)::int AS threads, sum(greatest(0, coalesce(score, 0)) + comments)::int AS engagement,
       sum((SELECT count(*) FROM thread_pain_points l WHERE l.campaign_id = t.campaign_id AND l.thread_id = t.id))::int AS mentions
     FROM threads t WHERE campaign_id = $1 GROUP BY 1, 2 ORDER BY 1, 2`,
    [campaignId],
  )
  return { stored, counted }
}

test('any readings, cut into any batches and read again, end at the rows that reading them one by one gives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyReading, { maxLength: 14 }), fc.integer({ min: 1, max: 5 }), fc.boolean(), async (readings, size, again) => {
      const { scope, lease, write, counts } = await writing()
      const all = again ? [...readings, ...readings] : readings
      for (let at = 0; at < all.length; at += size) await write(all.slice(at, at + size))
      expect(await rowsOf(scope)).toEqual(model(all))
      const { stored, counted } = await rollUps(scope)
      expect(stored).toEqual(counted)
      const run = await counts()
      expect(run.stored).toBe(model(all).length)
      expect(run.matched).toBe(run.stored + run.updated + run.unchanged)
      const [source] = (await house.db.runs.list(scope, { limit: 1 })).items[0]?.sources ?? []
      expect(run.fetched).toBe(run.matched + (source?.leftOut['observation_of_unknown'] ?? 0) + (source?.leftOut['deleted_at_source'] ?? 0))
      const left = await house.owner(
        `SELECT t.id FROM threads t LEFT JOIN thread_pain_points l ON l.thread_id = t.id WHERE t.campaign_id = $1 AND t.gone IS NOT NULL
           AND (t.url <> '' OR t.matches <> '[]' OR l.span_start IS NOT NULL)`,
        [scope.campaignId],
      )
      expect(left).toEqual([])
      await house.db.dispatch.release(lease)
    }),
    { numRuns: 100 },
  )
})

test('the same batch sent twice, as after a commit whose answer was lost, is written and counted once', async () => {
  const { scope, write, counts } = await writing()
  const id = newId()
  const batch = { id, fetched: 3, leftOut: { no_match: 2 }, bad: [{ place: '7', reason: 'no JSON' }], checkpoint: { line: 7 } }
  await write([post()], batch)
  await write([post()], batch)
  expect(await counts()).toEqual({ fetched: 3, matched: 1, stored: 1, updated: 0, unchanged: 0, errors: 1 })
  expect((await house.db.runs.list(scope, { limit: 1 })).items[0]).toMatchObject({ faults: [{ place: '7' }], sources: [{ leftOut: { no_match: 2 } }] })
})

test('a post read again unchanged is not written', async () => {
  const { scope, write, counts } = await writing()
  await write([post({}, ['crash'])])
  const version = () => house.owner('SELECT xmin::text FROM threads WHERE campaign_id = $1', [scope.campaignId])
  const before = await version()
  await write([post({}, ['crash']), post({}, ['crash'])])
  expect(await version()).toEqual(before)
  expect(await counts()).toMatchObject({ stored: 1, updated: 0, unchanged: 2 })
})

test("what a user did to a thread outlives every later reading, and the user's sentiment stays in the roll-ups", async () => {
  const { scope, write } = await writing()
  await write([post()])
  const thread = (await house.db.threads.list(scope, { limit: 1 })).items[0]
  if (thread === undefined) throw new Error('one thread was written')
  await house.db.threads.update(scope, { threadId: thread.id, revision: 0, status: 'done', note: 'answered', sentiment: 0.9 })
  await write([post({ title: 'Deno, edited', score: 50 })])
  const [row] = await house.owner(
    'SELECT status, note, sentiment_correction, model_sentiment, sentiment, title, revision FROM threads WHERE campaign_id = $1',
    [scope.campaignId],
  )
  expect(row).toEqual({ status: 'done', note: 'answered', sentiment_correction: 0.9, model_sentiment: 0, sentiment: 0.9, title: 'Deno, edited', revision: 1 })
  expect(await house.owner('SELECT positive FROM community_days WHERE campaign_id = $1', [scope.campaignId])).toEqual([{ positive: 1 }])
})

test('figures of a post that is not stored make no thread, and are counted', async () => {
  const { scope, write } = await writing()
  await write([figures(), figures({ externalId: 't3_never' })])
  expect(await rowsOf(scope)).toEqual([])
  expect((await house.db.runs.list(scope, { limit: 1 })).items[0]?.sources[0]?.leftOut).toEqual({ observation_of_unknown: 2 })
})

test('an undated reading never replaces a dated one, a later dated one does', async () => {
  const { scope, write } = await writing()
  await write([post({ observedAt: new Date('2026-11-03'), score: 30 })])
  await write([post({ score: 1, title: 'Deno, older' }), figures({ score: 2 }), figures({ score: 3, observedAt: new Date('2026-11-02') })])
  expect(await one(scope)).toMatchObject({ score: 30, title: 'Deno' })
  await write([figures({ score: 44, comments: null, observedAt: new Date('2026-11-04') })])
  expect(await one(scope)).toMatchObject({ score: 44, comments: 0, observed_at: new Date('2026-11-04') })
})

test('publication times from 1904 to 2262, long keys and the largest figures are stored whole', async () => {
  const { scope, write } = await writing()
  const externalId = 'x'.repeat(2_000)
  const early = new Date('1904-01-01T00:00:00.001Z')
  const late = new Date('2262-04-11T23:47:16.854Z')
  await write([
    post({ externalId, author: 'y'.repeat(2_000), publishedAt: early, score: -2_147_483_647, comments: 2_147_483_647 }),
    post({ externalId: '🦕\u202e', title: '\u200f𝒜', community: { name: 'r/日本', url: '', members: null }, publishedAt: late, score: 2_147_483_647 }),
  ])
  const rows = await rowsOf(scope)
  expect(rows.map((row) => [row.external_id, row.published_at, row.author?.length, row.community])).toEqual(
    expect.arrayContaining([
      [externalId, early, 2_000, 'r/deno'],
      ['🦕\u202e', late, 3, 'r/日本'],
    ]),
  )
})

test('of ten thousand unreadable items the first thousand are kept with their places, and all are counted', async () => {
  const { scope, runId, write, counts } = await writing()
  for (const from of [0, 600, 5_000]) {
    const bad = Array.from({ length: from === 5_000 ? 8_800 : 600 }, (_, index) => ({ place: String(from + index), reason: 'no JSON' }))
    await write([], { bad, fetched: 0 })
  }
  const [row] = await house.owner(`SELECT count(*)::int AS n, max(ordinal) AS last FROM scout_faults WHERE campaign_id = $1 AND run_id = $2`, [
    scope.campaignId,
    runId,
  ])
  expect(row).toEqual({ n: 1_000, last: 999 })
  expect((await counts()).errors).toBe(10_000)
})

test('a holder whose lease was taken over writes nothing more, not even a counter', async () => {
  const { scope, lease, write, counts } = await writing()
  await write([post()])
  await house.owner('UPDATE scout_dispatch SET lease_expires_at = now() WHERE campaign_id = $1', [scope.campaignId])
  const other = await house.db.dispatch.acquire(scope, 'another', 60_000)
  expect(Number(other?.token)).toBe(Number(lease.token) + 1)
  await expect(write([post({ externalId: 't3_late' })])).rejects.toMatchObject({ reason: 'lease_lost' })
  await expect(house.db.runProgress.take(lease)).rejects.toMatchObject({ reason: 'lease_lost' })
  expect(await house.db.dispatch.renew(lease)).toBe(false)
  await house.db.dispatch.release(lease)
  expect(await house.db.dispatch.hold(scope)).toMatchObject({ holder: 'another' })
  expect(await rowsOf(scope)).toHaveLength(1)
  expect(await counts()).toMatchObject({ fetched: 1, stored: 1 })
})

test('a batch that cannot be written whole leaves nothing of itself', async () => {
  const { scope, write, counts } = await writing()
  const tooLarge = post({ externalId: 't3_bad', score: 3_000_000_000 })
  await expect(write([post(), tooLarge], { checkpoint: { line: 2 } })).rejects.toThrow(/integer/)
  expect(await rowsOf(scope)).toEqual([])
  expect(await house.owner('SELECT id FROM communities WHERE campaign_id = $1', [scope.campaignId])).toEqual([])
  expect(await counts()).toMatchObject({ fetched: 0, stored: 0 })
})

test('a request to cancel is heard with the next batch', async () => {
  const { scope, runId, write } = await writing()
  expect(await write([post()])).toEqual({ cancelRequested: false })
  await house.db.runs.cancel(scope, runId)
  expect(await write([post()])).toEqual({ cancelRequested: true })
})

test('what its source has deleted loses text, address, author and every place in it; figures, pain points and what users said of it stay', async () => {
  const { scope, write, counts } = await writing()
  await write([post({ url: 'https://reddit.com/r/deno/comments/a/a_title' }, ['crash']), post({ externalId: 't3_b', author: 'bob' })])
  const before = await rollUps(scope)
  const [thread] = (await house.db.threads.list(scope, { filter: { text: 'Deno' }, limit: 2, sort: 'oldest' })).items.filter(({ author }) => author === 'ann')
  if (thread === undefined) throw new Error('two threads were written')
  await house.db.threads.update(scope, { threadId: thread.id, revision: 0, status: 'open', note: 'mine' })
  await write([gone({ why: 'removed' })])
  const after = await house.db.threads.get(scope, thread.id)
  expect(after).toEqual({
    ...thread,
    title: '',
    body: '',
    url: '',
    author: null,
    gone: 'removed',
    matches: [],
    painPoints: [],
    status: 'open',
    note: 'mine',
    revision: 1,
  })
  expect((await rollUps(scope)).stored).toEqual(before.stored)
  expect(await house.owner('SELECT username FROM influencers WHERE campaign_id = $1', [scope.campaignId])).toEqual([{ username: 'bob' }])
  expect((await house.db.threads.list(scope, { filter: { text: 'Deno' } })).total).toBe(1)
  expect(await counts()).toMatchObject({ stored: 2, updated: 1, unchanged: 0 })
})

test('a text that was swept is brought back by no later import, dated or not; its figures go on', async () => {
  const { scope, write } = await writing()
  await write([post({}, ['crash'])])
  await write([gone()])
  await write([post({ observedAt: new Date('2026-12-01'), score: 77 }, ['crash', 'log-in']), post({ title: 'Deno again' })])
  expect(await one(scope)).toMatchObject({ title: '', body: '', author: null, gone: 'deleted', score: 77, keywords: ['crash'] })
})
