import { newId, type Scope, type ScopeRequest } from '@echoscope/domain'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { confirmErasure, previewErasure } from '../forget/erase-author.ts'
import { scopedTables } from '../rights.ts'
import { keepPosts, testHouse, type TestHouse, twoWorlds } from '../testing/index.ts'
import type { LegacyReport } from './index.ts'
import { expectedOf } from './testing/expected.ts'
import { emptyOldDatabase, oldDatabase, type OldHouse } from './testing/old-database.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
afterAll(() => house?.[Symbol.asyncDispose]())

interface Call {
  readonly into?: TestHouse
  readonly workspaceId?: TestHouse['workspaceId']
  readonly dryRun?: boolean
}
const migrate = (old: OldHouse, { into = house, workspaceId = into.workspaceId, dryRun = false }: Call = {}): Promise<LegacyReport> =>
  into.db.legacy.migrate({
    from: old.url,
    workspaceId,
    dryRun,
    enter: (request) => into.scope(request, workspaceId),
    signal: new AbortController().signal,
    say: () => undefined,
  })

const kept = ['legacy_quarantine', 'legacy_migrations', 'scout_dispatch', 'campaigns', 'brands', ...scopedTables]
/** Every row of every table that a migration may touch. */
async function everything(of: TestHouse): Promise<string[]> {
  const rows: string[] = []
  for (const table of kept)
    for (const { text } of await of.owner<{ text: string }>(`SELECT t::text AS text FROM ${table} t ORDER BY 1`)) rows.push(`${table} ${text}`)
  return rows
}
const count = async (of: TestHouse, text: string, params: readonly unknown[] = []): Promise<number> =>
  (await of.owner<{ n: number }>(`SELECT (${text})::int AS n`, params))[0]?.n ?? Number.NaN
const campaignsOf = "SELECT id FROM campaigns WHERE metadata ? 'legacy'"

/** The ledger of a report against counts over both databases that share no code with it. */
async function checkLedger(old: OldHouse, report: LegacyReport, into: TestHouse): Promise<void> {
  const expected = await expectedOf(old)
  const line = (table: string) => report.ledger[table] ?? expect.fail(`no ledger of ${table}`)
  expect(report.balanced).toBe(true)
  for (const [table, rows] of Object.entries(expected.read)) expect({ table, read: line(table).read }).toEqual({ table, read: rows })
  expect(line('threads')).toMatchObject(expected.threads)
  expect(line('communities')).toMatchObject({
    split_extra: expected.communities.splitExtra,
    quarantined: expected.communities.unused,
    created: expected.communities.created,
    written: expected.communities.fromOld + expected.communities.created,
  })
  expect(line('pain_points')).toMatchObject(expected.painPoints)
  expect(line('influencers')).toMatchObject({ quarantined: expected.influencers.quarantined })
  expect(line('influencers').written - line('influencers').created).toBe(expected.influencers.fromOld)
  expect(line('thread_pain_points')).toMatchObject(expected.links)
  expect(line('campaigns')).toMatchObject(expected.campaigns)
  for (const table of ['threads', 'communities', 'pain_points', 'influencers', 'thread_pain_points'])
    expect({ table, stand: await count(into, `SELECT count(*) FROM ${table} WHERE campaign_id IN (${campaignsOf})`) }).toEqual({
      table,
      stand: line(table).written,
    })
  const aside = Object.values(report.ledger).reduce((sum, { quarantined }) => sum + quarantined, 0)
  expect(await count(into, 'SELECT count(*) FROM legacy_quarantine WHERE workspace_id = $1', [report.workspaceId])).toBe(aside)
}

/** Roll-ups against their own threads, by plain aggregates. */
async function checkDays(of: TestHouse): Promise<void> {
  const differing = await of.owner(`
    SELECT * FROM (SELECT campaign_id, community_id, day, count(*)::int AS threads, sum(engagement)::bigint AS engagement FROM threads GROUP BY 1, 2, 3) t
    FULL JOIN community_days d USING (campaign_id, community_id, day) WHERE d.threads IS DISTINCT FROM t.threads OR d.engagement IS DISTINCT FROM t.engagement`)
  expect(differing).toEqual([])
  const mentions = await of.owner(`
    SELECT * FROM (SELECT t.campaign_id, t.community_id, t.day, l.pain_point_id, count(*)::int AS mentions FROM threads t
      JOIN thread_pain_points l ON l.campaign_id = t.campaign_id AND l.thread_id = t.id GROUP BY 1, 2, 3, 4) t
    FULL JOIN pain_point_days d USING (campaign_id, community_id, day, pain_point_id) WHERE d.mentions IS DISTINCT FROM t.mentions`)
  expect(mentions).toEqual([])
  expect(await count(of, 'SELECT coalesce(sum(posts), 0) FROM influencer_days')).toBe(
    await count(of, 'SELECT count(*) FROM threads WHERE influencer_id IS NOT NULL'),
  )
}

