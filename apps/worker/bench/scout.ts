/**
 * How fast a scope is scouted, and whether many scopes that are due at once share one place's limit fairly. The places are the replay server's, the database
 * is real. `node apps/worker/bench/scout.ts [posts] [scopes]`
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { testHouse } from '@echoscope/db/testing'
import { startPostgres } from '@echoscope/postgres'
import { runScope } from '@echoscope/scout'
import { connectors, createWorld, openSource } from '@echoscope/sources'
import { replayAll, replayPlaces, type ReplayAll, type ReplayPlace } from '@echoscope/sources/replay'
import type { Pace, Scope } from '@echoscope/domain'
import { startWorker } from '../src/index.ts'

const [posts = 10_000, scopes = 200] = process.argv.slice(2).map(Number)
const places = ['hacker-news', 'stack-exchange', 'lemmy', 'mastodon', 'github', 'feeds'] as const
const say = (what: string, value: string, target: string): void => console.log(`${what.padEnd(58)} ${value.padStart(14)}   ${target}`)

const words =
  'the build of our small service takes long and sometimes fails after an update while people wait for answers about code tests docs and tools'.split(' ')
/** About 500 characters each, over the last twenty days. */
const made = (count: number, word: string, { place = 0, of = 1 } = {}) =>
  Array.from({ length: count }, (_, at) => ({
    id: 1_000_000 - at,
    type: 'story' as const,
    createdAt: new Date(Date.now() - 3_600_000 - at * ((20 * 86_400_000) / count)),
    author: `author${at % 500}`,
    // What says the same in two places would be one thread.
    title: `${word} number ${at * of + place}`,
    text: Array.from({ length: 90 }, (_each, word) => words[(at * 7 + word * 5 + at * word) % words.length]).join(' '),
    points: at % 90,
    comments: at % 11,
  }))

