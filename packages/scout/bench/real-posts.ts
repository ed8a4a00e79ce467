/**
 * Imports a folder of Reddit archives into one brand and two campaigns and compares what each dashboard counts with counts made by an independent
 * program. `pnpm check:archives FOLDER`; where the folder is absent it says so and checks nothing.
 */
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testHouse } from '@echoscope/db/testing'
import { parseRange, type Run, type Scope, zoneOf } from '@echoscope/domain'
import { startPostgres } from '@echoscope/postgres'
import { importArchive, type ScoutDeps } from '../src/index.ts'

const folder = process.argv[2]
const files = folder === undefined ? null : await readdir(folder).catch(() => null)
if (folder === undefined || files === null) {
  console.log(folder === undefined ? 'Name a folder of archives: pnpm check:archives FOLDER' : `Skipped: there is no folder ${folder}.`)
  process.exit(folder === undefined ? 2 : 0)
}

/** Threads by UTC month of 2020, as an independent program counted them in the same archives. */
const expected = {
  deno: { community: 'r/javascript', months: { '01': 2, '02': 2, '03': 1, '04': 3, '05': 15, '06': 6, '07': 1, '08': 4, '09': 1, '10': 2, '11': 4 } },
  generics: { community: 'r/golang', months: { '03': 3, '04': 3, '05': 3, '06': 16, '07': 9, '08': 6, '09': 3, '10': 8, '11': 2 } },
  covid: { community: 'r/androiddev', months: { '03': 18, '04': 16, '05': 12, '06': 4, '07': 2, '09': 4, '10': 5, '11': 1 } },
} as const

const outcome = { passed: 0, failed: 0 }
function check(what: string, actual: unknown, wanted: unknown): void {
  const same = JSON.stringify(actual) === JSON.stringify(wanted)
  outcome[same ? 'passed' : 'failed'] += 1
  console.log(`${same ? 'ok    ' : 'FAILED'} ${what}${same ? '' : `\n       is     ${JSON.stringify(actual)}\n       wanted ${JSON.stringify(wanted)}`}`)
}

const home = await mkdtemp(join(tmpdir(), 'echoscope-archives-'))
await chmod(home, 0o755)
const server = await startPostgres({ home })
try {
  await using house = await testHouse(server.ownerUrl)
  const deps: ScoutDeps = { db: house.db, sources: () => null, now: () => new Date(), log: () => undefined }
  const load = (scope: Scope, paths: readonly string[]): Promise<Run> =>
    importArchive(deps, scope, {
      files: paths,
      options: {},
      holder: 'check',
      signal: new AbortController().signal,
      onProgress: () => undefined,
      onWaiting: () => undefined,
    })
  const campaign = async (name: string, keywords: string[], community: string): Promise<Scope> => {
    const { id } = await house.db.campaigns.create(house.workspaceId, { brandId: brand.id, name, keywords, communities: [community] })
    return house.scope({ type: 'custom', campaignId: id })
  }
  const { brand, automatic } = await house.brand({ name: 'Deno', keywords: ['deno'], customs: 0 })
  const scopes = [
    { name: 'deno', scope: automatic },
    { name: 'generics', scope: await campaign('Generics in Go', ['generic', 'generics'], 'r/golang') },
    { name: 'covid', scope: await campaign('Covid on Android', ['covid*', 'corona*'], 'r/androiddev') },
  ] as const
  const paths = files
    .filter((file) => file.endsWith('.ndjson'))
    .sort()
    .map((file) => join(folder, file))
  const year = parseRange({ from: '2020-01-01', to: '2021-01-01' }, new Date(), zoneOf('UTC'))

  /** Threads a month as the trend of that scope and community gives them; months without any left out. */
  const months = async (scope: Scope, name: string): Promise<Record<string, number>> => {
    const community = (await house.db.threads.list(scope, { range: year, limit: 200 })).items.find((thread) => thread.community.name === name)?.community
    if (community === undefined) return {}
    const { points } = await house.db.analytics.trend(scope, year, { bucket: 'month', communityId: community.id })
    return Object.fromEntries(points.filter(({ threads }) => threads > 0).map(({ start, threads }) => [start.slice(5, 7), threads]))
  }
  const everything = () => house.owner('SELECT campaign_id, external_id, score, comments, title, body, sentiment FROM threads ORDER BY 1, 2')

  for (const { name, scope } of scopes) {
    const run = await load(scope, paths)
    console.log(`       ${name}: ${run.fetched} read, ${run.stored} stored, ${run.errors} unreadable`)
    check(`${name}: threads per month in ${expected[name].community}`, await months(scope, expected[name].community), expected[name].months)
  }
  const first = await everything()
  for (const { name, scope } of scopes) {
    const run = await load(scope, paths)
    check(`${name}: importing again stores and updates nothing`, [run.stored, run.updated], [0, 0])
  }
  check('after the second import every row is the same', await everything(), first)
  const foreign = await house.owner<{ n: number }>(
    `SELECT count(*)::int AS n FROM threads t JOIN communities c ON c.id = t.community_id
     WHERE (t.campaign_id, t.campaign_type, c.campaign_id) IS DISTINCT FROM (c.campaign_id, c.campaign_type, t.campaign_id)`,
  )
  check('no thread lies in another scope than its community', foreign, [{ n: 0 }])

  const packed = files.filter((file) => file.endsWith('.zst')).sort()
  for (const file of packed) {
    const { automatic: other } = await house.brand({ name: `Deno ${file}`, keywords: ['deno'], customs: 0 })
    const { automatic: plain } = await house.brand({ name: `Deno plain ${file}`, keywords: ['deno'], customs: 0 })
    await load(other, [join(folder, file)])
    await load(plain, [join(folder, file.replace(/\.zst$/, '.ndjson'))])
    const rows = (scope: Scope) => house.owner('SELECT external_id, title, body, score FROM threads WHERE campaign_id = $1 ORDER BY 1', [scope.campaignId])
    check(`${file} gives what its NDJSON gives`, await rows(other), await rows(plain))
  }

  if (files.includes('observations.csv')) {
    // The archives hold the last scores already: lowered in a copy, the observations have something to raise.
    const lowered = join(home, 'lowered.ndjson')
    const [sample = ''] = paths.filter((path) => path.includes('2020-05'))
    await writeFile(lowered, (await readFile(sample, 'utf8')).replaceAll(/"score": \d+/g, '"score": 0'))
    const { automatic: watched } = await house.brand({ name: 'Deno watched', keywords: ['deno'], customs: 0 })
    const before = await load(watched, [lowered])
    const run = await load(watched, [join(folder, 'observations.csv')])
    const [row] = await house.owner<{ n: number; raised: number }>(
      'SELECT count(*)::int AS n, count(*) FILTER (WHERE score > 0)::int AS raised FROM threads WHERE campaign_id = $1',
      [watched.campaignId],
    )
    check('observations.csv makes no thread', [run.stored, row?.n], [0, before.stored])
    check('observations.csv raises scores', (row?.raised ?? 0) > 0 && run.updated > 0, true)
  }
} finally {
  await server.stop()
  await rm(home, { recursive: true, force: true })
}
console.log(`${outcome.passed} passed, ${outcome.failed} failed`)
process.exitCode = outcome.failed === 0 ? 0 : 1
