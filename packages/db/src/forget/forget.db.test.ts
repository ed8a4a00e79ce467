import { DomainError, newId, requestOf, type Scope, type WorkspaceId } from '@echoscope/domain'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { scopedTables, workspaceTables } from '../rights.ts'
import { keepPosts, type PostPlan, rangeOf, testHouse, type TestHouse } from '../testing/index.ts'
import { confirmErasure, previewErasure } from './erase-author.ts'
import { foldedName, foldedNameSql } from './author-hash.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
afterAll(() => house?.[Symbol.asyncDispose]())

/** What a scope holds, without ids and times of collection: two scopes that hold the same read the same. */
async function contentOf({ campaignId }: Scope): Promise<unknown> {
  const read = (text: string) => house.owner(text, [campaignId])
  return {
    threads: await read(`SELECT t.external_id, t.title, t.body, i.username, c.name, t.score, t.comments, t.sentiment FROM threads t
      JOIN communities c ON c.id = t.community_id LEFT JOIN influencers i ON i.id = t.influencer_id WHERE t.campaign_id = $1 ORDER BY 1`),
    communities: await read('SELECT name FROM communities WHERE campaign_id = $1 ORDER BY 1'),
    influencers: await read('SELECT username FROM influencers WHERE campaign_id = $1 ORDER BY 1'),
    painPoints: await read('SELECT keyword FROM pain_points WHERE campaign_id = $1 ORDER BY 1'),
    links:
      await read(`SELECT t.external_id, p.keyword FROM thread_pain_points l JOIN threads t ON t.id = l.thread_id JOIN pain_points p ON p.id = l.pain_point_id
      WHERE l.campaign_id = $1 ORDER BY 1, 2`),
    communityDays:
      await read(`SELECT c.name, d.day::text, d.threads, d.engagement::int, round(d.sentiment_sum::numeric, 9) AS sentiment, d.positive, d.neutral, d.negative, d.pain_points
      FROM community_days d JOIN communities c ON c.id = d.community_id WHERE d.campaign_id = $1 ORDER BY 1, 2`),
    painPointDays: await read(`SELECT c.name, d.day::text, p.keyword, d.mentions FROM pain_point_days d JOIN communities c ON c.id = d.community_id
      JOIN pain_points p ON p.id = d.pain_point_id WHERE d.campaign_id = $1 ORDER BY 1, 2, 3`),
    influencerDays:
      await read(`SELECT c.name, d.day::text, i.username, d.posts, d.engagement::int FROM influencer_days d JOIN communities c ON c.id = d.community_id
      JOIN influencers i ON i.id = d.influencer_id WHERE d.campaign_id = $1 ORDER BY 1, 2, 3`),
  }
}

const names = { brand: 'Deno', name: 'Brand Analytics' }
const people = ['ann', 'Bob', 'bob', 'cleo', null]
const plansOf = (seed: number, n: number): PostPlan[] =>
  Array.from({ length: n }, (_, at) => ({
    externalId: `t3_${seed}_${at}`,
    title: `deno ${at}`,
    body: `words ${at}`,
    author: people[(at * 7 + seed) % people.length] ?? null,
    community: `r/${(at * 3 + seed) % 4 === 3 && /bob/i.test(people[(at * 7 + seed) % people.length] ?? '') ? 'onlybob' : (at + seed) % 3}`,
    publishedAt: new Date(Date.UTC(2026, 9, 1 + ((at * 5 + seed) % 40))).toISOString(),
    score: at,
    comments: (at + seed) % 5,
    sentiment: ((at + seed) % 9) / 5 - 0.8,
    painPoints: [`pain ${at % 3}`, ...(/bob/i.test(people[(at * 7 + seed) % people.length] ?? '') ? ['of bob alone'] : [])],
  }))
const isBob = ({ author }: PostPlan): boolean => author?.toLowerCase() === 'bob'
const enterAs = (workspaceId: WorkspaceId) => (request: Parameters<typeof house.scope>[0]) => house.scope(request, workspaceId)
const callFor = (workspaceId: WorkspaceId, erasureId: Parameters<typeof confirmErasure>[1]['erasureId']) => ({
  workspaceId,
  erasureId,
  enter: enterAs(workspaceId),
})