const home = await mkdtemp(join(tmpdir(), 'echoscope-bench-'))
await chmod(home, 0o755)
const server = await startPostgres({ home })
try {
  await using house = await testHouse(server.ownerUrl)
  const scopeOf = async (name: string, sources: readonly string[]) => {
    const brand = await house.db.brands.create(house.workspaceId, { name, sources: [...sources] })
    return house.scope({ type: 'automatic', brandId: brand.id })
  }
  {
    await using replay = await replayAll({
      posts: (place) => made(Math.ceil(posts / places.length), 'echoword', { place: replayPlaces.indexOf(place), of: replayPlaces.length }),
    })
    const urls = Object.fromEntries(places.map((place) => [place, replay.urlOf(place)]))
    const settings = { mastodon: { token: 'token' }, github: { token: 'token' }, feeds: { addresses: replay.urlOf('feeds') } }
    const world = createWorld({ userAgent: 'bench', urls, allow: [replay.host], gate: (place) => house.db.sourceGates.of(place) })
    const sources = (kind: string) => {
      const connector = connectors.find((each) => each.kind === kind)
      return connector === undefined ? null : openSource(connector, world, { settings: settings[kind as keyof typeof settings] ?? {}, askedFor: 'bench' })
    }
    const scope = await scopeOf('echoword', places)
    await house.db.dispatch.claim(scope, new Date())
    const startedAt = performance.now()
    await runScope({ db: house.db, sources, now: () => new Date(), log: () => undefined }, scope, { holder: 'bench', signal: new AbortController().signal })
    const seconds = (performance.now() - startedAt) / 1_000
    const [run] = (await house.db.runs.list(scope, { limit: 1 })).items
    say(
      `${run?.stored.toLocaleString('en')} new posts of six sources, ${run?.status}`,
      `${seconds.toFixed(1)} s`,
      `wanted: ${posts.toLocaleString('en')} in under 20 s`,
    )
    if (run?.status !== 'succeeded') console.log(run?.reason)
  }
  /** A worker on one place that sets a pace, until all of these scopes have been scouted; what broke is printed. */
  const workThrough = async (
    due: readonly Scope[],
    { replay, place, pace }: { readonly replay: ReplayAll; readonly place: ReplayPlace; readonly pace: Pace },
  ): Promise<{ readonly seconds: number; readonly ended: number }> => {
    const said: Record<string, number> = {}
    const startedAt = performance.now()
    const worker = await startWorker(
      { databaseUrl: house.appUrl, sourceUrls: {}, sourceAllow: [], concurrency: 4, logLevel: 'info', home, secretKey: null, model: null },
      {
        log: (event) => {
          said[event] = (said[event] ?? 0) + 1
        },
        sources: (db) => {
          const urls = { [place]: replay.urlOf(place) }
          const world = createWorld({ userAgent: 'bench', urls, allow: [], gate: (each) => db.sourceGates.of({ ...each, pace }) })
          return (kind) => {
            const connector = connectors.find((each) => each.kind === kind)
            return connector === undefined ? null : openSource(connector, world, { settings: {}, askedFor: 'bench' })
          }
        },
      },
    )
    const ids = due.map(({ campaignId }) => campaignId)
    const endedOf = async () => {
      const [row] = await house.owner<{ n: number }>(
        `SELECT count(DISTINCT campaign_id)::int AS n FROM scout_runs WHERE status = 'succeeded' AND campaign_id = ANY($1::uuid[])`,
        [ids],
      )
      return row?.n ?? 0
    }
    while ((await endedOf()) < due.length && performance.now() - startedAt < 300_000) await sleep(250)
    const [seconds, ended] = [(performance.now() - startedAt) / 1_000, await endedOf()]
    await worker.drain()
    if (said['job_failed'] || said['run_broke']) console.log(said)
    return { seconds, ended }
  }
  {
    const pace = { requests: 5, perMs: 1_000, burst: 2 }
    await using replay = await replayAll({ posts: made(20, 'alpha'), limits: { 'hacker-news': pace } })
    const due = []
    for (let at = 0; at < scopes; at += 1) due.push(await scopeOf('alpha', ['hacker-news']))
    const { seconds, ended } = await workThrough(due, { replay, place: 'hacker-news', pace })
    say(`${scopes} scopes due at once on one worker, ended`, `${ended}`, `wanted: ${scopes}; after ${seconds.toFixed(1)} s`)
    const times = replay.requests.map(({ at }) => at).toSorted((a, b) => a - b)
    const most = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + pace.perMs).length))
    const refused = replay.requests.filter((request) => request.refused).length
    say(`requests, the most within a second of ${times.length}`, `${most}`, `allowed: ${pace.requests}; refused: ${refused}`)
  }
  {
    // Ten have much to read, and were asked for first: twenty pages of posts, and one of comments.
    const [long, short, pages] = [10, 30, 20]
    const pace = { requests: 8, perMs: 1_000, burst: 2 }
    const words = Array.from({ length: long + short }, (_, at) => `word${at}`)
    const posts = words.flatMap((word, at) => made(at < long ? pages * 50 - 1 : 5, word).map((post) => ({ ...post, text: '', id: post.id * 100 + at })))
    await using replay = await replayAll({ posts, limits: { lemmy: pace } })
    const due = []
    for (const word of words) due.push(await scopeOf(word, ['lemmy']))
    const { seconds, ended } = await workThrough(due, { replay, place: 'lemmy', pace })
    const asked = replay.requests.filter(({ url }) => url.pathname.endsWith('/search'))
    const of = (word: string) => asked.filter(({ url }) => url.searchParams.get('q') === word).map(({ at }) => at)
    const begin = Math.min(...asked.map(({ at }) => at))
    const waits = words.map((word) => ((of(word)[0] ?? Number.POSITIVE_INFINITY) - begin) / 1_000).toSorted((a, b) => a - b)
    const [longest = 0, median = 0] = [waits.at(-1), waits[Math.floor(waits.length / 2)]]
    const tenth = Math.min(...words.map((word) => ((of(word)[9] ?? Number.POSITIVE_INFINITY) - begin) / 1_000))
    say(`${long} scopes of ${pages} pages before ${short} of one, ended`, `${ended}`, `wanted: ${long + short}; after ${seconds.toFixed(1)} s`)
    say('longest wait for a first page, and the median', `${longest.toFixed(1)} s`, `median: ${median.toFixed(1)} s; ${(longest / median).toFixed(1)} times`)
    say('the first tenth page of any scope', `${tenth.toFixed(1)} s`, `wanted: after the last first page, at ${longest.toFixed(1)} s`)
  }
} finally {
  await server.stop()
  await rm(home, { recursive: true, force: true })
}
