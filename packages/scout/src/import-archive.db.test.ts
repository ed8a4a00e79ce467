import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testHouse, type TestHouse } from '@echoscope/db/testing'
import type { Scope } from '@echoscope/domain'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { importArchive, type ImportRequest, runScope, type ScoutDeps } from './index.ts'

let house: TestHouse
let folder: string
let scope: Scope
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
  folder = await mkdtemp(join(tmpdir(), 'echoscope-import-'))
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})
beforeEach(async () => {
  scope = (await house.brand({ customs: 0 })).automatic
})

const file = async (name: string, lines: readonly string[]): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, `${lines.join('\n')}\n`)
  return path
}
const line = (index: number, fields: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    id: `a${index}`,
    name: `t3_a${index}`,
    subreddit: index % 2 === 0 ? 'deno' : 'node',
    title: `deno ${index}`,
    selftext: 'It crashes all the time.',
    author: index % 5 === 0 ? '[deleted]' : `author${index % 7}`,
    score: index,
    num_comments: 1,
    created_utc: 1_600_000_000 + index * 3_600,
    ...fields,
  })
const deps = (): ScoutDeps => ({ db: house.db, sources: () => null, now: () => new Date(), log: () => undefined })
const load = (files: readonly string[], changes: Partial<ImportRequest> = {}) =>
  importArchive(deps(), scope, {
    files,
    options: {},
    holder: 'import',
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onWaiting: () => undefined,
    ...changes,
  })
/** All that a dashboard is made of, without ids and times of collection. */
const stored = async () => ({
  threads: await house.owner(
    `SELECT t.external_id, t.title, t.score, t.comments, t.sentiment, t.day::text, c.name, i.username
     FROM threads t JOIN communities c ON c.campaign_id = t.campaign_id AND c.id = t.community_id
     LEFT JOIN influencers i ON i.campaign_id = t.campaign_id AND i.id = t.influencer_id WHERE t.campaign_id = $1 ORDER BY 1`,
    [scope.campaignId],
  ),
  days: await house.owner(
    `SELECT c.name, d.day::text, d.threads, d.engagement::int FROM community_days d JOIN communities c ON c.campaign_id = d.campaign_id AND c.id = d.community_id
     WHERE d.campaign_id = $1 ORDER BY 1, 2`,
    [scope.campaignId],
  ),
})

test('an archive imported twice changes nothing the second time, and says so', async () => {
  const path = await file(
    'twice.ndjson',
    Array.from({ length: 1_300 }, (_, index) => line(index)),
  )
  expect(await load([path])).toMatchObject({ status: 'succeeded', trigger: 'import', fetched: 1_300, stored: 1_300, updated: 0 })
  const first = await stored()
  expect(first.threads).toHaveLength(1_300)
  expect(await load([path])).toMatchObject({ status: 'succeeded', stored: 0, updated: 0, unchanged: 1_300 })
  expect(await stored()).toEqual(first)
})

test('a table of observations raises scores and makes no thread', async () => {
  await load([await file('old.ndjson', [line(1, { retrieved_on: 1_600_100_000 }), line(2, { retrieved_on: 1_600_100_000 })])])
  const observations = await file('observations.csv', [
    'snapshot_date,subreddit,rank,id,score,upvote_ratio,num_comments,subreddit_subscribers',
    '2020-10-01,node,1,a1,70,1,,0',
    '2020-10-02,node,1,a1,80,1,9,0',
    '2020-10-02,node,1,never,5,1,1,0',
  ])
  expect(await load([observations])).toMatchObject({
    fetched: 3,
    matched: 2,
    stored: 0,
    updated: 1,
    unchanged: 1,
    sources: [{ leftOut: { observation_of_unknown: 1 } }],
  })
  expect((await stored()).threads).toMatchObject([
    { external_id: 't3_a1', score: 80, comments: 9 },
    { external_id: 't3_a2', score: 2, comments: 1 },
  ])
})

test('unreadable lines are counted with their numbers, and the rest goes on', async () => {
  const path = await file('bad.ndjson', [line(1), '{"broken":', line(2), '[]', line(3, { created_utc: 'yesterday' }), line(4)])
  const run = await load([path])
  expect(run).toMatchObject({ status: 'succeeded', stored: 3, errors: 3 })
  expect(run.faults.map(({ place }) => place)).toEqual(['2', '4', '5'])
})

test('a file that is not there is refused in words before a run is made', async () => {
  await expect(load([join(folder, 'absent.ndjson')])).rejects.toMatchObject({ reason: 'unreadable_file' })
  await expect(load([folder])).rejects.toMatchObject({ reason: 'unreadable_file' })
  expect((await house.db.runs.list(scope, { limit: 1 })).items).toEqual([])
})

test('an upload that is gone when its turn comes ends its run as failed, in words', async () => {
  const archive = { files: [join(folder, 'absent.ndjson')], options: {}, temporary: true }
  const { runId } = await house.db.runs.request(scope, { trigger: 'import', mode: 'archive', archive })
  await runScope(deps(), scope, { holder: 'worker', signal: new AbortController().signal })
  expect(await house.db.runs.get(scope, runId)).toMatchObject({ status: 'failed', reason: expect.stringMatching(/^archive: .*absent\.ndjson/) })
})

test('a scope that is being scouted is waited for, and its holder named', async () => {
  const path = await file('waits.ndjson', [line(1)])
  const lease = await house.db.dispatch.acquire(scope, 'worker seven', 60_000)
  if (lease === null) throw new Error('a new scope is free')
  const waiting: unknown[] = []
  const importing = load([path], {
    onWaiting: (hold) => {
      waiting.push(hold)
      setTimeout(() => house.db.dispatch.release(lease), 100)
    },
  })
  expect(await importing).toMatchObject({ status: 'succeeded', stored: 1 })
  expect(waiting).toEqual([expect.objectContaining({ holder: 'worker seven', until: expect.any(Date) })])
})

