import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scopedTables } from '@echoscope/db'
import { testHouse, type TestHouse } from '@echoscope/db/testing'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { echoscope } from '../testing/echoscope.ts'

let house: TestHouse
let home: string
let file: string
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
  await house.brand()
  home = await mkdtemp(join(tmpdir(), 'echoscope-cli-'))
  file = join(home, 'report.json')
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
  await rm(home, { recursive: true, force: true })
})
const run = (...args: string[]) =>
  echoscope(['separation', ...args], { env: { ECHOSCOPE_HOME: home, DATABASE_URL: house.ownerUrl, DATABASE_APP_URL: house.appUrl } })
/** Without a database, in a home of its own. */
const elsewhere = (...args: string[]) => echoscope(['separation', ...args])

test('a report is written, holds, counts as the owner too, and is recognised here and elsewhere by its key', async () => {
  const made = await run('report', '--out', file)
  expect([made.code, made.out, made.err]).toEqual([0, '', expect.stringMatching(/The 3 scopes are kept apart\. Signed by [0-9a-f]{16}\./)])
  const report: { holds: boolean; ownersCount: unknown[]; proof: unknown } = JSON.parse(await readFile(file, 'utf8'))
  expect(report).toMatchObject({ holds: true })
  expect(report.ownersCount).toHaveLength(scopedTables.length)
  expect((await run('verify', file)).code).toBe(0)
  const key = (await run('key')).out.trim()
  expect((await elsewhere('verify', file, '--key', key)).code).toBe(0)
  await writeFile(join(home, 'key.pem'), `-----BEGIN PUBLIC KEY-----\n${key}\n-----END PUBLIC KEY-----\n`)
  expect((await elsewhere('verify', file, '--key', join(home, 'key.pem'))).code).toBe(0)
})

test('a changed report, a report by another key, and one nobody can vouch for exit with 1', async () => {
  const changed = join(home, 'changed.json')
  await writeFile(changed, (await readFile(file, 'utf8')).replace('"holds": true', '"holds": false'))
  expect(await run('verify', changed)).toMatchObject({ code: 1, err: expect.stringContaining('was not signed with this key, or was changed since') })
  const other = join(home, 'other')
  const otherKey = (await echoscope(['separation', 'key'], { env: { ECHOSCOPE_HOME: other } })).out.trim()
  expect((await elsewhere('verify', file, '--key', otherKey)).code).toBe(1)
  expect(await echoscope(['separation', 'verify', file], { env: { ECHOSCOPE_HOME: join(home, 'none') } })).toMatchObject({
    code: 1,
    err: expect.stringContaining('Say whose report it is to be'),
  })
  await writeFile(changed, 'no JSON')
  expect((await run('verify', changed)).code).toBe(1)
})

test('what is wrong is named, and the exit code says so', async () => {
  await house.owner('ALTER TABLE threads NO FORCE ROW LEVEL SECURITY')
  const made = await run('report')
  await house.owner('ALTER TABLE threads FORCE ROW LEVEL SECURITY')
  expect(made.code).toBe(1)
  expect(made.err).toContain('threads does not force its policies on its owner.')
  expect(JSON.parse(made.out)).toMatchObject({ holds: false, faults: ['threads does not force its policies on its owner.'] })
})

test.each([[[]], [['measure']], [['verify']], [['report', 'here']], [['verify', 'a', 'b']], [['key', '--out', 'x']], [['verify', 'a', '--key', 'none']]])(
  'wrong usage %j exits with 2',
  async (args) => {
    expect((await elsewhere(...args)).code).toBe(2)
  },
)

test('the last proof is told with its commit, and a file that is none tells nothing', async () => {
  // Newer than one that lies in the checkout.
  const proof = { at: '2999-01-01T08:00:00Z', commit: 'ef53761', guards: [{ name: 'FORCE', seenBy: ['a test'] }], sequences: 2_000, seed: 7, leaks: 0 }
  await writeFile(join(home, 'proof.json'), JSON.stringify(proof))
  expect(JSON.parse((await run('report')).out)).toMatchObject({ proof })
  await writeFile(join(home, 'proof.json'), '{ "commit": "<script>" }')
  expect((await run('report')).out).not.toContain('<script>')
})
