import { parseQuery, type SourceError } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { createWorld, openSource } from '../connect/world.ts'
import { loneGate } from '../http/lone-gate.ts'
import { createStream, type StreamOptions } from '../http/stream.ts'
import { collectAll, type ReplayPost } from '../testing/index.ts'
import { replayAll, type ReplayAll, type ReplayAllOptions } from '../testing/replay/index.ts'
import { bluesky } from './index.ts'
import { jetstreamSource } from './jetstream.ts'

const gate = () => loneGate(() => new Date())
/** Every third says "alpha"; a second apart, the last one a minute ago. */
const made = (count: number): ReplayPost[] =>
  Array.from({ length: count }, (_, at) => ({
    id: 1_000 + at,
    type: 'story',
    createdAt: new Date(Date.now() - 60_000 - (count - at) * 1_000),
    author: `author${at}`,
    title: at % 3 === 0 ? `alpha number ${at}` : `other ${at}`,
  }))
const wantedOf = (posts: readonly ReplayPost[]): string[] =>
  posts.filter(({ title = '' }) => title.startsWith('alpha')).map(({ id, author }) => `at://did:plc:${author}/app.bsky.feed.post/${id}`)
const lastHours = (hours: number) => ({ since: new Date(Date.now() - hours * 3_600_000), until: new Date() })
const wanted = parseQuery('alpha')

async function prepare(options: ReplayAllOptions, stream: Partial<StreamOptions> = {}) {
  const replay = await replayAll(options)
  const source = jetstreamSource({ stream: createStream({ gate: gate(), allow: [replay.host], ...stream }), streamUrl: replay.urlOf('bluesky') })
  return { replay, source: { kind: 'bluesky', ...source }, [Symbol.asyncDispose]: () => replay.close() }
}
const cursorsAt = (replay: ReplayAll): number[] => replay.requests.map(({ url }) => Number(url.searchParams.get('cursor')) / 1_000)

test('a run hears what came by since its window began, keeps what the query accepts, each post once and in its order, and ends with the present', async () => {
  const posts = made(200)
  await using place = await prepare({ posts })
  const all = await collectAll(place.source, { wanted, window: lastHours(1) })
  expect(all.error).toBeNull()
  expect(all.posts.map(({ externalId }) => externalId)).toEqual(wantedOf(posts))
  expect(all.posts[0]).toMatchObject({ author: 'did:plc:author0', score: null, observedAt: null, body: 'alpha number 0' })
  expect(all.progress.at(-1)?.done).toBe(all.progress.at(-1)?.total)
  expect(all.bad).toEqual([])
})

test('a post that is deleted before the run has ended is told to be gone', async () => {
  const posts = made(9)
  await using place = await prepare({ posts })
  place.replay.remove(1_000, 1_001)
  const all = await collectAll(place.source, { wanted, window: lastHours(1) })
  expect(all.posts).toHaveLength(3)
  expect(all.leftOut).toEqual(['deleted_at_source'])
})

test('a stream that breaks off is taken up where it broke, and nothing is missed or doubled', async () => {
  const posts = made(120)
  await using place = await prepare({
    posts,
    streamFaults: [
      { kind: 'ends-after', events: 40 },
      { kind: 'ends-after', events: 30 },
    ],
  })
  const all = await collectAll(place.source, { wanted, window: lastHours(1) })
  expect(all.error).toBeNull()
  expect(all.posts.map(({ externalId }) => externalId)).toEqual(wantedOf(posts))
  const [first = 0, second = 0, third = 0] = cursorsAt(place.replay)
  expect([second > first, third > second]).toEqual([true, true])
})

test('one that breaks off for ever, or says nothing, is a fault, and what was heard is kept', async () => {
  const posts = made(30)
  await using broken = await prepare({ posts, streamFaults: Array.from({ length: 9 }, () => ({ kind: 'ends-after', events: 10 }) as const) })
  const cut = await collectAll(broken.source, { wanted, window: lastHours(1) })
  expect(cut.error).toMatchObject({ fault: 'network' })
  expect(cut.posts.length).toBeGreaterThan(0)
  await using silent = await prepare({ posts, streamFaults: [{ kind: 'silent' }] }, { idleMs: 200 })
  expect((await collectAll(silent.source, { wanted, window: lastHours(1) })).error).toMatchObject({ fault: 'timeout' })
})

test('a run that was cut short goes on from its checkpoint, and another window begins anew', async () => {
  const posts = made(60)
  const window = lastHours(1)
  await using place = await prepare({ posts })
  const first = await collectAll(place.source, { wanted, window })
  await collectAll(place.source, { wanted, window: { ...window, until: new Date() }, checkpoint: first.checkpoint })
  await collectAll(place.source, { wanted, window: lastHours(2), checkpoint: first.checkpoint })
  const [one = 0, two = 0, three = 0] = cursorsAt(place.replay)
  expect(one).toBe(window.since.getTime())
  expect(two).toBeGreaterThanOrEqual(window.until.getTime() - 1)
  expect(three).toBeLessThan(one)
})

test('what lies too far back is named and not listened to', async () => {
  await using place = await prepare({ posts: made(3) })
  const all = await collectAll(place.source, { wanted, window: lastHours(30 * 24) })
  expect(all.bad).toEqual([{ place: 'stream', reason: expect.stringContaining('the last 6 hours') }])
  expect(cursorsAt(place.replay)[0]).toBeGreaterThan(Date.now() - 7 * 3_600_000)
})

test('a language that is asked for keeps nothing out here: it is not known yet', async () => {
  const posts = made(9)
  await using place = await prepare({ posts })
  for (const query of ['alpha lang:de', 'alpha -lang:en'])
    expect((await collectAll(place.source, { wanted: parseQuery(query), window: lastHours(1) })).posts).toHaveLength(3)
})

test('an aborted run stops within a second, with the reason of its signal', async () => {
  await using place = await prepare({ posts: made(3), streamFaults: [{ kind: 'silent' }] })
  const abort = new AbortController()
  const reason = new Error('the user cancelled')
  setTimeout(() => abort.abort(reason), 50)
  const before = performance.now()
  expect((await collectAll(place.source, { wanted, window: lastHours(1), signal: abort.signal })).error).toBe(reason)
  expect(performance.now() - before).toBeLessThan(1_050)
})

test('a stream that a user names must be public; the one of the operator need not be', async () => {
  const posts = made(9)
  await using replay = await replayAll({ posts })
  const world = createWorld({ userAgent: 'test', urls: { 'bluesky-stream': replay.urlOf('bluesky') }, allow: [], gate })
  const read = (settings: Record<string, string>) =>
    collectAll(openSource(bluesky, world, { settings, askedFor: 'workspace' }), { wanted, window: lastHours(1) })
  for (const address of [`ws://${replay.host}`, 'wss://127.0.0.1', 'wss://169.254.169.254', 'wss://[::1]', 'ws://localhost'])
    expect((await read({ stream: address })).error as SourceError, address).toMatchObject({ fault: 'blocked' })
  expect(replay.requests).toHaveLength(0)
  expect((await read({ stream: 'yes' })).posts).toHaveLength(3)
  expect((await read({})).error).toMatchObject({ fault: 'unauthorized' })
})
