import { type Collected, SourceError, type StoredPost } from '@echoscope/domain'
import { describe, expect, test } from 'vitest'
import { createHttp } from '../http.ts'
import { collectAll, samplePosts } from '../testing/index.ts'
import { type PlaceFault, replayAll, type ReplayAll, type ReplayAllOptions, type ReplayPlace } from '../testing/replay/index.ts'
import { connectors } from './all.ts'
import type { Settings, World } from './connector.ts'
import { createStream } from '../http/stream.ts'
import { loneGate } from '../http/lone-gate.ts'
import { createTokens } from './tokens.ts'

interface Case {
  readonly kind: string
  readonly settings?: (replay: ReplayAll) => Settings
  /** Where posts of this place name another host than the one that is asked. */
  readonly host?: string
  /** It says what is deleted; others leave it out, and an answer without any is doubted. */
  readonly saysSo?: boolean
}

const cases: Partial<Record<ReplayPlace, Case>> = {
  'hacker-news': { kind: 'hacker-news', saysSo: true },
  'stack-exchange': { kind: 'stack-exchange' },
  lemmy: { kind: 'lemmy', host: 'https://lemmy.example', saysSo: true },
  discourse: { kind: 'discourse', settings: (replay) => ({ forums: replay.urlOf('discourse') }) },
  github: { kind: 'github', settings: () => ({ token: 'token' }), saysSo: true },
  mastodon: { kind: 'mastodon', settings: () => ({ token: 'token' }), host: 'https://social.example' },
  bluesky: { kind: 'bluesky', settings: () => ({ identifier: 'me.example', appPassword: 'app-password' }) },
  reddit: { kind: 'reddit', settings: () => ({ clientId: 'id', clientSecret: 'secret' }), saysSo: true },
  youtube: { kind: 'youtube', settings: () => ({ apiKey: 'key', videos: 'v1' }) },
}
const posts = samplePosts(6).map((post, at) => ({ ...post, createdAt: new Date(post.createdAt.getTime() - at * 1_000) }))
const [first, second] = posts
if (first === undefined || second === undefined) throw new Error('there are no posts')

async function prepare(place: ReplayPlace, { kind, settings = () => ({}), host }: Case, options: Partial<ReplayAllOptions> = {}) {
  const replay = await replayAll({ posts, ...options })
  const connector = connectors.find((each) => each.kind === kind)
  if (connector === undefined) throw new Error(`no connector is called ${kind}`)
  const http = { sleep: async () => undefined, timeoutMs: 2_000, tries: 2 }
  const connect: World['connect'] = ({ headers = {}, judge = () => null }) => createHttp({ userAgent: 'test', allow: [replay.host], headers, judge, ...http })
  const source = connector.open(
    { connect, baseUrl: () => replay.urlOf(place), tokens: createTokens(), stream: () => createStream({ gate: loneGate(() => new Date()) }) },
    settings(replay),
  )
  const stored = (await collectAll(source, { terms: ['alpha'] })).posts.map(
    ({ externalId, url }): StoredPost => ({ externalId: host === undefined ? externalId : externalId.replace(host, replay.urlOf(place)), url }),
  )
  const ask = async () => {
    const told: Collected[] = []
    let error: unknown = null
    try {
      for await (const items of source.rereading?.ask(stored, { signal: AbortSignal.timeout(10_000), now: () => new Date() }) ?? []) told.push(...items)
    } catch (thrown) {
      error = thrown
    }
    return {
      error,
      figures: told.flatMap((item) => (item.kind === 'observation' ? [item.observation] : [])),
      gone: told.flatMap((item) => (item.kind === 'gone' ? [item.gone.externalId] : [])),
      bad: told.filter(({ kind: each }) => each === 'bad').length,
    }
  }
  return { replay, stored, ask, [Symbol.asyncDispose]: () => replay.close() }
}

describe.each(Object.entries(cases) as [ReplayPlace, Case][])('asked again, %s', (place, own) => {
  test('tells the figures of today, and which post is deleted', async () => {
    await using asked = await prepare(place, own)
    expect(asked.stored).toHaveLength(6)
    asked.replay.change(first.id, { points: 777 })
    asked.replay.remove(second.id)
    const { figures, gone, error, bad } = await asked.ask()
    expect([error, bad]).toEqual([null, 0])
    expect(gone).toEqual([asked.stored[1]?.externalId])
    expect(figures.map(({ externalId }) => externalId).toSorted()).toEqual(
      asked.stored
        .filter((_, at) => at !== 1)
        .map(({ externalId }) => externalId)
        .toSorted(),
    )
    expect(figures.find(({ externalId }) => externalId === asked.stored[0]?.externalId)?.score).toBe(777)
  })

  test('says nothing is deleted where it refuses, is down or sends nonsense', async () => {
    const faults: PlaceFault[] = [
      { kind: 'status', status: 401 },
      { kind: 'status', status: 403 },
      { kind: 'status', status: 500 },
      { kind: 'status', status: 429, headers: { 'retry-after': '600' } },
      { kind: 'web-page', status: 200 },
      { kind: 'cut' },
      { kind: 'empty' },
      { kind: 'other-shape' },
    ]
    const always: Partial<Record<ReplayPlace, PlaceFault>> = {}
    await using asked = await prepare(place, own, { always })
    for (const fault of faults) {
      always[place] = fault
      const { gone, figures, error } = await asked.ask()
      expect([gone, figures], JSON.stringify(fault)).toEqual([[], []])
      expect(error, JSON.stringify(fault)).toBeInstanceOf(SourceError)
    }
  })

  test(own.saysSo === true ? 'says so of all that are deleted' : 'is not believed where it gives none at all of what was asked', async () => {
    await using asked = await prepare(place, own)
    asked.replay.remove(...posts.map(({ id }) => id))
    const { gone, bad, error } = await asked.ask()
    expect(error).toBeNull()
    expect([gone.length, bad]).toEqual(own.saysSo === true ? [6, 0] : [0, 1])
  })
})

test('a place without a way to ask again says so where it is set up', () => {
  const silent = connectors.filter(({ kind }) => !Object.values(cases).some((each) => each.kind === kind))
  expect(silent.map(({ kind }) => kind)).toEqual(['app-store', 'feeds'])
  for (const { description } of silent) expect(description).toMatch(/no way to ask for a \w+ again/)
})
