import { createServer, connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '@echoscope/db'
import { testHouse, type TestHouse } from '@echoscope/db/testing'
import { type Collected, type CollectContext, type Post, type Run, type Scope, type Source, SourceError, type SourceQuery } from '@echoscope/domain'
import { createHttp, hackerNewsSource } from '@echoscope/sources'
import { replayHackerNews, samplePosts } from '@echoscope/sources/testing'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { runScope, type ScoutDeps } from './index.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
afterAll(() => house[Symbol.asyncDispose]())

const newest = Date.now()
const post = (index: number, changes: Partial<Post> = {}): Post => ({
  platform: 'place',
  externalId: `p${index}`,
  url: '',
  community: { name: index % 2 === 0 ? 'r/even' : 'r/odd', url: '', members: null },
  author: `author${index % 7}`,
  title: `deno number ${index}`,
  body: '',
  publishedAt: new Date(newest - (index + 1) * 60_000),
  observedAt: null,
  score: index,
  comments: 1,
  parentExternalId: null,
  ...changes,
})
const item = (made: Post): Collected => ({ kind: 'post', post: made })
const upTo = (done: number): Collected => ({ kind: 'checkpoint', checkpoint: { done }, progress: { done, total: 4_000 } })

interface Script {
  readonly kind?: string
  readonly pages?: number
  readonly perPage?: number
  /** Called before each page: to fail, to wait, to look. */
  readonly before?: (page: number, context: CollectContext, query: SourceQuery) => void | Promise<void>
  readonly make?: (index: number) => Post
}
/** A place with `pages` pages of posts, each closed by a checkpoint; takes up where its checkpoint says. */
const placeOf = ({ kind = 'place', pages = 4, perPage = 600, before, make = post }: Script = {}): Source => ({
  kind,
  async *collect(query, context) {
    const done = context.checkpoint?.['done']
    for (let page = typeof done === 'number' ? done : 0; page < pages; page += 1) {
      await before?.(page, context, query)
      context.signal.throwIfAborted()
      yield [...Array.from({ length: perPage }, (_, index) => item(make(page * perPage + index))), upTo(page + 1)]
    }
  },
})

const depsOf = (sources: readonly Source[], changes: Partial<ScoutDeps> = {}): ScoutDeps => ({
  db: house.db,
  sources: (kind) => sources.find((source) => source.kind === kind) ?? null,
  now: () => new Date(),
  log: () => undefined,
  ...changes,
})
const brandWith = async (sources: readonly string[], excludeKeywords: readonly string[] = []): Promise<Scope> => {
  const brand = await house.db.brands.create(house.workspaceId, { name: 'Deno', sources: [...sources], excludeKeywords: [...excludeKeywords] })
  return house.scope({ type: 'automatic', brandId: brand.id })
}
const manual = (scope: Scope) => house.db.runs.request(scope, { trigger: 'manual', mode: 'incremental', since: null })
const latest = async (scope: Scope): Promise<Run> => {
  const [run] = (await house.db.runs.list(scope, { limit: 1 })).items
  if (run === undefined) throw new Error('the scope has no run')
  return run
}
const goOn = new AbortController().signal
const scout = async (deps: ScoutDeps, scope: Scope, signal = goOn): Promise<Run> => {
  await manual(scope)
  await runScope(deps, scope, { holder: 'test', signal })
  return latest(scope)
}
const threadsOf = async ({ campaignId }: Scope) =>
  house.owner<{ external_id: string; score: number }>('SELECT external_id, score FROM threads WHERE campaign_id = $1 ORDER BY external_id', [campaignId])

describe('a run', () => {
  test('stores what matches, and counts everything else by why it was left', async () => {
    const scope = await brandWith(['place'], ['rainbow'])
    const extra = placeOf({
      pages: 1,
      perPage: 6,
      make: (index) =>
        post(
          index,
          [{}, { title: 'nothing' }, { body: 'a rainbow' }, { publishedAt: new Date('2020-01-01') }, { title: 'Denoland' }, { externalId: 'x'.repeat(2_001) }][
            index
          ],
        ),
    })
    const run = await scout(depsOf([extra]), scope)
    expect(run).toMatchObject({ status: 'succeeded', fetched: 5, matched: 1, stored: 1, errors: 1 })
    expect(run.sources[0]?.leftOut).toEqual({ no_match: 2, excluded: 1, outside_window: 1 })
    expect(run.faults).toEqual([{ source: 'place', place: 'x'.repeat(100), reason: 'an id, community or author of more than 2,000 characters' }])
  })

  test('of a campaign keeps to its communities, written with or without r/ and in any case', async () => {
    const { brand } = await house.brand({ customs: 0 })
    const campaign = { brandId: brand.id, name: 'Even', keywords: ['deno'], communities: ['EVEN'], sources: ['place'] }
    const { id } = await house.db.campaigns.create(house.workspaceId, campaign)
    const scope = await house.scope({ type: 'custom', campaignId: id })
    const run = await scout(depsOf([placeOf({ pages: 1, perPage: 10 })]), scope)
    expect([run.stored, run.sources[0]?.leftOut]).toEqual([5, { other_community: 5 }])
  })

  test('of a campaign with a query keeps what it accepts less the exclusions, with the places of its terms', async () => {
    const { brand } = await house.brand({ customs: 0 })
    const query = 'deno NEAR/2 number title:1* -community:r/odd source:place lang:en'
    const { id } = await house.db.campaigns.create(house.workspaceId, {
      brandId: brand.id,
      name: 'Q',
      keywords: ['odd'],
      excludeKeywords: ['12'],
      query,
      sources: ['place'],
    })
    const scope = await house.scope({ type: 'custom', campaignId: id })
    const asked: (readonly string[])[] = []
    const make = (index: number) => post(index, { title: `deno is the number ${index} of all that I use here` })
    const before = (_page: number, _context: CollectContext, { terms }: SourceQuery) => void asked.push(terms)
    const run = await scout(depsOf([placeOf({ pages: 1, perPage: 20, make, before })]), scope)
    expect([run.stored, run.sources[0]?.leftOut]).toEqual([0, { no_match: 20 }])
    await house.db.campaigns.update(house.workspaceId, { campaignId: id, revision: 0, query: query.replace('NEAR/2', 'ONEAR/3') })
    const again = await scout(depsOf([placeOf({ pages: 1, perPage: 20, make, before })]), scope)
    expect([again.stored, again.sources[0]?.leftOut]).toEqual([4, { no_match: 15, excluded: 1 }])
    expect(asked).toEqual([['deno number 1*'], ['deno number 1*']])
    const [thread] = (await house.db.threads.list(scope, { sort: 'oldest', limit: 1 })).items
    expect(thread?.matches.map(({ term, field, start, end }) => [term, field, thread[field].slice(start, end)])).toEqual([
      ['deno', 'title', 'deno'],
      ['number', 'title', 'number'],
      ['1*', 'title', '18'],
    ])
  })

  test('asks the first time for 30 days, then for what is new with a day of overlap, and counts the window as covered', async () => {
    const scope = await brandWith(['place'])
    const windows: SourceQuery['window'][] = []
    const deps = depsOf([placeOf({ pages: 1, perPage: 3, before: (_page, _context, { window }) => void windows.push(window) })])
    await scout(deps, scope)
    await scout(deps, scope)
    const [first, second] = windows
    expect(first && first.until.getTime() - first.since.getTime()).toBe(30 * 86_400_000)
    expect(first && second && first.until.getTime() - second.since.getTime()).toBe(86_400_000)
    expect(await house.owner('SELECT ok FROM source_coverage WHERE campaign_id = $1', [scope.campaignId])).toEqual([{ ok: true }, { ok: true }])
    expect(await latest(scope)).toMatchObject({ stored: 0, unchanged: 3 })
  })

  test('reads Hacker News through its search', async () => {
    await using replay = await replayHackerNews({ posts: samplePosts(40, new Date(Date.now() - 3_600_000)) })
    const brand = await house.db.brands.create(house.workspaceId, { name: 'Alpha' })
    const scope = await house.scope({ type: 'automatic', brandId: brand.id })
    const source = hackerNewsSource({ http: createHttp({ userAgent: 'test', allow: ['127.0.0.1'] }), baseUrl: replay.url })
    expect(await scout(depsOf([source]), scope)).toMatchObject({ status: 'succeeded', stored: 40, errors: 0 })
    replay.fail(...Array.from({ length: 20 }, () => ({ kind: 'status', status: 403 }) as const))
    expect(await scout(depsOf([source]), scope)).toMatchObject({ status: 'failed', reason: expect.stringMatching(/hacker-news: .*refuses/), stored: 0 })
    expect(await threadsOf(scope)).toHaveLength(40)
  })

  test.each([
    ['brand_paused', (scope: Scope) => house.owner(`UPDATE brands SET status = 'paused' WHERE id = $1`, [scope.brandId])],
    ['brand_archived', (scope: Scope) => house.owner(`UPDATE brands SET status = 'archived' WHERE id = $1`, [scope.brandId])],
    ['campaign_paused', (scope: Scope) => house.owner(`UPDATE campaigns SET status = 'paused' WHERE id = $1`, [scope.campaignId])],
    ['campaign_completed', (scope: Scope) => house.owner(`UPDATE campaigns SET status = 'completed' WHERE id = $1`, [scope.campaignId])],
    ['campaign_not_started', (scope: Scope) => house.owner(`UPDATE campaigns SET starts_at = now() + interval '1 day' WHERE id = $1`, [scope.campaignId])],
    ['campaign_ended', (scope: Scope) => house.owner(`UPDATE campaigns SET ends_at = now() - interval '1 day' WHERE id = $1`, [scope.campaignId])],
    ['no_sources', (scope: Scope) => house.owner(`UPDATE brands SET sources = '{}' WHERE id = $1`, [scope.brandId])],
  ])('is skipped with the reason %s, and asks no source', async (reason, arrange) => {
    const [scope] = (await house.brand({ customs: 1 })).customs
    if (scope === undefined) throw new Error('one campaign was asked for')
    await arrange(scope)
    const deps = depsOf([placeOf({ kind: 'hacker-news', before: () => Promise.reject(new Error('asked')) })])
    expect(await scout(deps, scope)).toMatchObject({ status: 'skipped', reason, fetched: 0 })
    const { status } = await house.db.campaigns.get(house.workspaceId, scope.campaignId)
    if (reason === 'campaign_ended') expect(status).toBe('completed')
  })
})

describe('a source that fails', () => {
  const failing = (kind: string, from: number, fault: SourceError) =>
    placeOf({
      kind,
      before: (page) => {
        if (page >= from) throw fault
      },
    })

  test('costs the run nothing of the others: it is partial, says why, and the gap is kept', async () => {
    const scope = await brandWith(['place', 'other', 'from-the-future'])
    const run = await scout(depsOf([failing('place', 0, new SourceError('blocked', 'It refuses.')), placeOf({ kind: 'other', perPage: 10 })]), scope)
    expect(run).toMatchObject({ status: 'partial', stored: 40 })
    expect(run.reason).toMatch(/^place: It refuses\. from-the-future: This installation has no source called/)
    expect(run.sources.map(({ source, status }) => [source, status])).toEqual([
      ['from-the-future', 'failed'],
      ['other', 'succeeded'],
      ['place', 'failed'],
    ])
    const gaps = await house.owner('SELECT source, ok, reason FROM source_coverage WHERE campaign_id = $1 AND NOT ok ORDER BY source', [scope.campaignId])
    expect(gaps).toMatchObject([{ source: 'from-the-future' }, { source: 'place', reason: 'It refuses.' }])
    const marks = await house.owner('SELECT source FROM checkpoints WHERE campaign_id = $1', [scope.campaignId])
    expect(marks).toEqual([{ source: 'other' }])
  })

  test('half way keeps what came before', async () => {
    const scope = await brandWith(['place'])
    const run = await scout(depsOf([failing('place', 2, new SourceError('network', 'It broke off.'))]), scope)
    expect(run).toMatchObject({ status: 'partial', reason: 'place: It broke off.', stored: 1_200 })
  })

  test('alone and for a while is tried three more times, after 1, 5 and 15 minutes, then failed', async () => {
    const scope = await brandWith(['place'])
    let nowMs = Date.now()
    const deps = depsOf([failing('place', 0, new SourceError('network', 'It cannot be reached.'))], { now: () => new Date(nowMs) })
    const { runId } = await manual(scope)
    for (const minutes of [1, 5, 15]) {
      await runScope(deps, scope, { holder: 'test', signal: goOn })
      const [run] = await house.owner<{ status: string; retry_at: Date }>('SELECT status, retry_at FROM scout_runs WHERE id = $1', [runId])
      expect(run).toEqual({ status: 'queued', retry_at: new Date(nowMs + minutes * 60_000) })
      expect(await runScope(deps, scope, { holder: 'test', signal: goOn })).toEqual({ outcome: 'done', runs: [] })
      await house.owner('UPDATE scout_runs SET retry_at = now() WHERE id = $1', [runId])
      nowMs += 1_000
    }
    await runScope(deps, scope, { holder: 'test', signal: goOn })
    expect(await latest(scope)).toMatchObject({ status: 'failed', reason: 'place: It cannot be reached.', attempts: 4 })
  })

  test('says itself when it may be asked again', async () => {
    const scope = await brandWith(['place'])
    const until = new Date(Date.now() + 3 * 3_600_000)
    const { runId } = await manual(scope)
    const deps = depsOf([failing('place', 0, new SourceError('rate_limited', 'Too many requests.', { until }))])
    await runScope(deps, scope, { holder: 'test', signal: goOn })
    expect(await house.owner('SELECT retry_at FROM scout_runs WHERE id = $1', [runId])).toEqual([{ retry_at: until }])
  })

  test('in a later attempt does not undo what succeeded in an earlier one', async () => {
    const scope = await brandWith(['good', 'place'])
    const drain = new AbortController()
    const broken = failing('place', 0, new SourceError('blocked', 'It refuses.'))
    // Both are read at once: it is to be cut short after the other has ended.
    const hasSucceeded = async () => (await latest(scope)).sources.some(({ source, status }) => source === 'good' && status === 'succeeded')
    const drains = placeOf({
      before: async () => {
        for (const giveUpAt = Date.now() + 20_000; !(await hasSucceeded()) && Date.now() < giveUpAt; ) await sleep(20)
        drain.abort()
      },
    })
    await scout(depsOf([placeOf({ kind: 'good', perPage: 10 }), drains]), scope, drain.signal)
    const asked: string[] = []
    const goodAgain = placeOf({ kind: 'good', before: () => void asked.push('good') })
    await runScope(depsOf([goodAgain, broken]), scope, { holder: 'test', signal: goOn })
    expect(await latest(scope)).toMatchObject({ status: 'partial', reason: 'place: It refuses.' })
    expect(asked).toEqual([])
  })
})

describe('a fault of our own', () => {
  test('is thrown, kept with the run in words, tried again and then given up', async () => {
    const scope = await brandWith(['place'])
    const { runId } = await manual(scope)
    const deps = depsOf([
      placeOf({
        before: () => {
          throw new TypeError('x is undefined')
        },
      }),
    ])
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      await expect(runScope(deps, scope, { holder: 'test', signal: goOn })).rejects.toThrow('x is undefined')
      expect((await latest(scope)).status).toBe(attempt < 4 ? 'queued' : 'failed')
      await house.owner('UPDATE scout_runs SET retry_at = NULL WHERE id = $1', [runId])
    }
    expect(await latest(scope)).toMatchObject({ reason: expect.stringContaining('A fault inside Echoscope') })
    expect(await house.db.dispatch.hold(scope)).toBeNull()
  })

  test('that kills its worker each time is given up after twenty tries', async () => {
    const scope = await brandWith(['place'])
    const { runId } = await manual(scope)
    await house.owner('UPDATE scout_runs SET attempts = 20 WHERE id = $1', [runId])
    await runScope(depsOf([placeOf()]), scope, { holder: 'test', signal: goOn })
    expect(await latest(scope)).toMatchObject({ status: 'failed', reason: expect.stringContaining('cut short 20 times'), fetched: 0 })
  })
})

