import { anyOf, compileQuery, createMatcher, type Dialect, parseQuery } from '@echoscope/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createHttp } from '../http.ts'
import { collectAll } from '../testing/index.ts'
import { replayAll, type ReplayAll, type ReplayPlace, type ReplayPost } from '../testing/replay/index.ts'
import { connectors } from './all.ts'
import type { Settings, World } from './connector.ts'
import { createStream } from '../http/stream.ts'
import { loneGate } from '../http/lone-gate.ts'
import { createTokens } from './tokens.ts'

interface Place {
  readonly kind: string
  readonly dialect: Dialect
  readonly settings?: (replay: ReplayAll) => Settings
  readonly idOf: (post: ReplayPost) => string
  /** Without words it gives nothing at all. */
  readonly needsWords?: boolean
}

const places: Partial<Record<ReplayPlace, Place>> = {
  'hacker-news': { kind: 'hacker-news', dialect: 'hacker-news', idOf: ({ id }) => String(id) },
  'stack-exchange': { kind: 'stack-exchange', dialect: 'stack-exchange', idOf: ({ id }) => `stackoverflow:q:${id}` },
  lemmy: { kind: 'lemmy', dialect: 'lemmy', idOf: ({ id }) => `https://lemmy.example/post/${id}` },
  discourse: { kind: 'discourse', dialect: 'discourse', settings: (replay) => ({ forums: replay.urlOf('discourse') }), idOf: ({ id }) => `:post:${id}` },
  github: { kind: 'github', dialect: 'github', settings: () => ({ repositories: 'o/r' }), idOf: ({ id }) => `I_${id}` },
  mastodon: {
    kind: 'mastodon',
    dialect: 'mastodon',
    settings: () => ({ token: 'token' }),
    idOf: ({ id }) => `https://social.example/statuses/${id}`,
    needsWords: true,
  },
  bluesky: {
    kind: 'bluesky',
    dialect: 'bluesky',
    settings: () => ({ identifier: 'me.example', appPassword: 'app-password' }),
    idOf: ({ id, author }) => `at://did:plc:${author}/app.bsky.feed.post/${id}`,
    needsWords: true,
  },
  reddit: {
    kind: 'reddit',
    dialect: 'reddit',
    settings: () => ({ clientId: 'id', clientSecret: 'secret' }),
    idOf: ({ id }) => `t3_${id.toString(36)}`,
    needsWords: true,
  },
}

const open = (replay: ReplayAll, at: ReplayPlace, { kind, settings = () => ({}) }: Place) => {
  const connector = connectors.find((each) => each.kind === kind)
  if (connector === undefined) throw new Error(`no connector is called ${kind}`)
  const connect: World['connect'] = ({ headers = {}, judge = () => null }) => createHttp({ userAgent: 'test', allow: [replay.host], headers, judge })
  return connector.open(
    { connect, baseUrl: () => replay.urlOf(at), tokens: createTokens(), stream: () => createStream({ gate: loneGate(() => new Date()) }) },
    settings(replay),
  )
}

const vocabulary = ['alpha', 'beta', 'crash', 'crashes', 'crashing', 'dark', 'mode', 'C++', 'node.js', "don't", 'or', 'and', 'Über', 'x']
const word = fc.constantFrom(...vocabulary)
const phrase = fc.array(word, { minLength: 2, maxLength: 3 }).map((words) => `"${words.join(' ')}"`)
const leaf = fc.oneof(
  { weight: 3, arbitrary: word.map((each) => (/^(?:or|and)$/.test(each) ? `"${each}"` : each)) },
  phrase,
  fc.constantFrom('crash*', '*ash', 'title:alpha', 'body:"dark mode"'),
)
const query: fc.Arbitrary<string> = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('query'), { minLength: 2, maxLength: 3 }).map((sides) => `(${sides.join(' OR ')})`),
    fc.array(tie('query'), { minLength: 2, maxLength: 3 }).map((sides) => `(${sides.join(' ')})`),
    fc.tuple(tie('query'), leaf).map(([wanted, unwanted]) => `(${wanted} -${unwanted})`),
    fc.tuple(leaf, leaf).map(([one, other]) => `(${one} NEAR/3 ${other})`),
  ),
})).query
const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '))
const posts = fc
  .array(fc.record({ title: text, text }), { minLength: 8, maxLength: 8 })
  .map((all) =>
    all.map((each, at): ReplayPost => ({ ...each, id: 1_000 + at, type: 'story', author: `author${at}`, createdAt: new Date(Date.UTC(2026, 2, 1, 0, 0, at)) })),
  )

test.each(Object.entries(places) as [ReplayPlace, Place][])(
  'what a query accepts and the search of %s can find is found, whatever the query',
  async (at, place) => {
    await fc.assert(
      fc.asyncProperty(query, posts, async (written, sample) => {
        const wanted = parseQuery(written)
        fc.pre(place.needsWords !== true || !compileQuery(wanted, place.dialect).includes(''))
        await using replay = await replayAll({ posts: sample })
        const found = await collectAll(open(replay, at, place), { wanted, terms: compileQuery(wanted, 'terms') })
        expect(found.error).toBeNull()
        const ids = new Set(found.posts.map(({ externalId }) => externalId.replace(/^[^:]+:\d+(?=:post:)/, '')))
        const matcher = createMatcher([wanted])
        for (const post of sample)
          if (matcher.read({ title: post.title ?? '', body: post.text ?? '' }).holding.length > 0) expect(ids).toContain(place.idOf(post))
      }),
      { numRuns: 60 },
    )
  },
  60_000,
)

const keywords = Array.from({ length: 12 }, (_, at) => `keyword${at}`)
test.each([
  // Logging in is one more.
  ['reddit', 2],
  // Issues and pull requests are each asked for twice.
  ['github', 4],
  ['bluesky', 13],
] as const)('twelve keywords are asked of %s in %i requests', async (at, requests) => {
  const place = places[at]
  if (place === undefined) throw new Error(`no place is called ${at}`)
  await using replay = await replayAll({ posts: [] })
  const { error } = await collectAll(open(replay, at, place), { terms: keywords })
  expect(error).toBeNull()
  expect(replay.requests).toHaveLength(requests)
})

test('a place that is searched by words alone says so of a query without any, and takes the beginning of a word for a word', async () => {
  const place = places.bluesky
  if (place === undefined) throw new Error('no Bluesky')
  const sample = ['crash', 'crashes'].map((title, at): ReplayPost => ({ id: at, type: 'story', title, author: 'a', createdAt: new Date(Date.UTC(2026, 2, 1)) }))
  await using replay = await replayAll({ posts: sample })
  const bluesky = open(replay, 'bluesky', place)
  expect((await collectAll(bluesky, { wanted: parseQuery('NOT crash'), terms: [''] })).error).toMatchObject({ fault: 'gone' })
  expect((await collectAll(bluesky, { wanted: anyOf(['crash*']), terms: ['crash*'] })).posts).toHaveLength(1)
})