const seeds = [1, 2, 3, 4, 5, 6].map((step) => step * 1_000 + Math.floor(Math.random() * 1_000))

describe.each([['tidy', 0], ['worn', 0.3], ...seeds.map((seed) => [`horrible (seed ${seed})`, 1] as const)] as const)(
  'an old database that is %s',
  (name, disorder) => {
    test('gives a ledger that independent SQL confirms; a second run changes nothing, a dry run says the same beforehand and writes nothing', async () => {
      const seed = Number(/\d+/.exec(name)?.[0] ?? 7)
      await using into = await testHouse(inject('postgresUrl'))
      await using old = await oldDatabase(inject('postgresUrl'), { seed, disorder })
      const before = await everything(into)
      const dry = await migrate(old, { into, dryRun: true })
      expect(await everything(into)).toEqual(before)
      const report = await migrate(old, { into })
      expect({ ...report, dryRun: true }).toEqual(dry)
      await checkLedger(old, report, into)
      await checkDays(into)
      const after = await everything(into)
      expect(await migrate(old, { into })).toEqual(report)
      expect(await everything(into)).toEqual(after)
    })
  },
)

test('what comes into a workspace that counts days in a zone lies in the days of that zone', async () => {
  await using into = await testHouse(inject('postgresUrl'))
  await using old = await oldDatabase(inject('postgresUrl'), { seed: 7, disorder: 0.3 })
  await into.db.timeZones.set(into.workspaceId, 'Asia/Kathmandu')
  await migrate(old, { into })
  expect(await count(into, `SELECT count(*) FROM threads WHERE day <> (published_at AT TIME ZONE 'UTC')::date`)).toBeGreaterThan(0)
  expect(await count(into, `SELECT count(*) FROM threads WHERE day <> (published_at AT TIME ZONE 'Asia/Kathmandu')::date`)).toBe(0)
  expect(await into.db.timeZones.state(into.workspaceId)).toMatchObject({ waiting: 0 })
  await checkDays(into)
})

const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
/** One brand with an automatic campaign (11) and a custom one (12), and a community (21). */
async function small(): Promise<OldHouse> {
  const old = await emptyOldDatabase(inject('postgresUrl'))
  await old.query(`INSERT INTO brands (id, name, status) VALUES ($1, 'Brand', 'active')`, [id(1)])
  await old.query(
    `INSERT INTO campaigns (id, brand_id, name, metadata, status) VALUES ($1, $3, 'Auto', '{"is_auto_campaign": true}', 'active'), ($2, $3, 'Custom', '{}', 'active')`,
    [id(11), id(12), id(1)],
  )
  await old.query(`INSERT INTO communities (id, platform, name) VALUES ($1, 'reddit', 'r/shared')`, [id(21)])
  return old
}
const thread = (old: OldHouse, values: Record<string, unknown>): Promise<object[]> => {
  const row = { campaign_id: id(12), community_id: id(21), platform: 'reddit', title: 'A title', created_at: '2025-05-01 10:00:00', ...values }
  return old.query('INSERT INTO threads SELECT * FROM json_populate_record(NULL::threads, $1::json)', [JSON.stringify(row)])
}

test('a shared community is split: one row for each campaign that used it, one of them under the old id', async () => {
  await using into = await testHouse(inject('postgresUrl'))
  await using old = await small()
  await thread(old, { id: id(31), campaign_id: id(11), thread_id: 'a' })
  await thread(old, { id: id(32), thread_id: 'a' })
  const report = await migrate(old, { into })
  expect(report.ledger['communities']).toEqual({ read: 1, created: 0, split_extra: 1, written: 2, merged: 0, quarantined: 0, balanced: true })
  const rows = await into.owner<{ id: string; campaign_id: string; name: string }>('SELECT id, campaign_id, name FROM communities ORDER BY campaign_id')
  expect(rows.map(({ campaign_id, name }) => [campaign_id, name])).toEqual([
    [id(11), 'r/shared'],
    [id(12), 'r/shared'],
  ])
  expect(new Set(rows.map((row) => row.id)).size).toBe(2)
  expect(rows[0]?.id).toBe(id(21))
})