test.runIf(existsSync('/proc/self/ns/pid'))('a worker that was killed on this machine is not waited for, and could write nothing more', async () => {
  const child = `import { holderHere } from '${import.meta.dirname}/holder.ts'; console.log(holderHere('a worker'))`
  const dead = execFileSync(process.execPath, ['--input-type=module', '-e', child]).toString().trim()
  const left = await house.db.dispatch.acquire(scope, dead, 600_000)
  if (left === null) throw new Error('a new scope is free')
  const waiting: unknown[] = []
  const run = await load([await file('killed.ndjson', [line(1)])], { onWaiting: (hold) => waiting.push(hold) })
  expect(run).toMatchObject({ status: 'succeeded', stored: 1 })
  expect(waiting).toEqual([])
  expect(await house.db.dispatch.renew(left)).toBe(false)
  await expect(house.db.runProgress.take(left)).rejects.toMatchObject({ reason: 'lease_lost' })
})

test('an import that was interrupted goes on from its checkpoint, and ends at the rows of one that was not', async () => {
  const path = await file(
    'cut.ndjson',
    Array.from({ length: 6_000 }, (_, index) => line(index)),
  )
  await load([path])
  const whole = await stored()
  const { automatic } = await house.brand({ customs: 0 })
  scope = automatic
  const interrupt = new AbortController()
  const log: ScoutDeps['log'] = (event) => {
    if (event === 'run_started') setTimeout(() => interrupt.abort(), 120)
  }
  const request = { files: [path], options: {}, holder: 'import', signal: interrupt.signal, onProgress: () => undefined, onWaiting: () => undefined }
  const cut = await importArchive({ ...deps(), log }, scope, request)
  expect(cut).toMatchObject({ status: 'queued', finishedAt: null })
  expect(cut.stored).toBeLessThan(6_000)
  await runScope(deps(), scope, { holder: 'worker', signal: new AbortController().signal })
  expect(await house.db.runs.get(scope, cut.id)).toMatchObject({ status: 'succeeded', fetched: 6_000, stored: 6_000, updated: 0 })
  expect(await stored()).toEqual(whole)
})

test('a later archive in which posts are deleted blanks what an earlier one brought, and neither brings it back', async () => {
  const earlier = await file(
    'earlier.ndjson',
    [1, 2, 3, 4].map((index) => line(index, { permalink: `/r/deno/comments/a${index}/deno_${index}/` })),
  )
  const later = await file('later.ndjson', [
    line(1, { selftext: '[removed]', author: '[deleted]', score: 90 }),
    // Its title has no keyword: the matcher would never have let it through.
    line(2, { title: 'gone', selftext: '[deleted]', author: '[deleted]' }),
    line(3, { _meta: { was_deleted_later: true } }),
    line(9, { title: 'nothing', selftext: '[deleted]', author: '[deleted]' }),
    line(10, { selftext: '[deleted]', author: '[deleted]' }),
  ])
  await load([earlier])
  expect(await load([later])).toMatchObject({ fetched: 5, stored: 1, updated: 3, sources: [{ leftOut: { no_match: 1 } }] })
  const texts = () => house.owner('SELECT external_id, title, body, url, gone FROM threads WHERE campaign_id = $1 ORDER BY published_at', [scope.campaignId])
  const blank = { title: '', body: '', url: '' }
  const wanted = [
    { external_id: 't3_a1', ...blank, gone: 'removed' },
    { external_id: 't3_a2', ...blank, gone: 'deleted' },
    { external_id: 't3_a3', ...blank, gone: 'deleted' },
    expect.objectContaining({ external_id: 't3_a4', title: 'deno 4', gone: null }),
    expect.objectContaining({ external_id: 't3_a10', title: 'deno 10', body: '', gone: null }),
  ]
  expect(await texts()).toEqual(wanted)
  const once = await stored()
  expect(await load([later])).toMatchObject({ stored: 0, updated: 0, unchanged: 4 })
  expect(await load([earlier])).toMatchObject({ stored: 0 })
  expect(await texts()).toEqual(wanted)
  expect((await stored()).threads.map((thread) => Reflect.get(thread, 'username'))).toEqual(once.threads.map((thread) => Reflect.get(thread, 'username')))
  expect(await house.owner('SELECT username FROM influencers WHERE campaign_id = $1', [scope.campaignId])).toEqual([{ username: 'author4' }])
})

test('a text longer than any place lets a post be is kept as far as it can be read, and is no other text the next time', async () => {
  const long = `deno ${'x'.repeat(3_000_000)}`
  const archive = await file('long.ndjson', [line(1, { title: long, selftext: `${'y'.repeat(131_071)}👍${long}` }), line(2)])
  expect(await load([archive])).toMatchObject({ status: 'succeeded', stored: 2 })
  const lengths = () =>
    house.owner(`SELECT length(title) AS title, length(body) AS body, right(body, 1) AS last FROM threads WHERE campaign_id = $1 ORDER BY external_id`, [
      scope.campaignId,
    ])
  expect(await lengths()).toEqual([
    { title: 2_000, body: 131_072, last: '\uFFFD' },
    { title: 6, body: 24, last: '.' },
  ])
  expect(await load([archive])).toMatchObject({ status: 'succeeded', stored: 0, updated: 0 })
})
