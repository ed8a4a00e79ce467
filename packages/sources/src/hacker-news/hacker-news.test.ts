import { expect, test } from 'vitest'
import { createHttp, type HttpOptions } from '../http.ts'
import { collectAll, describeSource, type Prepared, type Replay, type ReplayOptions, replayHackerNews, samplePosts } from '../testing/index.ts'
import { hackerNewsSource } from './index.ts'

const quick: Partial<HttpOptions> = { sleep: async (_ms, signal) => signal.throwIfAborted(), timeoutMs: 2_000, maxBytes: 4 * 1024 * 1024 }

async function prepare(options: ReplayOptions, http: Partial<HttpOptions> = quick, hitsPerPage = 100): Promise<Prepared & { replay: Replay }> {
  const replay = await replayHackerNews(options)
  const source = hackerNewsSource({ http: createHttp({ userAgent: 'test', allow: ['127.0.0.1'], ...http }), baseUrl: replay.url, hitsPerPage })
  return { source, replay, [Symbol.asyncDispose]: () => replay.close() }
}

const posts = samplePosts(30)
const failing =
  (fault: NonNullable<ReplayOptions['faults']>[number], http: Partial<HttpOptions> = quick) =>
  () =>
    prepare({ posts, faults: Array.from({ length: 9 }, () => fault) }, http)

describeSource('Hacker News', {
  make: (sample) => prepare({ posts: sample }),
  slow: () => prepare({ posts, faults: [{ kind: 'slow', ms: 5_000 }] }),
  faults: {
    blocked: failing({ kind: 'web-page', status: 403 }),
    unauthorized: failing({ kind: 'status', status: 401 }),
    gone: failing({ kind: 'status', status: 410 }),
    rate_limited: failing({ kind: 'status', status: 429, retryAfter: '2' }),
    quota: failing({ kind: 'status', status: 402 }),
    malformed: failing({ kind: 'not-json' }),
    timeout: failing({ kind: 'slow', ms: 1_000 }, { ...quick, timeoutMs: 20 }),
    network: failing({ kind: 'cut' }),
  },
})

test('more than a thousand hits are all found, by asking for ever older slices and never for a page beyond the thousandth', async () => {
  const sample = samplePosts(2_500)
  await using place = await prepare({ posts: sample }, quick, 1_000)
  const { posts: found, bad } = await collectAll(place.source, { terms: ['alpha'] })
  expect(found).toHaveLength(2_500)
  expect(bad).toEqual([])
  expect(place.replay.requests.map((url) => url.searchParams.get('page'))).toEqual(['0', '0', '0'])
})

test('a second with more posts than a page holds is read page by page', async () => {
  const sample = samplePosts(100).map((post) => ({ ...post, createdAt: new Date('2026-03-01T12:00:00Z') }))
  await using place = await prepare({ posts: sample }, quick, 30)
  expect((await collectAll(place.source, { terms: ['alpha'] })).posts).toHaveLength(100)
})

test('a second with more posts than can be had is named, and older posts are still found', async () => {
  const crowd = samplePosts(1_200).map((post) => ({ ...post, createdAt: new Date('2026-03-01T12:00:00Z') }))
  const older = samplePosts(5, new Date('2026-02-01T00:00:00Z')).map((post) => ({ ...post, id: post.id - 500_000 }))
  await using place = await prepare({ posts: [...crowd, ...older] }, quick, 1_000)
  const all = await collectAll(place.source, { terms: ['alpha'] })
  expect(all.posts).toHaveLength(1_005)
  expect(all.bad).toEqual([{ place: 'alpha at 2026-03-01T12:00:00.000Z', reason: 'more than 1000 posts in this second; the rest cannot be had' }])
})