test('of several automatic campaigns the most recently used stays, the others become custom and are listed; flags that are not true are listed too', async () => {
  await using into = await testHouse(inject('postgresUrl'))
  await using old = await small()
  const flags = ['"true"', '1', 'null', '[true]']
  for (const [index, flag] of flags.entries())
    await old.query(`INSERT INTO campaigns (id, brand_id, name, metadata) VALUES ($1, $2, 'Odd', $3)`, [id(40 + index), id(1), `{"is_auto_campaign": ${flag}}`])
  await old.query(
    `INSERT INTO campaigns (id, brand_id, name, metadata) VALUES ($1, $3, 'Nested', '{"a": {"is_auto_campaign": true}}'), ($2, $3, 'Nothing', NULL)`,
    [id(44), id(45), id(1)],
  )
  await old.query(`INSERT INTO campaigns (id, brand_id, name, metadata, last_run_at) VALUES ($1, $2, 'Second', '{"is_auto_campaign": true}', '2025-01-01')`, [
    id(46),
    id(1),
  ])
  const report = await migrate(old, { into })
  expect(await into.owner(`SELECT id FROM campaigns WHERE type = 'automatic'`)).toEqual([{ id: id(46) }])
  expect(report.listed['several_automatic']?.shown).toMatchObject([{ id: id(11) }])
  expect(report.listed['flag_not_true']?.shown.map((each) => each.id)).toEqual([40, 41, 42, 43, 44, 45].map(id))
})

test('a brand without an automatic campaign gets one, with an id that follows from the brand', async () => {
  await using old = await small()
  await old.query(`UPDATE campaigns SET metadata = '{"is_auto_campaign": false}' WHERE id = $1`, [id(11)])
  const ids: string[] = []
  for (const _ of [1, 2]) {
    await using into = await testHouse(inject('postgresUrl'))
    const report = await migrate(old, { into })
    expect(report.ledger['campaigns']).toMatchObject({ read: 2, created: 1, written: 3 })
    const [row] = await into.owner<{ id: string }>(
      `SELECT c.id FROM campaigns c JOIN scout_dispatch d ON d.campaign_id = c.id AND d.next_run_at IS NOT NULL WHERE c.type = 'automatic'`,
    )
    ids.push(row?.id ?? '')
  }
  expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/)
  expect(ids[0]).toBe(ids[1])
})

test('of two threads with one key the later analysed stays, with its own id, and links follow it', async () => {
  await using into = await testHouse(inject('postgresUrl'))
  await using old = await small()
  await thread(old, { id: id(31), thread_id: 'a', analyzed_at: '2025-06-01', title: 'later' })
  await thread(old, { id: id(39), thread_id: 'a', analyzed_at: '2025-05-01', title: 'earlier' })
  await old.query(`INSERT INTO pain_points (id, campaign_id, keyword, mention_count) VALUES ($1, $2, 'slow', '40')`, [id(51), id(12)])
  await old.query('INSERT INTO thread_pain_points VALUES ($1, $2)', [id(39), id(51)])
  const report = await migrate(old, { into })
  expect(report.ledger['threads']).toMatchObject({ read: 2, written: 1, merged: 1 })
  expect(await into.owner('SELECT id, title FROM threads')).toEqual([{ id: id(31), title: 'later' }])
  expect(await into.owner('SELECT thread_id, pain_point_id FROM thread_pain_points')).toEqual([{ thread_id: id(31), pain_point_id: id(51) }])
  const [value] = await into.owner<{ status: string; value: { mention_count: string } }>(
    `SELECT status, value FROM legacy_values WHERE source_table = 'pain_points'`,
  )
  expect(value).toMatchObject({ status: 'not_recounted', value: { mention_count: '40' } })
})

