import { type CommunityId, newId, type Scope } from '@echoscope/domain'
import fc from 'fast-check'
import { Sequelize } from 'sequelize'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { recomputeDays } from './rollups.ts'
import { createSessions, type ScopedSql, type Sessions } from './session.ts'
import { keepPosts, testHouse, type TestHouse } from './testing/index.ts'

let house: TestHouse
let sequelize: Sequelize
let sessions: Sessions
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
  sequelize = new Sequelize(house.appUrl, { dialect: 'postgres', logging: false })
  sessions = createSessions(sequelize)
})
afterAll(async () => {
  await sequelize?.close()
  await house?.[Symbol.asyncDispose]()
})

const ids = Array.from({ length: 3 }, (_, index) => `0190a0a0-0000-7000-8000-00000000000${index + 1}`)
const [first = ''] = ids
const days = ['2026-11-21', '2026-11-22', '2026-11-23']
const pick = fc.integer({ min: 0, max: 2 })
const change = fc.oneof(
  fc.record({
    kind: fc.constant('write' as const),
    /** One of few posts, so that many changes meet one already there. */
    post: fc.integer({ min: 0, max: 11 }),
    community: pick,
    day: pick,
    author: fc.option(pick),
    score: fc.option(fc.integer({ min: -20, max: 50 })),
    comments: fc.integer({ min: 0, max: 30 }),
    // The thresholds themselves among them.
    sentiment: fc.constantFrom(-1, -0.2, -0.19, 0, 0.19, 0.2, 0.75),
    correction: fc.option(fc.constantFrom(-0.2, 0, 0.2)),
    brand: fc.option(fc.constantFrom(-0.5, 0, 0.25)),
    painPoints: fc.uniqueArray(pick),
  }),
  fc.record({ kind: fc.constant('delete' as const), post: fc.integer({ min: 0, max: 11 }) }),
)
type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never
type Key = { communityId: CommunityId; day: string }

async function plantParents(sql: ScopedSql): Promise<void> {
  const { brandId, campaignId, type } = sql.scope
  for (const [index, id] of ids.entries()) {
    const at = [brandId, campaignId, type, id, `name ${index}`]
    await sql.run(
      `INSERT INTO communities (brand_id, campaign_id, campaign_type, id, platform, name, url, first_collected_at) VALUES ($1, $2, $3, $4, 'reddit', $5, '', now())`,
      at,
    )
    await sql.run(`INSERT INTO influencers (brand_id, campaign_id, campaign_type, id, platform, username, url) VALUES ($1, $2, $3, $4, 'reddit', $5, '')`, at)
    await sql.run('INSERT INTO pain_points (brand_id, campaign_id, campaign_type, id, keyword) VALUES ($1, $2, $3, $4, $5)', at)
  }
}

/** Does the change and answers with the keys it touched: where the post was, and where it is. */
async function apply(sql: ScopedSql, posts: Map<number, Key & { id: string }>, each: Change): Promise<Key[]> {
  const { brandId, campaignId, type } = sql.scope
  const before = posts.get(each.post)
  if (before !== undefined) await sql.run(`DELETE FROM threads WHERE ${sql.within()} AND id = $1`, [before.id])
  posts.delete(each.post)
  if (each.kind === 'delete') return before === undefined ? [] : [before]
  const after = { id: before?.id ?? newId(), communityId: (ids[each.community] ?? first) as CommunityId, day: days[each.day] ?? '' }
  posts.set(each.post, after)
  await sql.run(
    `INSERT INTO threads (brand_id, campaign_id, campaign_type, id, source, platform, external_id, url, title, body, community_id, influencer_id, published_at, day,
       collected_at, score, comments, language, model_sentiment, sentiment_correction, brand_sentiment, mentions_brand, matches, rule_version)
     VALUES ($1, $2, $3, $4, 'archive', 'reddit', $5, '', '', '', $6, $7, $8::date + interval '23 hours', $8, now(), $9, $10, 'en', $11, $12, $13::float8, $13::float8 IS NOT NULL, '[]', 1)`,
    [
      brandId,
      campaignId,
      type,
      after.id,
      `t3_${each.post}`,
      after.communityId,
      each.author === null ? null : ids[each.author],
      after.day,
      each.score,
      each.comments,
      each.sentiment,
      each.correction,
      each.brand,
    ],
  )
  for (const painPoint of each.painPoints)
    await sql.run(`INSERT INTO thread_pain_points VALUES ($1, $2, $3, $4, $5, 'body', 0, 1)`, [brandId, campaignId, type, after.id, ids[painPoint]])
  return before === undefined ? [after] : [before, after]
}

