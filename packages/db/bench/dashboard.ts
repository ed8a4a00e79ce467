import type { Scope } from '@echoscope/domain'
import { keepPosts, testHouse } from '../src/testing/index.ts'
import { type Filling, fillScope } from './fill.ts'
import { medianMs, withoutPolicies } from './measure.ts'
import { benchServer } from './server.ts'

/**
 * How long a dashboard takes on a scope of 100,000 threads: alone, with 2,000,000 threads of other scopes beside it, and against the same SQL
 * sent without row level security. `--small` for a quick look (a tenth of everything).
 */
const small = process.argv.includes('--small')
const size = (count: number): number => (small ? count / 10 : count)
const own: Filling = { threads: size(100_000), days: 120, until: '2026-11-23', communities: 60, painPoints: 400, authors: size(30_000) }
const beside = { scopes: 8, threads: size(250_000) }
const range = { from: new Date('2026-10-24'), to: new Date('2026-11-23') }
const now = new Date('2026-11-23T08:00:00Z')
const say = (text: string): void => void process.stdout.write(`${text}\n`)

await using server = await benchServer()
await using house = await testHouse(server.ownerUrl)
const run = (text: string) => house.owner(text)
const { automatic, customs } = await house.brand({ customs: 1 })
await fillScope(run, automatic, own)
await run('VACUUM ANALYZE')
await keepPosts(house.db, automatic, { posts: [{ publishedAt: '2026-11-20T10:00:00Z' }] })
const dashboard = (scope: Scope = automatic) => house.db.analytics.dashboard(scope, range, now)
/** As after a write in every scope: nothing that was remembered holds. */
const forget = () => run('UPDATE scope_revisions SET revision = gen_random_uuid()')
const { kpis } = await dashboard()
say(`dashboard of ${own.threads.toLocaleString('en')} threads, ${kpis[0]?.value?.toLocaleString('en')} of them in the window; medians`)

say(`opened, nothing written since            ${(await medianMs(dashboard)).toFixed(1)} ms (at most 60)`)
const alone = await medianMs(dashboard, forget)
say(`opened after a write                     ${alone.toFixed(1)} ms`)
const bare = await withoutPolicies(house, automatic, (bareDashboard) => medianMs(() => bareDashboard(range, now), forget))
say(`the same SQL without row level security  ${bare.toFixed(1)} ms: ${(alone / bare).toFixed(2)} × (at most 1.5)`)

for (const other of await Promise.all(Array.from({ length: beside.scopes / 2 }, () => house.brand({ customs: 1 }))))
  for (const scope of [other.automatic, ...other.customs]) await fillScope(run, scope, { ...own, threads: beside.threads })
await run('VACUUM ANALYZE')
const crowded = await medianMs(dashboard, forget)
const threads = (beside.scopes * beside.threads).toLocaleString('en')
say(`with ${threads} threads of others    ${crowded.toFixed(1)} ms after a write: ${(crowded / alone).toFixed(2)} × (at most 1.3)`)
say(`                                         ${(await medianMs(dashboard)).toFixed(1)} ms with nothing written since`)
const [empty] = customs
if (empty !== undefined) say(`an empty scope beside them               ${(await medianMs(() => dashboard(empty))).toFixed(1)} ms at the median`)