test('values out of range are blanked, listed and kept; their row stays in its scope; times without a zone are UTC', async () => {
  await using into = await testHouse(inject('postgresUrl'))
  await using old = await small()
  const name = 'x'.repeat(300)
  await old.query('UPDATE communities SET name = $1', [name])
  await thread(old, { id: id(31), thread_id: 'a', sentiment_score: 1.7, upvotes: '12k', comment_count: '-3' })
  await thread(old, { id: id(32), thread_id: 'b', sentiment_score: 'NaN', created_at: '2025-05-01 23:59:59.123456' })
  const report = await migrate(old, { into })
  expect(
    await into.owner(`SELECT model_sentiment, score, comments, published_at::timestamptz AT TIME ZONE 'UTC' || '' AS at FROM threads ORDER BY external_id`),
  ).toEqual([
    { model_sentiment: 0, score: null, comments: 0, at: '2025-05-01 10:00:00' },
    { model_sentiment: 0, score: null, comments: 0, at: '2025-05-01 23:59:59.123456' },
  ])
  expect(report.listed['value_unreadable']?.shown.map(({ field, value }) => [field, value])).toEqual(
    expect.arrayContaining([
      ['sentiment', '1.7'],
      ['sentiment', 'NaN'],
      ['score', '12k'],
      ['comments', '-3'],
    ]),
  )
  expect(await count(into, `SELECT count(*) FROM legacy_values WHERE status = 'unreadable'`)).toBe(4)
  expect(await into.owner('SELECT name FROM communities')).toEqual([{ name }])
})

test('a brand of the same name and another id stops the run before it writes; one of the same id goes on', async () => {
  await using into = await testHouse(inject('postgresUrl'))
  await using old = await small()
  await into.db.brands.create(into.workspaceId, { name: 'Brand' })
  const before = await everything(into)
  for (const dryRun of [true, false]) await expect(migrate(old, { into, dryRun })).rejects.toMatchObject({ reason: 'name_taken' })
  expect(await everything(into)).toEqual(before)
  await into.owner(`UPDATE brands SET name = 'Other'`)
  await migrate(old, { into })
  await into.owner(`UPDATE brands SET name = 'Renamed since' WHERE id = $1`, [id(1)])
  await migrate(old, { into })
  expect(await into.owner('SELECT name FROM brands WHERE id = $1', [id(1)])).toEqual([{ name: 'Renamed since' }])
})

test('a thread that a scout found meanwhile stays as it is, and the old one counts as merged', async () => {
  await using into = await testHouse(inject('postgresUrl'))
  await using old = await small()
  await thread(old, { id: id(31), thread_id: 't3_same' })
  await migrate(old, { into })
  const custom: Scope = await into.scope({ type: 'custom', campaignId: id(12) as Scope['campaignId'] })
  await keepPosts(into.db, custom, { posts: [{ externalId: 't3_new', painPoints: ['slow'] }] })
  await thread(old, { id: id(32), thread_id: 't3_new', title: 'old' })
  const report = await migrate(old, { into })
  expect(report.ledger['threads']).toMatchObject({ read: 2, written: 1, merged: 1, balanced: true })
  expect(await count(into, `SELECT count(*) FROM threads WHERE title = 'old'`)).toBe(0)
  await checkDays(into)
})

async function erase(into: TestHouse, author: { readonly platform: string; readonly username: string }): Promise<void> {
  const enter = (request: ScopeRequest) => into.scope(request)
  const { id: erasureId } = await into.db.erasures.request(into.workspaceId, author, 'test')
  await previewErasure(into.db, { workspaceId: into.workspaceId, erasureId, enter })
  await confirmErasure(into.db, { workspaceId: into.workspaceId, erasureId, enter, username: author.username, by: 'test' })
}

test('nobody who was erased comes back, as an author or in a link', async () => {
  await using into = await testHouse(inject('postgresUrl'))
  await using old = await small()
  await thread(old, { id: id(31), thread_id: 'a', author: 'ann' })
  await thread(old, { id: id(32), thread_id: 'b', author: 'bob' })
  await old.query(`INSERT INTO influencers (id, campaign_id, platform, username) VALUES ($1, $2, 'reddit', 'Ann')`, [id(61), id(12)])
  await old.query(`INSERT INTO pain_points (id, campaign_id, keyword) VALUES ($1, $2, 'slow')`, [id(51), id(12)])
  await old.query('INSERT INTO thread_pain_points VALUES ($1, $2)', [id(31), id(51)])
  // Of no campaign at all: kept aside, and without what they said.
  await thread(old, { id: id(33), campaign_id: id(99), thread_id: 'c', author: 'ann' })
  await old.query(`INSERT INTO influencers (id, campaign_id, platform, username) VALUES ($1, $2, 'reddit', 'ann')`, [id(62), id(99)])
  await erase(into, { platform: 'reddit', username: 'Ann' })
  const report = await migrate(old, { into })
  expect(report.balanced).toBe(true)
  expect(await into.owner('SELECT external_id FROM threads')).toEqual([{ external_id: 'b' }])
  expect(await into.owner('SELECT username FROM influencers')).toEqual([{ username: 'bob' }])
  expect(await count(into, 'SELECT count(*) FROM thread_pain_points')).toBe(0)
  expect(await count(into, `SELECT count(*) FROM legacy_quarantine WHERE row::text ILIKE '%ann%'`)).toBe(0)
})