describe('a run that is cut short', () => {
  test('by a drain is given back at once, and goes on from its checkpoint with its counters', async () => {
    const scope = await brandWith(['place'])
    const drain = new AbortController()
    const pages: number[] = []
    const deps = depsOf([placeOf({ before: (page) => void (pages.push(page), page === 2 && drain.abort()) })])
    const cut = await scout(deps, scope, drain.signal)
    expect(cut).toMatchObject({ status: 'queued', stored: 1_200, finishedAt: null, attempts: 0 })
    expect(await house.db.dispatch.hold(scope)).toBeNull()
    await runScope(deps, scope, { holder: 'another', signal: goOn })
    expect(await latest(scope)).toMatchObject({ id: cut.id, status: 'succeeded', fetched: 2_400, stored: 2_400, updated: 0, unchanged: 0 })
    expect(pages).toEqual([0, 1, 2, 2, 3])
  })

  test('by a user ends there, also while its source waits, and keeps what it stored', async () => {
    const scope = await brandWith(['place'])
    const patient = placeOf({
      before: async (page, { signal }) => {
        if (page === 0) return
        await house.db.runs.cancel(scope, (await latest(scope)).id)
        await sleep(60_000, undefined, { signal })
      },
    })
    const startedAt = Date.now()
    expect(await scout(depsOf([patient]), scope)).toMatchObject({ status: 'cancelled', stored: 600, sources: [{ status: 'partial' }] })
    expect(Date.now() - startedAt).toBeLessThan(10_000)
  })

  test('by a worker that took its scope over writes nothing more', async () => {
    const scope = await brandWith(['place'])
    const taken = placeOf({
      before: async (page) => {
        if (page !== 1) return
        await house.owner('UPDATE scout_dispatch SET lease_expires_at = now() WHERE campaign_id = $1', [scope.campaignId])
        await house.db.dispatch.acquire(scope, 'another', 60_000)
      },
    })
    await expect(scout(depsOf([taken]), scope)).rejects.toMatchObject({ reason: 'lease_lost' })
    expect(await threadsOf(scope)).toHaveLength(600)
    expect(await house.db.dispatch.hold(scope)).toMatchObject({ holder: 'another' })
    expect(await latest(scope)).toMatchObject({ status: 'running', reason: null })
  })

  test('by a lease that another took while the source waits stops waiting', async () => {
    const scope = await brandWith(['place'])
    const waiting = placeOf({
      before: async (page, { signal }) => {
        if (page === 0) return
        await house.owner('UPDATE scout_dispatch SET lease_token = lease_token + 1, lease_holder = $2 WHERE campaign_id = $1', [scope.campaignId, 'another'])
        await sleep(60_000, undefined, { signal })
      },
    })
    const startedAt = Date.now()
    await scout(depsOf([waiting], { leaseLifeMs: 2_000 }), scope)
    expect(Date.now() - startedAt).toBeLessThan(10_000)
  })
})

