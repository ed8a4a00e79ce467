import type { SourceFault } from '@echoscope/domain'
import { createHttp, type HttpOptions } from '../http.ts'
import { describeSource, type Prepared, samplePosts, type SourceContract } from '../testing/index.ts'
import { type PlaceFault, replayAll, type ReplayAll, type ReplayAllOptions, type ReplayPlace } from '../testing/replay/index.ts'
import { connectors } from './all.ts'
import type { Settings, World } from './connector.ts'
import { createStream } from '../http/stream.ts'
import { loneGate } from '../http/lone-gate.ts'
import { createTokens } from './tokens.ts'

const quick: Partial<HttpOptions> = { sleep: async (_ms, signal) => signal.throwIfAborted(), timeoutMs: 2_000, maxBytes: 4 * 1024 * 1024 }

const worldOn = (replay: ReplayAll, place: ReplayPlace, http: Partial<HttpOptions>): World => ({
  connect: ({ headers = {}, judge = () => null }) => createHttp({ userAgent: 'test', allow: [replay.host], headers, judge, ...http }),
  baseUrl: () => replay.urlOf(place),
  tokens: createTokens(),
  stream: () => createStream({ gate: loneGate(() => new Date()) }),
})

interface Case extends Pick<SourceContract, 'idOf' | 'count'> {
  readonly place: ReplayPlace
  readonly kind: string
  readonly settings?: (replay: ReplayAll) => Settings
  /** It has no pages to turn. */
  readonly onePage?: boolean
  /** Where half of a body is read as far as it goes. */
  readonly otherShape?: boolean
}

const cases: Readonly<Record<string, Case>> = {
  'Stack Exchange': { place: 'stack-exchange', kind: 'stack-exchange', idOf: ({ id }) => `stackoverflow:q:${id}` },
  'Lemmy 0.19': { place: 'lemmy', kind: 'lemmy', idOf: ({ id }) => `https://lemmy.example/post/${id}` },
  'Lemmy 1.0': { place: 'lemmy-1.0', kind: 'lemmy', idOf: ({ id }) => `https://lemmy.example/post/${id}`, count: 900 },
  Discourse: {
    place: 'discourse',
    kind: 'discourse',
    settings: (replay) => ({ forums: replay.urlOf('discourse') }),
    idOf: ({ id }) => `forum:post:${id}`,
    count: 450,
  },
  GitHub: { place: 'github', kind: 'github', settings: () => ({ token: 'token' }), idOf: ({ id }) => `I_${id}` },
  'Mastodon, by tags': { place: 'mastodon', kind: 'mastodon', idOf: ({ id }) => `https://social.example/statuses/${id}` },
  'Mastodon, by words': {
    place: 'mastodon',
    kind: 'mastodon',
    settings: () => ({ token: 'token' }),
    idOf: ({ id }) => `https://social.example/statuses/${id}`,
  },
  Bluesky: {
    place: 'bluesky',
    kind: 'bluesky',
    settings: () => ({ identifier: 'me.example', appPassword: 'app-password' }),
    idOf: ({ id, author }) => `at://did:plc:${author}/app.bsky.feed.post/${id}`,
  },
  'Reddit, as an application': {
    place: 'reddit',
    kind: 'reddit',
    settings: () => ({ clientId: 'id', clientSecret: 'secret' }),
    idOf: ({ id }) => `t3_${id.toString(36)}`,
  },
  'Reddit, by feeds': {
    place: 'reddit',
    kind: 'reddit',
    settings: () => ({ feedToken: 'hash', feedUser: 'me' }),
    idOf: ({ id }) => `t3_${id.toString(36)}`,
    count: 900,
    otherShape: true,
  },
  YouTube: { place: 'youtube', kind: 'youtube', settings: () => ({ apiKey: 'key', videos: 'v1' }), idOf: ({ id }) => `U${id}` },
  'App Store': { place: 'app-store', kind: 'app-store', settings: () => ({ apps: '1' }), count: 450 },
  Feeds: {
    place: 'feeds',
    kind: 'feeds',
    settings: (replay) => ({ addresses: replay.urlOf('feeds') }),
    idOf: ({ id }) => `feed:${id}`,
    onePage: true,
    otherShape: true,
  },
}

for (const [name, { place, kind, settings = () => ({}), idOf, count, onePage, otherShape }] of Object.entries(cases)) {
  const connector = connectors.find((each) => each.kind === kind)
  if (connector === undefined) throw new Error(`no connector is called ${kind}`)
  const prepare = async (options: ReplayAllOptions, http: Partial<HttpOptions> = quick): Promise<Prepared> => {
    const replay = await replayAll(options)
    const source = connector.open(worldOn(replay, place, http), settings(replay))
    return { source: withoutHost(source, replay.host), [Symbol.asyncDispose]: () => replay.close() }
  }
  const posts = samplePosts(30)
  const failing =
    (fault: PlaceFault, http: Partial<HttpOptions> = quick) =>
    () =>
      prepare({ posts, always: { [place]: fault } }, http)
  const faults: Partial<Record<SourceFault, () => Promise<Prepared>>> = {
    blocked: failing({ kind: 'web-page', status: 403 }),
    unauthorized: failing({ kind: 'status', status: 401 }),
    gone: failing({ kind: 'status', status: 410 }),
    rate_limited: failing({ kind: 'status', status: 429, headers: { 'retry-after': '2' } }),
    quota: failing({ kind: 'status', status: 402 }),
    malformed: failing({ kind: otherShape === true ? 'other-shape' : 'truncated' }),
    timeout: failing({ kind: 'slow', ms: 1_000 }, { ...quick, timeoutMs: 20 }),
    network: failing({ kind: 'cut' }),
  }
  describeSource(name, {
    make: (sample) => prepare({ posts: sample }),
    slow: () => prepare({ posts, always: { [place]: { kind: 'slow', ms: 5_000 } } }, { ...quick, timeoutMs: 20_000 }),
    ...(onePage === true ? {} : { stuck: () => prepare({ posts: samplePosts(400), always: { [place]: { kind: 'stuck' } } }) }),
    ...(idOf === undefined ? {} : { idOf }),
    ...(count === undefined ? {} : { count }),
    faults,
  })
}

/** Ids of places that go by their own address, without the port of the day. */
function withoutHost(source: Prepared['source'], host: string): Prepared['source'] {
  return {
    kind: source.kind,
    async *collect(query, context) {
      for await (const batch of source.collect(query, context))
        yield batch.map((item) =>
          item.kind === 'post'
            ? { kind: 'post', post: { ...item.post, externalId: item.post.externalId.replace(`${host}:post`, 'forum:post').replace(host, 'feed') } }
            : item,
        )
    },
  }
}