test('two migrations at once: one is told that the other is under way, and nobody is erased behind its back', async () => {
  await using into = await testHouse(inject('postgresUrl'))
  await using old = await small()
  await thread(old, { id: id(31), thread_id: 'a', author: 'ann' })
  const { db, workspaceId } = into
  const { id: erasureId } = await db.erasures.request(workspaceId, { platform: 'reddit', username: 'ann' }, 'test')
  await db.erasures.keepPreview(workspaceId, erasureId, [])
  const confirm = () => db.erasures.begin(workspaceId, erasureId, { username: 'ann', by: 'test' })
  const begun = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const first = db.legacy.migrate({
    from: old.url,
    workspaceId,
    dryRun: false,
    enter: async (request) => {
      begun.resolve()
      await goOn.promise
      return into.scope(request)
    },
    signal: new AbortController().signal,
    say: () => undefined,
  })
  await begun.promise
  await expect(migrate(old, { into })).rejects.toMatchObject({ reason: 'wrong_state' })
  await expect(confirm()).rejects.toMatchObject({ reason: 'wrong_state' })
  expect((await migrate(old, { into, dryRun: true })).dryRun).toBe(true)
  goOn.resolve()
  const report = await first
  expect(report.balanced).toBe(true)
  await confirm()
  expect((await migrate(old, { into })).balanced).toBe(true)
})

test('nothing is written to a scope that the old database does not name, in this workspace or another', async () => {
  await using into = await testHouse(inject('postgresUrl'))
  const places = await twoWorlds(into)
  const rows = async () => (await everything(into)).filter((row) => places.some(({ scope }) => row.includes(scope.campaignId)))
  const before = await rows()
  await using old = await oldDatabase(inject('postgresUrl'), { seed: 11, disorder: 1 })
  await migrate(old, { into })
  expect(await rows()).toEqual(before)
})

test('the old database is only read, and a database of another shape is refused in words', async () => {
  await using old = await small()
  await thread(old, { id: id(31), thread_id: 'a' })
  const rows = () => old.query('SELECT xmin::text, t::text FROM threads t')
  const before = await rows()
  await migrate(old, { dryRun: true })
  expect(await rows()).toEqual(before)
  await expect(migrate({ ...old, url: house.ownerUrl.replace(/\/[^/]*$/, '/postgres') })).rejects.toMatchObject({ reason: 'wrong_state' })
  await expect(migrate({ ...old, url: 'postgres://nobody:x@127.0.0.1:1/none' })).rejects.toMatchObject({ reason: 'source_failed' })
  await expect(migrate(old, { workspaceId: newId() })).rejects.toMatchObject({ reason: 'not_found' })
})

test('other names of tables and columns, columns that are missing and ids that occur twice do not stop it', async () => {
  await using into = await testHouse(inject('postgresUrl'))
  await using old = await small()
  await thread(old, { id: id(31), thread_id: 'a' })
  await old.query(`ALTER TABLE threads RENAME COLUMN campaign_id TO "campaignId"; ALTER TABLE threads RENAME TO "Threads"; ALTER TABLE "Threads" DROP COLUMN sentiment_score;
    ALTER TABLE "Threads" DROP CONSTRAINT threads_pkey; INSERT INTO "Threads" SELECT * FROM "Threads"; UPDATE "Threads" SET thread_id = 'b' WHERE ctid = '(0,2)';
    ALTER TABLE communities DROP COLUMN member_count; DROP TABLE influencers; DROP TABLE insights; DROP TABLE pain_points`)
  await old.query('INSERT INTO thread_pain_points VALUES ($1, $2)', [id(31), id(51)])
  const report = await migrate(old, { into })
  expect(report.balanced).toBe(true)
  expect(await into.owner('SELECT external_id FROM threads ORDER BY 1')).toEqual([{ external_id: 'a' }, { external_id: 'b' }])
})