test('two workers on one scope: the second finds it busy, and is told by whom', async () => {
  const scope = await brandWith(['place'])
  const second: unknown[] = []
  const deps = depsOf([placeOf({ pages: 1, before: async () => void second.push(await runScope(deps, scope, { holder: 'second', signal: goOn })) })])
  await manual(scope)
  await runScope(deps, scope, { holder: 'first', signal: goOn })
  expect(second).toEqual([{ outcome: 'busy', hold: expect.objectContaining({ holder: 'first' }) }])
})

test('two scopes scouted at once in one process keep apart what they find', async () => {
  const [deno, node] = [await brandWith(['place']), await house.db.brands.create(house.workspaceId, { name: 'Node', sources: ['place'] })]
  const other = await house.scope({ type: 'automatic', brandId: node.id })
  const mixed = (index: number) => post(index, { title: index % 3 === 0 ? `node number ${index}` : `deno number ${index}` })
  // Each page waits for the other scope's: they take turns at every batch.
  const source = placeOf({ pages: 4, perPage: 900, make: mixed, before: () => sleep(5) })
  const [a, b] = await Promise.all([scout(depsOf([source]), deno), scout(depsOf([source]), other)])
  expect([a.stored, b.stored]).toEqual([2_400, 1_200])
  expect((await threadsOf(deno)).every(({ external_id }) => Number(external_id.slice(1)) % 3 !== 0)).toBe(true)
  expect((await threadsOf(other)).every(({ external_id }) => Number(external_id.slice(1)) % 3 === 0)).toBe(true)
})

