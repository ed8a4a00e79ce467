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
import { replayAll } from '@echoscope/sources/replay'
import { startWorker } from '../src/index.ts'

const [posts = 10_000, scopes = 200] = process.argv.slice(2).map(Number)
const places = ['hacker-news', 'stack-exchange', 'lemmy', 'mastodon', 'github', 'feeds'] as const
const say = (what: string, value: string, target: string): void => console.log(`${what.padEnd(58)} ${value.padStart(14)}   ${target}`)

const words =
  'the build of our small service takes long and sometimes fails after an update while people wait for answers about code tests docs and tools'.split(' ')
/** About 500 characters each, over the last twenty days. */
const made = (count: number, word: string) =>
  Array.from({ length: count }, (_, at) => ({
    id: 1_000_000 - at,
    type: 'story' as const,
    createdAt: new Date(Date.now() - 3_600_000 - at * ((20 * 86_400_000) / count)),
    author: `author${at % 500}`,
    title: `${word} number ${at}`,
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
    await using replay = await replayAll({ posts: made(Math.ceil(posts / places.length), 'echoword') })
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
  {
    const pace = { requests: 5, perMs: 1_000, burst: 2 }
    await using replay = await replayAll({ posts: made(20, 'alpha'), limits: { 'hacker-news': pace } })
    const due = []
    for (let at = 0; at < scopes; at += 1) due.push(await scopeOf('alpha', ['hacker-news']))
    const said: Record<string, number> = {}
    const startedAt = performance.now()
    const worker = await startWorker(
      { databaseUrl: house.appUrl, sourceUrls: {}, sourceAllow: [], concurrency: 4, logLevel: 'info', home, secretKey: null, model: null },
      {
        log: (event) => {
          said[event] = (said[event] ?? 0) + 1
        },
        sources: (db) => {
          const url = replay.urlOf('hacker-news')
          const world = createWorld({ userAgent: 'bench', urls: { 'hacker-news': url }, allow: [], gate: (place) => db.sourceGates.of({ ...place, pace }) })
          return (kind) => {
            const connector = connectors.find((each) => each.kind === kind)
            return connector === undefined ? null : openSource(connector, world, { settings: {}, askedFor: 'bench' })
          }
        },
      },
    )
    const ids = due.map(({ campaignId }) => campaignId)
    const ended = async () => {
      const [row] = await house.owner<{ n: number }>(
        `SELECT count(DISTINCT campaign_id)::int AS n FROM scout_runs WHERE status = 'succeeded' AND campaign_id = ANY($1::uuid[])`,
        [ids],
      )
      return row?.n ?? 0
    }
    while ((await ended()) < scopes && performance.now() - startedAt < 300_000) await sleep(250)
    const seconds = (performance.now() - startedAt) / 1_000
    say(`${scopes} scopes due at once on one worker, ended`, `${await ended()}`, `wanted: ${scopes}; after ${seconds.toFixed(1)} s`)
    await worker.drain()
    const times = replay.requests.map(({ at }) => at).toSorted((a, b) => a - b)
    const most = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + pace.perMs).length))
    const refused = replay.requests.filter((request) => request.refused).length
    say(`requests, the most within a second of ${times.length}`, `${most}`, `allowed: ${pace.requests}; refused: ${refused}`)
    if (said['job_failed'] || said['run_broke']) console.log(said)
  }
} finally {
  await server.stop()
  await rm(home, { recursive: true, force: true })
}