/** Counted anew from the threads, past every policy and without the code under test; sums of few floats, rounded. */
const recounts = {
  community_days: `SELECT community_id, day::text, count(*) AS threads, sum(greatest(0, coalesce(score, 0)) + comments) AS engagement, round(sum(s)::numeric, 6) AS sum,
    count(*) FILTER (WHERE s >= 0.2) AS positive, count(*) FILTER (WHERE abs(s) < 0.2) AS neutral, count(*) FILTER (WHERE s <= -0.2) AS negative,
    (SELECT count(DISTINCT pain_point_id) FROM thread_pain_points p JOIN mine m ON p.campaign_id = m.campaign_id AND p.thread_id = m.id
      WHERE m.community_id = mine.community_id AND m.day = mine.day) AS pain_points
    FROM mine GROUP BY community_id, mine.day`,
  pain_point_days: `SELECT community_id, day::text, pain_point_id, count(*) AS mentions, round(sum(s)::numeric, 6) AS sum
    FROM mine JOIN thread_pain_points p ON p.campaign_id = mine.campaign_id AND p.thread_id = mine.id GROUP BY 1, 2, 3`,
  influencer_days: `SELECT community_id, day::text, influencer_id, count(*) AS posts, sum(coalesce(score, 0)) AS score_sum, sum(comments) AS comments_sum,
    sum(greatest(0, coalesce(score, 0)) + comments) AS engagement, sum(mentions_brand::int) AS mentions, round(coalesce(sum(brand_sentiment), 0)::numeric, 6) AS sum, count(brand_sentiment) AS n
    FROM mine WHERE influencer_id IS NOT NULL GROUP BY 1, 2, 3`,
}
const stored = {
  community_days: 'SELECT community_id, day::text, threads, engagement, round(sentiment_sum::numeric, 6) AS sum, positive, neutral, negative, pain_points',
  pain_point_days: 'SELECT community_id, day::text, pain_point_id, mentions, round(sentiment_sum::numeric, 6) AS sum',
  influencer_days:
    'SELECT community_id, day::text, influencer_id, posts, score_sum, comments_sum, engagement, mentions, round(brand_sentiment_sum::numeric, 6) AS sum, brand_sentiment_n AS n',
}
const asText = (rows: object[]): string[] =>
  rows
    .map((row) =>
      Object.values(row)
        .map((value) => (value === '0.000000' ? '0' : String(value)))
        .join(' '),
    )
    .sort()

async function expectRecounted({ campaignId }: Scope): Promise<void> {
  for (const table of ['community_days', 'pain_point_days', 'influencer_days'] as const) {
    const mine = `WITH mine AS (SELECT *, coalesce(sentiment_correction, model_sentiment) AS s FROM threads WHERE campaign_id = $1) `
    const counted = await house.owner(mine + recounts[table], [campaignId])
    expect(asText(await house.owner(`${stored[table]} FROM ${table} WHERE campaign_id = $1`, [campaignId])), table).toEqual(asText(counted))
  }
}

test('after any inserts, edits, moves and deletions, roll-ups of the touched days equal a full recount', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(change, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 }), async (batches) => {
      const { automatic: scope } = await house.brand({ customs: 0 })
      await sessions.inScope(scope, plantParents)
      const posts = new Map<number, Key & { id: string }>()
      for (const batch of batches)
        await sessions.inScope(scope, async (sql) => {
          const touched: Key[] = []
          for (const each of batch) touched.push(...(await apply(sql, posts, each)))
          await recomputeDays(sql, touched)
        })
      await expectRecounted(scope)
    }),
    { numRuns: 40 },
  )
})

test('a recount that changes nothing writes nothing', async () => {
  const { automatic: scope } = await house.brand({ customs: 0 })
  await sessions.inScope(scope, async (sql) => {
    await plantParents(sql)
    const post: Change = {
      kind: 'write',
      post: 1,
      community: 0,
      day: 0,
      author: 0,
      score: 5,
      comments: 2,
      sentiment: 0.19,
      correction: null,
      brand: 0.25,
      painPoints: [0, 1],
    }
    const touched = await apply(sql, new Map(), post)
    await recomputeDays(sql, touched)
    const written: string[] = []
    await recomputeDays({ ...sql, run: async (text, params) => (written.push(text), sql.run(text, params)) }, touched)
    expect(written).toEqual([])
  })
})

test('a key of another scope recounts nothing there', async () => {
  const {
    automatic: scope,
    customs: [other],
  } = await house.brand({ customs: 1 })
  if (other === undefined) throw new Error('no custom campaign')
  const key = { communityId: first as CommunityId, day: '2026-11-21' }
  await sessions.inScope(other, async (sql) => {
    await plantParents(sql)
    const post: Change = {
      kind: 'write',
      post: 1,
      community: 0,
      day: 0,
      author: 0,
      score: 5,
      comments: 2,
      sentiment: 0,
      correction: null,
      brand: null,
      painPoints: [],
    }
    await apply(sql, new Map(), post)
  })
  await sessions.inScope(scope, async (sql) => recomputeDays(sql, [key]))
  expect(await house.owner('SELECT 1 FROM community_days WHERE campaign_id IN ($1, $2)', [scope.campaignId, other.campaignId])).toEqual([])
})

test('corrections and batches that meet on one day leave its roll-up what its threads say', async () => {
  const { automatic: scope } = await house.brand({ customs: 0 })
  const posts = (from: number) =>
    Array.from({ length: 8 }, (_, n) => ({ externalId: `p${from + n}`, community: 'r/deno', publishedAt: '2026-11-20T10:00:00Z', sentiment: 0.5 }))
  await keepPosts(house.db, scope, { posts: posts(0) })
  for (let round = 1; round <= 4; round += 1) {
    const { items } = await house.db.threads.list(scope, { filter: {}, limit: 8 })
    await Promise.all([
      keepPosts(house.db, scope, { posts: posts(8 * round) }),
      ...items.map(({ id, revision }) => house.db.threads.update(scope, { threadId: id, revision, sentiment: round % 2 === 0 ? 1 : -1 })),
    ])
    const [stored] = await house.owner('SELECT threads, round(sentiment_sum::numeric, 6) AS sum, negative FROM community_days WHERE campaign_id = $1', [
      scope.campaignId,
    ])
    const [counted] = await house.owner(
      'SELECT count(*)::int AS threads, round(sum(sentiment)::numeric, 6) AS sum, count(*) FILTER (WHERE sentiment <= -0.2)::int AS negative FROM threads WHERE campaign_id = $1',
      [scope.campaignId],
    )
    expect(stored).toEqual(counted)
  }
})