test('each term is its own query, matched by whole words unless it has a star', async () => {
  const sample = [
    { ...posts[0], id: 1, type: 'story', createdAt: new Date('2026-01-01T00:00:00Z'), author: 'a', title: 'covid figures' },
    { ...posts[0], id: 2, type: 'story', createdAt: new Date('2026-01-02T00:00:00Z'), author: 'a', title: 'covid19 figures' },
    { ...posts[0], id: 3, type: 'job', createdAt: new Date('2026-01-03T00:00:00Z'), author: 'a', title: 'covid jobs' },
  ] as const
  await using place = await prepare({ posts: sample })
  expect((await collectAll(place.source, { terms: ['covid'] })).posts.map(({ externalId }) => externalId)).toEqual(['1'])
  expect((await collectAll(place.source, { terms: ['covid*', 'figures'] })).posts.map(({ externalId }) => externalId)).toEqual(['2', '1'])
})

test('a comment has the title of its story, its text without markup, and its parent', async () => {
  const comment = {
    id: 8,
    type: 'comment',
    createdAt: new Date('2026-01-01T00:00:00Z'),
    author: 'ann',
    storyTitle: 'Fish &amp; chips',
    parentId: 7,
    text: 'It&#x27;s alpha<p>second <i>part</i>',
  } as const
  await using place = await prepare({ posts: [comment] })
  const {
    posts: [post],
  } = await collectAll(place.source, { terms: ['alpha'] })
  expect(post).toMatchObject({
    platform: 'hacker-news',
    externalId: '8',
    url: 'https://news.ycombinator.com/item?id=8',
    title: 'Fish & chips',
    body: "It's alpha\n\nsecond part",
    author: 'ann',
    score: null,
    comments: 0,
    parentExternalId: '7',
    community: { name: 'Hacker News' },
  })
})

test('passing failures are waited out, told when they take long, and lose nothing', async () => {
  await using place = await prepare(
    { posts, faults: [{ kind: 'status', status: 429, retryAfter: '3' }, { kind: 'status', status: 503, retryAfter: '0' }, { kind: 'cut' }] },
    { ...quick, random: () => 0 },
  )
  const all = await collectAll(place.source, { terms: ['alpha'] })
  expect(all.posts).toHaveLength(30)
  expect(all.waits).toEqual([expect.stringContaining('429')])
})

test('a stalled index gives less now, and the next run with an overlapping window gives the rest', async () => {
  const sample = samplePosts(70)
  const window = { since: new Date('2026-03-01T00:00:00Z'), until: new Date('2026-03-01T12:00:01Z') }
  await using stalled = await prepare({ posts: sample, indexedUntil: new Date('2026-03-01T11:59:55Z') })
  const first = await collectAll(stalled.source, { terms: ['alpha'], window })
  await using caughtUp = await prepare({ posts: sample })
  const next = await collectAll(caughtUp.source, {
    terms: ['alpha'],
    window: { ...window, since: new Date('2026-02-28T12:00:00Z') },
    checkpoint: first.checkpoint,
  })
  expect(first.posts.length).toBeLessThan(70)
  expect(next.posts).toHaveLength(70)
})

test('a continued run whose window has grown gives what is new as well as what was left', async () => {
  const sample = samplePosts(700)
  const window = { since: new Date('2026-03-01T00:00:00Z'), until: new Date('2026-03-01T11:59:50Z') }
  await using place = await prepare({ posts: sample })
  const first = await collectAll(place.source, { terms: ['alpha'], window, stopAt: ({ progress }) => progress.length === 2 })
  const rest = await collectAll(place.source, {
    terms: ['alpha'],
    window: { ...window, until: new Date('2026-03-01T12:00:01Z') },
    checkpoint: first.checkpoint,
  })
  const ids = [...first.posts, ...rest.posts].map(({ externalId }) => externalId)
  expect(new Set(ids).size).toBe(700)
  expect(rest.posts.length).toBeLessThan(700)
})

test('the replay server refuses filters the real one refuses', async () => {
  await using place = await prepare({ posts })
  const answer = await fetch(`${place.replay.url}/search_by_date?query=alpha&numericFilters=points%3E5`)
  expect([answer.status, await answer.json()]).toMatchObject([400, { message: expect.stringContaining('invalid numeric attribute(points)') }])
})
