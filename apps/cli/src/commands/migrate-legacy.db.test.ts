import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bulkOldDatabase, oldDatabase, type OldHouse, type TestHouse, testHouse } from '@echoscope/db/testing'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { echoscope } from '../testing/echoscope.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'echoscope-cli-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

const envOf = (house: TestHouse) => ({ DATABASE_URL: house.ownerUrl, DATABASE_APP_URL: house.appUrl, ECHOSCOPE_HOME: directory })
const run = (house: TestHouse, old: OldHouse, ...args: string[]) => echoscope(['migrate-legacy', '--from', old.url, ...args], { env: envOf(house) })
const main = join(import.meta.dirname, '../main.ts')

/** Starts the command and kills it, as the kernel would, once `until` comes true. */
function killed(house: TestHouse, old: OldHouse, until: () => Promise<boolean>): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, [main, 'migrate-legacy', '--from', old.url], { env: { ...process.env, ...envOf(house) }, stdio: 'ignore' })
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('close', (_, signal) => done(signal))
    const look = async (): Promise<void> => {
      while (child.exitCode === null && !(await until())) await new Promise((next) => setTimeout(next, 5))
      child.kill('SIGKILL')
    }
    look().catch(fail)
  })
}

const tables = [
  'communities',
  'influencers',
  'threads',
  'pain_points',
  'thread_pain_points',
  'community_days',
  'pain_point_days',
  'influencer_days',
  'legacy_values',
  'legacy_quarantine',
]
async function rowsOf(house: TestHouse): Promise<string[]> {
  const rows: string[] = []
  // Two installations differ in their workspace and in the order floating sums were added.
  for (const table of tables)
    for (const { row } of await house.owner<{ row: string }>(`SELECT (to_jsonb(t) - 'workspace_id' - 'sentiment_sum')::text AS row FROM ${table} t ORDER BY 1`))
      rows.push(`${table} ${row}`)
  return rows.sort()
}
const count = async (house: TestHouse, table: string): Promise<number> =>
  (await house.owner<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n ?? 0

test('killed at any point, the same command goes on, and what stands at the end is what an undisturbed run gives', async () => {
  await using old = await bulkOldDatabase(inject('postgresUrl'), { brands: 2, customs: 1, communities: 20, authors: 200, painPoints: 20, threads: 12_000 })
  await using calm = await testHouse(inject('postgresUrl'))
  await using rough = await testHouse(inject('postgresUrl'))
  const undisturbed = await run(calm, old)
  expect(undisturbed.code, undisturbed.err).toBe(0)
  const points: (() => Promise<boolean>)[] = [
    async () => (await count(rough, 'campaigns')) > 0,
    async () => (await count(rough, 'influencers')) > 0,
    async () => (await count(rough, 'threads')) > 3_000,
    async () => (await count(rough, 'threads')) > 8_000,
    async () => (await count(rough, 'thread_pain_points')) > 0,
    async () => (await count(rough, 'influencer_days')) > 0,
  ]
  for (const point of points) expect(await killed(rough, old, point)).toBe('SIGKILL')
  expect(await count(rough, 'legacy_migrations')).toBe(0)
  const last = await run(rough, old)
  expect(last.code, last.err).toBe(0)
  expect(JSON.parse(last.out)).toMatchObject({ ledger: JSON.parse(undisturbed.out).ledger })
  expect(await rowsOf(rough)).toEqual(await rowsOf(calm))
})

test('prints the report on stdout and talk on stderr, is written down once, and a dry run leaves nothing behind', async () => {
  await using old = await oldDatabase(inject('postgresUrl'), { seed: 5, disorder: 1 })
  await using house = await testHouse(inject('postgresUrl'))
  const dry = await run(house, old, '--dry-run')
  expect({ code: dry.code, balanced: JSON.parse(dry.out).balanced }).toEqual({ code: 0, balanced: true })
  expect(dry.err).toContain('nothing was written')
  for (const table of [...tables, 'brands', 'campaigns', 'legacy_migrations', 'audit_log'])
    expect({ table, rows: await count(house, table) }).toEqual({ table, rows: 0 })
  const file = join(directory, 'report.json')
  const real = await run(house, old, '--report', file)
  expect(real.code, real.err).toBe(0)
  const printed = JSON.parse(real.out)
  const report = JSON.parse(await readFile(file, 'utf8'))
  expect(Object.keys(printed)).toEqual(['dryRun', 'balanced', 'ledger'])
  expect(report.ledger).toEqual(printed.ledger)
  expect(report.beforeAndAfter.length).toBe(printed.ledger.campaigns.written)
  expect(await house.owner('SELECT action, actor FROM audit_log')).toEqual([{ action: 'legacy.migrate', actor: 'echoscope migrate-legacy' }])
})

test('migrated threads are on the dashboard of their scope', async () => {
  await using old = await oldDatabase(inject('postgresUrl'), { seed: 9, disorder: 0 })
  await using house = await testHouse(inject('postgresUrl'))
  const { out } = await run(house, old)
  const range = { from: new Date('2025-01-01'), to: new Date('2026-01-01') }
  for (const { type, brandId, campaignId, after } of JSON.parse(out).beforeAndAfter) {
    const scope = await house.scope(type === 'automatic' ? { type, brandId } : { type, campaignId })
    const { kpis } = await house.db.analytics.dashboard(scope, range, range.to)
    expect(kpis.find(({ id }) => id === 'threads')?.value).toBe(after.threads)
  }
})

test('a brand of the same name is said in words, exit 1; so is a database that cannot be reached', async () => {
  await using old = await oldDatabase(inject('postgresUrl'), { seed: 9, disorder: 0 })
  await using house = await testHouse(inject('postgresUrl'))
  await house.db.brands.create(house.workspaceId, { name: 'Brand 0' })
  const clash = await run(house, old, '--dry-run')
  expect(clash).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Brand 0') })
  const gone = await echoscope(['migrate-legacy', '--from', 'postgres://nobody@127.0.0.1:1/none'], { env: envOf(house) })
  expect(gone).toMatchObject({ code: 1, out: '' })
  expect(gone.err).not.toMatch(/\n\s+at /)
})