test('a database that goes away in the middle of a run and comes back costs no post, and doubles none', async () => {
  const { hostname, port, ...rest } = addressOf(house.appUrl)
  const link = await flakyLink({ hostname, port })
  const db = openDatabase({ url: rest.through(link.port), poolSize: 4 })
  const scope = await brandWith(['place'])
  const cuts: Promise<unknown>[] = []
  const cutAt = new Set([1, 3])
  const source = placeOf({
    pages: 6,
    before: (page) => {
      if (cutAt.delete(page)) cuts.push(link.cut({ afterMs: 15 * page, forMs: 1_500 }))
    },
  })
  const heard: string[] = []
  await manual(scope)
  await runScope(depsOf([source], { db, log: (event) => void heard.push(event) }), scope, { holder: 'test', signal: goOn })
  await Promise.all(cuts)
  expect(heard).toContain('database_unavailable')
  expect(await latest(scope)).toMatchObject({ status: 'succeeded', fetched: 3_600, stored: 3_600, updated: 0, unchanged: 0 })
  expect(await threadsOf(scope)).toHaveLength(3_600)
  await db.close()
  await link.close()
})

function addressOf(url: string) {
  const { hostname, port } = new URL(url)
  const through = (other: number): string => {
    const changed = new URL(url)
    changed.host = `127.0.0.1:${other}`
    return changed.href
  }
  return { hostname, port: Number(port), through }
}

/** A way to the database that can be cut: connections break in the middle, and none is taken until it is whole again. */
async function flakyLink(target: { hostname: string; port: number }) {
  const open = new Set<Socket>()
  let isCut = false
  const server = createServer((near) => {
    if (isCut) return void near.destroy()
    const far = connect(target.port, target.hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.on('error', () => undefined)
      one.on('close', () => void (open.delete(one), other.destroy()))
      one.pipe(other)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a port was asked for')
  return {
    port: address.port,
    async cut({ afterMs, forMs }: { afterMs: number; forMs: number }) {
      await sleep(afterMs)
      isCut = true
      for (const socket of open) socket.destroy()
      await sleep(forMs)
      isCut = false
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