async function erase(workspaceId: WorkspaceId, username: string) {
  const { id } = await house.db.erasures.request(workspaceId, { platform: 'reddit', username }, 'test')
  await previewErasure(house.db, callFor(workspaceId, id))
  return confirmErasure(house.db, { ...callFor(workspaceId, id), username, by: 'test' })
}
const leftOutOf = async (scope: Scope): Promise<Record<string, number>> => (await house.db.runs.list(scope, { limit: 1 })).items[0]?.sources[0]?.leftOut ?? {}
const newWorkspace = async (): Promise<WorkspaceId> => (await house.db.workspaces.create('Forgetting')).id

describe('an erased author', () => {
  test('is erased from all scopes there are, though a campaign among them is removed meanwhile', async () => {
    const { automatic, customs } = await house.brand({ customs: 2 })
    const { workspaceId } = automatic
    const [removed, last] = customs
    if (removed === undefined || last === undefined) throw new Error('two campaigns were asked for')
    for (const scope of [automatic, removed, last]) await keepPosts(house.db, scope, { posts: [{ externalId: 't3_a', author: 'meanwhile' }] })
    const { id } = await house.db.erasures.request(workspaceId, { platform: 'reddit', username: 'meanwhile' }, 'test')
    await previewErasure(house.db, callFor(workspaceId, id))
    const begin: typeof house.db.erasures.eraseIn = async (scope, ...rest) => {
      if (scope.campaignId === removed.campaignId) await house.db.campaigns.remove(workspaceId, removed.campaignId)
      return house.db.erasures.eraseIn(scope, ...rest)
    }
    const db = { ...house.db, erasures: { ...house.db.erasures, eraseIn: begin } }
    const done = await confirmErasure(db, { ...callFor(workspaceId, id), username: 'meanwhile', by: 'test' })
    expect(done.status).toBe('done')
    expect(
      done.receipt
        .filter(({ threads }) => threads > 0)
        .map(({ campaignId }) => campaignId)
        .toSorted(),
    ).toEqual([automatic, last].map(({ campaignId }) => campaignId).toSorted())
  })

  test('leaves no word of theirs behind in what the posts said in other words', async () => {
    const { automatic } = await house.brand({ workspaceId: await newWorkspace(), customs: 0 })
    const { workspaceId } = automatic
    const said = (author: string, painPoints: string[], count: number) =>
      Array.from({ length: count }, (_, at) => ({ externalId: `t3_${author}${at}`, author, painPoints }))
    await keepPosts(house.db, automatic, { posts: [...said('wordy', ['battery drain', 'battery die'], 6), ...said('other', ['app crash'], 40)] })
    expect(await house.db.painPointChoices.mergeSynonyms(automatic)).toBe(1)
    const { id } = await house.db.erasures.request(workspaceId, { platform: 'reddit', username: 'wordy' }, 'test')
    await previewErasure(house.db, callFor(workspaceId, id))
    await confirmErasure(house.db, { ...callFor(workspaceId, id), username: 'wordy', by: 'test' })
    expect(await house.owner('SELECT keyword FROM pain_points WHERE campaign_id = $1', [automatic.campaignId])).toEqual([{ keyword: 'app crash' }])
  })

  test('leaves every scope of the workspace as if it had never had the posts, roll-ups and all, and no other workspace', async () => {
    const [workspaceId, elsewhere] = [await newWorkspace(), await newWorkspace()]
    const { automatic, customs } = await house.brand({ workspaceId, customs: 1 })
    const other = await house.brand({ workspaceId: elsewhere, customs: 0 })
    const archived = await house.brand({ workspaceId, name: 'Archived', customs: 0 })
    await house.db.brands.archive(workspaceId, archived.brand.id)
    const scopes = [automatic, ...customs, archived.automatic]
    for (const [seed, scope] of [...scopes, other.automatic].entries()) await keepPosts(house.db, scope, { posts: plansOf(seed, 60) })
    const untouched = await contentOf(other.automatic)

    const { id } = await house.db.erasures.request(workspaceId, { platform: 'reddit', username: 'BOB' }, 'an owner')
    const previewed = await previewErasure(house.db, callFor(workspaceId, id))
    expect(previewed.status).toBe('previewed')
    expect(previewed.preview?.map(({ threads }) => threads)).toEqual(scopes.map((_, seed) => plansOf(seed, 60).filter(isBob).length))
    const done = await confirmErasure(house.db, { ...callFor(workspaceId, id), username: 'bob', by: 'an owner' })
    expect(done).toMatchObject({ status: 'done', confirmedBy: 'an owner', requestedBy: 'an owner' })
    expect(done.receipt.map(({ threads, influencers }) => ({ threads, influencers }))).toEqual(
      previewed.preview?.map(({ threads, influencers }) => ({ threads, influencers })),
    )
    for (const entry of done.receipt)
      expect(entry).toMatchObject({
        painPoints: 1,
        influencerDays: previewed.preview?.find(({ campaignId }) => campaignId === entry.campaignId)?.influencerDays,
      })

    const never = await house.brand({ workspaceId: elsewhere, name: 'Never', customs: 2 })
    for (const [seed, scope] of [never.automatic, ...never.customs].entries()) {
      await keepPosts(house.db, scope, { posts: plansOf(seed, 60).filter((plan) => !isBob(plan)) })
      expect(await contentOf(scopes[seed] ?? scope)).toEqual(await contentOf(scope))
    }
    expect(await contentOf(other.automatic)).toEqual(untouched)
  })

  test('is not brought back by a later import, in any spelling; the posts are left out and counted', async () => {
    const workspaceId = await newWorkspace()
    const { automatic, customs } = await house.brand({ workspaceId, customs: 1 })
    const [custom] = customs
    if (custom === undefined) throw new Error('a campaign was asked for')
    await erase(workspaceId, 'bob')
    for (const scope of [automatic, custom]) {
      await keepPosts(house.db, scope, { posts: [...plansOf(1, 20), { author: 'BOB', externalId: 't3_caps' }] })
      expect(await leftOutOf(scope)).toEqual({ erased_author: plansOf(1, 20).filter(isBob).length + 1 })
      expect(await house.owner(`SELECT username FROM influencers WHERE campaign_id = $1 AND lower(username) = 'bob'`, [scope.campaignId])).toEqual([])
    }
    // A brand made later is held by the same list; another workspace is not.
    const later = await house.brand({ workspaceId, name: 'Later', customs: 0 })
    await keepPosts(house.db, later.automatic, { posts: [{ author: 'bob' }, { author: 'bobby' }] })
    expect(await leftOutOf(later.automatic)).toEqual({ erased_author: 1 })
    const elsewhere = await house.brand({ workspaceId: await newWorkspace(), customs: 0 })
    await keepPosts(house.db, elsewhere.automatic, { posts: [{ author: 'bob' }] })
    expect(await leftOutOf(elsewhere.automatic)).toEqual({})
  })

  test('is named nowhere in the database once it is done, and a hash of another workspace is another', async () => {
    const canary = 'zz_canary_4711'
    const [workspaceId, elsewhere] = [await newWorkspace(), await newWorkspace()]
    const { automatic } = await house.brand({ workspaceId, customs: 0 })
    await keepPosts(house.db, automatic, { posts: [{ author: canary, externalId: 't3_c' }] })
    const everything = async (): Promise<string> => {
      const parts: unknown[] = []
      for (const table of [...scopedTables, ...workspaceTables, 'scout_dispatch', 'agenda_jobs'])
        parts.push(await house.owner(`SELECT t::text FROM ${table} t`))
      return JSON.stringify(parts)
    }
    const { id } = await house.db.erasures.request(workspaceId, { platform: 'reddit', username: canary }, 'test')
    expect(JSON.stringify(await house.db.erasures.get(workspaceId, id))).not.toContain(canary)
    await previewErasure(house.db, callFor(workspaceId, id))
    expect(await everything()).toContain(canary)
    const done = await confirmErasure(house.db, { ...callFor(workspaceId, id), username: canary, by: 'test' })
    expect(await everything()).not.toContain(canary)
    expect((await erase(elsewhere, canary)).authorHash).not.toBe(done.authorHash)
    expect((await erase(workspaceId, canary)).authorHash).toBe(done.authorHash)
    expect((await house.db.erasures.list(elsewhere)).map((each) => each.id)).not.toContain(id)
  })

  test('goes in stages: not without a preview, not under another name, not twice', async () => {
    const workspaceId = await newWorkspace()
    const { automatic } = await house.brand({ workspaceId, customs: 0 })
    await keepPosts(house.db, automatic, { posts: [{ author: 'ann', externalId: 't3_a' }] })
    const { id } = await house.db.erasures.request(workspaceId, { platform: 'reddit', username: 'ann' }, 'test')
    const confirm = (username: string) => confirmErasure(house.db, { ...callFor(workspaceId, id), username, by: 'test' })
    await expect(confirm('ann')).rejects.toMatchObject({ reason: 'wrong_state' })
    await previewErasure(house.db, callFor(workspaceId, id))
    await expect(confirm('anne')).rejects.toMatchObject({ reason: 'wrong_state' })
    expect(await house.owner('SELECT 1 AS there FROM threads WHERE campaign_id = $1', [automatic.campaignId])).toHaveLength(1)
    await keepPosts(house.db, automatic, { posts: [{ author: 'ann', externalId: 't3_b' }] })
    expect(await leftOutOf(automatic)).toEqual({})
    await confirm('ann')
    expect(await house.owner('SELECT 1 AS there FROM threads WHERE campaign_id = $1', [automatic.campaignId])).toHaveLength(0)
    await expect(confirm('ann')).rejects.toMatchObject({ reason: 'wrong_state' })
    await expect(previewErasure(house.db, callFor(workspaceId, id))).rejects.toMatchObject({ reason: 'wrong_state' })
    await expect(house.db.erasures.eraseIn(automatic, id, names)).rejects.toMatchObject({ reason: 'wrong_state' })
    await expect(house.db.erasures.finish(workspaceId, id)).rejects.toMatchObject({ reason: 'wrong_state' })
  })

  test('cut short between two scopes is finished by the same call, and the receipt adds up', async () => {
    const workspaceId = await newWorkspace()
    const { automatic, customs } = await house.brand({ workspaceId, customs: 1 })
    for (const scope of [automatic, ...customs]) await keepPosts(house.db, scope, { posts: [{ author: 'ann' }, { author: 'ann' }, { author: 'bob' }] })
    const { id } = await house.db.erasures.request(workspaceId, { platform: 'reddit', username: 'ann' }, 'test')
    await previewErasure(house.db, callFor(workspaceId, id))
    const enter = async (request: Parameters<typeof house.scope>[0]) => {
      if (request.type === 'custom') throw new DomainError('database_unavailable', 'cut')
      return house.scope(request, workspaceId)
    }
    await expect(confirmErasure(house.db, { workspaceId, erasureId: id, enter, username: 'ann', by: 'first' })).rejects.toThrow('cut')
    // What went is on the receipt by the same commit, so that nothing that kills the process afterwards can lose the count.
    await house.db.erasures.eraseIn(automatic, id, names)
    expect((await house.db.erasures.get(workspaceId, id)).receipt).toMatchObject([{ type: 'automatic', threads: 2 }])
    const done = await confirmErasure(house.db, { ...callFor(workspaceId, id), username: 'ann', by: 'second' })
    expect(done).toMatchObject({ status: 'done', confirmedBy: 'first' })
    expect(done.receipt.map(({ type, threads }) => [type, threads]).toSorted()).toEqual([
      ['automatic', 2],
      ['custom', 2],
    ])
  })

  test('is gone from what a migration kept beside the rows and aside, in every spelling, and nothing else is', async () => {
    const workspaceId = await newWorkspace()
    const { automatic } = await house.brand({ workspaceId, customs: 0 })
    const { automatic: other } = await house.brand({ workspaceId: await newWorkspace(), customs: 0 })
    for (const scope of [automatic, other]) await keepPosts(house.db, scope, { posts: [{ author: 'ann' }, { author: 'bob' }] })
    const threadOf = async ({ campaignId }: Scope, name: string) => {
      const [row] = await house.owner<{ id: string }>(
        'SELECT t.id FROM threads t JOIN influencers i ON i.id = t.influencer_id WHERE t.campaign_id = $1 AND i.username = $2',
        [campaignId, name],
      )
      return row?.id ?? ''
    }
    for (const scope of [automatic, other]) {
      const kept: [string, string, string][] = [
        ['threads', await threadOf(scope, 'ann'), '{"text":"an insight into her post"}'],
        ['threads', await threadOf(scope, 'bob'), '{"text":"an insight into his post"}'],
        ['communities', 'c', '{"top_user": "Ann"}'],
        ['communities', 'd', '{"top_user": "annabel"}'],
        ['campaigns', 'e', '{"keywords": ["ann"]}'],
      ]
      for (const [table, key, value] of kept)
        await house.owner(
          `INSERT INTO legacy_values (brand_id, campaign_id, campaign_type, source_table, row_key, name, status, value) VALUES ($1, $2, $3, $4, $5, 'x', 'not_recounted', $6)`,
          [scope.brandId, scope.campaignId, scope.type, table, key, value],
        )
      for (const [key, row] of [
        ['1', '{"author":"ANN","title":"hers"}'],
        ['2', '{"author":"u/ann"}'],
        ['3', '{"author":"bob","title":"about ann"}'],
      ])
        await house.owner(`INSERT INTO legacy_quarantine (workspace_id, source_table, row_key, reason, row) VALUES ($1, 'threads', $2, 'no campaign', $3)`, [
          scope.workspaceId,
          key,
          row,
        ])
    }
    const valuesOf = ({ campaignId }: Scope) =>
      house.owner<{ key: string }>('SELECT source_table AS key FROM legacy_values WHERE campaign_id = $1 ORDER BY source_table, row_key', [campaignId])
    const asideOf = ({ workspaceId: of }: Scope) =>
      house.owner<{ row: object }>('SELECT row FROM legacy_quarantine WHERE workspace_id = $1 ORDER BY row_key', [of])
    const [elsewhere, asideElsewhere] = [await valuesOf(other), await asideOf(other)]
    const done = await erase(workspaceId, 'Ann')
    expect(done.receipt).toMatchObject([{ threads: 1, legacyValues: 2 }])
    expect(done.quarantined).toBe(2)
    expect((await valuesOf(automatic)).map(({ key }) => key)).toEqual(['campaigns', 'communities', 'threads'])
    expect((await asideOf(automatic)).map(({ row }) => row)).toEqual([{}, {}, { author: 'bob', title: 'about ann' }])
    expect([await valuesOf(other), await asideOf(other)]).toEqual([elsewhere, asideElsewhere])
  })

  test('is gone also when a scout writes the posts at that very moment', async () => {
    const workspaceId = await newWorkspace()
    const { automatic } = await house.brand({ workspaceId, customs: 0 })
    const { id } = await house.db.erasures.request(workspaceId, { platform: 'reddit', username: 'ann' }, 'test')
    await previewErasure(house.db, callFor(workspaceId, id))
    const importing = (async () => {
      for (let n = 0; n < 25; n += 1)
        await keepPosts(house.db, automatic, { posts: Array.from({ length: 20 }, () => ({ author: n % 2 === 0 ? 'ann' : 'Ann' })) })
    })()
    await new Promise((done) => setTimeout(done, 150))
    await confirmErasure(house.db, { ...callFor(workspaceId, id), username: 'ann', by: 'test' })
    await importing
    expect(await house.owner('SELECT count(*)::int AS n FROM threads WHERE campaign_id = $1', [automatic.campaignId])).toEqual([{ n: 0 }])
    expect(await contentOf(automatic)).toMatchObject({ influencers: [], communityDays: [], influencerDays: [] })
  })

  test('is gone also when a batch that was let through before the ban is written after the erasure came to its scope', async () => {
    const workspaceId = await newWorkspace()
    const { automatic } = await house.brand({ workspaceId, customs: 0 })
    const { id } = await house.db.erasures.request(workspaceId, { platform: 'reddit', username: 'ann' }, 'test')
    await previewErasure(house.db, callFor(workspaceId, id))
    const holdUp = new pg.Client({ connectionString: house.ownerUrl })
    await holdUp.connect()
    // Readers pass, writers wait: the batch has seen no ban, and cannot go on.
    await holdUp.query('BEGIN; LOCK TABLE threads IN EXCLUSIVE MODE')
    const writing = keepPosts(house.db, automatic, { posts: [{ author: 'ann' }] })
    const waits = `SELECT 1 AS waiting FROM pg_locks WHERE relation = 'threads'::regclass AND NOT granted`
    await expect.poll(async () => (await house.owner(waits)).length, { timeout: 10_000 }).toBe(1)
    const erasing = confirmErasure(house.db, { ...callFor(workspaceId, id), username: 'ann', by: 'test' })
    await expect.poll(async () => (await house.db.erasures.get(workspaceId, id)).status, { timeout: 10_000 }).not.toBe('previewed')
    await new Promise((done) => setTimeout(done, 300))
    await holdUp.query('COMMIT')
    await holdUp.end()
    await writing
    expect((await erasing).receipt).toMatchObject([{ threads: 1 }])
    expect(await house.owner('SELECT username FROM influencers WHERE campaign_id = $1', [automatic.campaignId])).toEqual([])
  })

  test('stays on the list: the application can add to it and take nothing away', async () => {
    const client = new pg.Client({ connectionString: house.appUrl })
    await client.connect()
    await client.query('BEGIN')
    await client.query(`SET LOCAL app.workspace_id = '${house.workspaceId}'`)
    for (const text of ['DELETE FROM erased_authors', 'UPDATE erased_authors SET erased_at = now()', 'DELETE FROM erasures']) {
      await client.query('SAVEPOINT here')
      await expect(client.query(text), text).rejects.toThrow(/permission denied/)
      await client.query('ROLLBACK TO here')
    }
    await client.query('ROLLBACK')
    await client.end()
  })

  test('is folded by Postgres as it is by us', async () => {
    for (const platform of ['reddit', 'hacker-news', 'forum'])
      for (const username of ['Bob', 'ÄNN', 'İx', 'ẞ', 'ΣΑΣ', 'a_B-9', '🙂X']) {
        const [row] = await house.owner<{ name: string }>(`SELECT ${foldedNameSql('p')} AS name FROM (SELECT $1::text AS platform, $2::text AS username) p`, [
          platform,
          username,
        ])
        expect(row?.name).toBe(foldedName({ platform, username }))
      }
  })

  test('without the key that the list was hashed with, nothing is stored rather than somebody brought back', async () => {
    const workspaceId = await newWorkspace()
    const { automatic } = await house.brand({ workspaceId, customs: 0 })
    await erase(workspaceId, 'ann')
    const { openDatabase } = await import('../database.ts')
    const keyless = openDatabase({ url: house.appUrl, poolSize: 2 })
    await expect(keepPosts(keyless, automatic, { posts: [{ author: 'ann' }] })).rejects.toMatchObject({ reason: 'secret_key_missing' })
    await keyless.close()
    expect(await house.owner('SELECT 1 FROM threads WHERE campaign_id = $1', [automatic.campaignId])).toEqual([])
  })
})

describe('retention', () => {
  const now = new Date('2026-11-10T15:00:00Z')
  const setDays = async (scope: Scope, days: number | null): Promise<void> => {
    const { db } = house
    if (scope.type === 'automatic') {
      const { revision } = await db.brands.get(scope.workspaceId, scope.brandId)
      expect((await db.brands.update(scope.workspaceId, { brandId: scope.brandId, revision, retentionDays: days })).retentionDays).toBe(days)
    } else {
      const { revision } = await db.campaigns.get(scope.workspaceId, scope.campaignId)
      expect((await db.campaigns.update(scope.workspaceId, { campaignId: scope.campaignId, revision, retentionDays: days })).retentionDays).toBe(days)
    }
  }

  test.each([0, 1])('a sweep leaves the scope as if it had only ever had the newer threads, and every other scope alone (%i)', async (which) => {
    const { automatic, customs } = await house.brand({ customs: 1 })
    const scopes = [automatic, ...customs]
    const [scope, sibling] = which === 0 ? scopes : scopes.toReversed()
    if (scope === undefined || sibling === undefined) throw new Error('two scopes were asked for')
    const posts = plansOf(3, 80)
    for (const each of scopes) await keepPosts(house.db, each, { posts })
    const untouched = await contentOf(sibling)
    await setDays(scope, 20)
    const swept = await house.db.retention.sweep(scope, now)
    const old = posts.filter(({ publishedAt = '' }) => publishedAt < '2026-10-21')
    expect(swept).toMatchObject({ beforeDay: '2026-10-21', threads: old.length })
    expect(await house.db.retention.sweeps(scope, 10)).toEqual([swept])
    const { automatic: never } = await house.brand({ name: 'Never', customs: 0 })
    await keepPosts(house.db, never, { posts: posts.filter((plan) => !old.includes(plan)) })
    expect(await contentOf(scope)).toEqual(await contentOf(never))
    expect(await contentOf(sibling)).toEqual(untouched)
    expect(await house.db.retention.sweep(scope, now)).toMatchObject({ threads: 0, communities: 0, influencers: 0, painPoints: 0 })
    expect(await house.db.retention.sweep(sibling, now)).toBeNull()
  })

  test('what is too old already is left out at once, and counted', async () => {
    const { automatic } = await house.brand({ customs: 0 })
    await setDays(automatic, 20)
    await keepPosts(house.db, automatic, { posts: plansOf(5, 40), at: now })
    const old = plansOf(5, 40).filter(({ publishedAt = '' }) => publishedAt < '2026-10-21')
    expect(await leftOutOf(automatic)).toEqual({ past_retention: old.length })
    expect(await house.db.retention.sweep(automatic, now)).toMatchObject({ threads: 0 })
  })

  test('days that were swept are days that nothing is known of, so that what was kept shows no rise over them', async () => {
    const { automatic } = await house.brand({ customs: 0 })
    const day = (n: number) => new Date(Date.UTC(2026, 9, n, 12)).toISOString()
    const window = { since: new Date('2026-10-01T00:00:00Z'), until: new Date('2026-11-10T00:00:00Z') }
    await keepPosts(house.db, automatic, { posts: Array.from({ length: 40 }, (_, n) => ({ publishedAt: day(1 + n) })), window })
    const read = () => house.db.analytics.dashboard(automatic, rangeOf('2026-10-21', '2026-11-10'), now)
    const before = await read()
    expect(before.nothingBefore).toBeNull()
    await setDays(automatic, 20)
    await house.db.retention.sweep(automatic, now)
    const after = await read()
    expect(after.kpis[0]).toMatchObject({ value: before.kpis[0]?.value })
    // The window before is not known any more: nothing is compared with it.
    expect(after.nothingBefore).toBe('2026-10-21')
    const early = await house.db.analytics.dashboard(automatic, rangeOf('2026-10-01', '2026-10-21'), now)
    expect(early.coverage.sources).toMatchObject([{ coveredHours: 0 }])
    expect(early.kpis[0]?.series.every((each) => each === null)).toBe(true)
    expect((await house.db.analytics.dashboard(automatic, rangeOf('2026-10-25', '2026-11-10'), now)).coverage.sources).toMatchObject([
      { coveredHours: 16 * 24 },
    ])
  })

  test('a run that reaches back behind the edge covers no day whose posts it had to leave out', async () => {
    const { automatic } = await house.brand({ customs: 0 })
    await setDays(automatic, 20)
    const at = new Date()
    const days = (n: number, from = at) => new Date(Math.floor(from.getTime() / 86_400_000 - n) * 86_400_000)
    const posts = [5, 19, 21, 30].map((n) => ({ publishedAt: days(n).toISOString() }))
    await keepPosts(house.db, automatic, { posts, window: { since: days(40), until: days(0) }, at })
    await keepPosts(house.db, automatic, { posts: [], window: { since: days(60), until: days(50) }, at })
    const covered = await house.owner<{ starts_at: Date; ends_at: Date }>('SELECT starts_at, ends_at FROM source_coverage WHERE campaign_id = $1', [
      automatic.campaignId,
    ])
    // The next day may have begun meanwhile.
    expect([days(20), days(20, new Date())].map((edge) => [{ starts_at: edge, ends_at: days(0) }])).toContainEqual(covered)
  })

  test('a sweep whose worker died is given out again within minutes, one that ended after a day', async () => {
    const { automatic } = await house.brand({ customs: 0 })
    const dueOf = async () => (await house.db.retention.due(1_000)).filter(({ request }) => JSON.stringify(request) === JSON.stringify(requestOf(automatic)))
    const pass = (time: string) =>
      house.owner(`UPDATE scout_dispatch SET sweep_at = sweep_at - $2::interval WHERE campaign_id = $1`, [automatic.campaignId, time])
    await setDays(automatic, 30)
    await pass('1 hour')
    expect(await dueOf()).toHaveLength(1)
    await pass('11 minutes')
    expect(await dueOf()).toHaveLength(1)
    await house.db.retention.sweep(automatic, now)
    await pass('23 hours')
    expect(await dueOf()).toEqual([])
    await pass('2 hours')
    expect(await dueOf()).toHaveLength(1)
  })

  test('whatever is said of how long to keep, a sweep that is due is not put off; saying shorter before that gives an hour to take it back', async () => {
    const { automatic } = await house.brand({ customs: 0 })
    const minutesLeft = async () => {
      const [row] = await house.owner<{ left: number }>(
        'SELECT extract(epoch FROM sweep_at - now())::float8 / 60 AS left FROM scout_dispatch WHERE campaign_id = $1',
        [automatic.campaignId],
      )
      return row?.left ?? NaN
    }
    await setDays(automatic, 30)
    await house.owner(`UPDATE scout_dispatch SET sweep_at = now() - interval '5 minutes' WHERE campaign_id = $1`, [automatic.campaignId])
    await setDays(automatic, 30)
    expect(await minutesLeft()).toBeLessThan(0)
    await setDays(automatic, 90)
    expect(await minutesLeft()).toBeLessThan(0)
    await setDays(automatic, 10)
    expect(await minutesLeft()).toBeLessThan(0)
    await house.owner(`UPDATE scout_dispatch SET sweep_at = now() + interval '20 hours' WHERE campaign_id = $1`, [automatic.campaignId])
    await setDays(automatic, 10)
    expect(await minutesLeft()).toBeGreaterThan(19 * 60)
    await setDays(automatic, 5)
    expect(await minutesLeft()).toBeGreaterThan(55)
    expect(await minutesLeft()).toBeLessThan(61)
  })

  test('a scope is given out for its sweep once, from an hour after it was set until it is taken back', async () => {
    const { automatic, customs } = await house.brand({ customs: 1 })
    const dueOf = async (scope: Scope) =>
      (await house.db.retention.due(1_000)).filter(({ request }) => JSON.stringify(request) === JSON.stringify(requestOf(scope)))
    expect(await dueOf(automatic)).toEqual([])
    await setDays(automatic, 30)
    expect(await dueOf(automatic)).toEqual([])
    await house.owner(`UPDATE scout_dispatch SET sweep_at = sweep_at - interval '1 hour' WHERE campaign_id = $1`, [automatic.campaignId])
    const [first, second] = await Promise.all([dueOf(automatic), dueOf(automatic)])
    expect([...first, ...second]).toHaveLength(1)
    await house.owner(`UPDATE scout_dispatch SET sweep_at = sweep_at - interval '1 day' WHERE campaign_id = $1`, [automatic.campaignId])
    expect(await dueOf(automatic)).toHaveLength(1)
    await setDays(automatic, null)
    // Once more, for what else has its time, and never again where nothing has.
    await house.owner(`UPDATE scout_dispatch SET sweep_at = sweep_at - interval '2 days' WHERE campaign_id = $1`, [automatic.campaignId])
    expect(await dueOf(automatic)).toHaveLength(1)
    expect(await house.db.retention.sweep(automatic, new Date())).toBeNull()
    await house.owner(`UPDATE scout_dispatch SET sweep_at = sweep_at - interval '2 days' WHERE campaign_id = $1`, [automatic.campaignId])
    expect(await dueOf(automatic)).toEqual([])
    expect(customs).toHaveLength(1)
  })

  test('more threads than one transaction takes go all the same', async () => {
    const { automatic } = await house.brand({ customs: 0 })
    await keepPosts(house.db, automatic, {
      posts: Array.from({ length: 4_100 }, (_, n) => ({ externalId: `t3_many_${newId()}`, publishedAt: `2026-01-0${1 + (n % 9)}T00:00:00Z` })),
    })
    await setDays(automatic, 1)
    expect(await house.db.retention.sweep(automatic, now)).toMatchObject({ threads: 4_100, communities: 1, influencers: 1 })
  })

  test('a sweep that was killed has noted what it removed, and the next one the rest', async () => {
    const { automatic } = await house.brand({ customs: 0 })
    const old = Array.from({ length: 4_100 }, (_, n) => ({ externalId: `t3_killed_${n}`, publishedAt: `2026-01-0${1 + (n % 9)}T00:00:00Z` }))
    await keepPosts(house.db, automatic, { posts: [...old, { externalId: 't3_last', publishedAt: '2026-02-01T00:00:00Z' }] })
    await setDays(automatic, 1)
    await house.owner(`CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'the machine went down'; END $$`)
    await house.owner(`CREATE TRIGGER dies BEFORE DELETE ON threads FOR EACH ROW WHEN (OLD.external_id = 't3_last') EXECUTE FUNCTION die()`)
    await expect(house.db.retention.sweep(automatic, now)).rejects.toThrow('the machine went down')
    await house.owner('DROP TRIGGER dies ON threads')
    await house.owner('DROP FUNCTION die()')
    expect(await house.db.retention.sweeps(automatic, 10)).toMatchObject([{ threads: 4_000, communities: 0 }])
    expect(await house.db.retention.sweep(automatic, now)).toMatchObject({ threads: 101, communities: 1 })
    expect((await house.db.retention.sweeps(automatic, 10)).map(({ threads }) => threads)).toEqual([101, 4_000])
  })
})
