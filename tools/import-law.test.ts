import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const checkout = join(import.meta.dirname, '..')

/** One file that breaks each rule: where it lies, and what it imports. */
const offences: readonly (readonly [rule: string, file: string, imports: string])[] = [
  ['domain-stands-alone', 'packages/domain/src/offence.ts', '../../db/src/target.ts'],
  ['db-knows-domain', 'packages/db/src/offence.ts', '../../sources/src/target.ts'],
  ['jobs-knows-domain', 'packages/jobs/src/offence.ts', '../../db/src/target.ts'],
  ['sources-knows-domain', 'packages/sources/src/offence.ts', '../../analysis/src/target.ts'],
  ['analysis-knows-domain', 'packages/analysis/src/offence.ts', '../../db/src/target.ts'],
  ['postgres-knows-domain', 'packages/postgres/src/offence.ts', '../../db/src/target.ts'],
  ['scout-joins-them', 'packages/scout/src/offence.ts', '../../../apps/api/src/target.ts'],
  ['insights-write-what-db-counts', 'packages/insights/src/offence.ts', '../../sources/src/target.ts'],
  ['api-at-the-edge', 'apps/api/src/offence.ts', '../../cli/src/target.ts'],
  ['worker-at-the-edge', 'apps/worker/src/offence.ts', '../../api/src/target.ts'],
  ['cli-at-the-edge', 'apps/cli/src/offence.ts', '../../web/src/target.ts'],
  ['web-sees-types-of-api-only', 'apps/web/src/offence.ts', '../../../packages/db/src/target.ts'],
  ['web-takes-nothing-from-api-at-run-time', 'apps/web/src/at-run-time.ts', '../../api/src/router-type.ts'],
  ['sql-stays-in-db', 'packages/scout/src/sql.ts', 'pg'],
  ['scopes-are-minted-at-the-edge', 'packages/scout/src/minting.ts', '../../domain/src/mint.ts'],
  ['no-cycles', 'packages/domain/src/cycle-back.ts', './cycle.ts'],
]
/** What the law allows, of the same kinds. */
const allowed: typeof offences = [
  ['', 'packages/db/src/allowed.ts', '../../domain/src/target.ts'],
  ['', 'packages/db/src/sql-allowed.ts', 'pg'],
  ['', 'apps/api/src/enter.ts', '../../../packages/domain/src/mint.ts'],
  ['', 'apps/web/src/allowed.ts', '../../../packages/domain/src/target.ts'],
]

let house: string
let broken: readonly { readonly rule: string; readonly from: string }[]

beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'echoscope-law-'))
  const put = async (file: string, text: string): Promise<void> => {
    await mkdir(dirname(join(house, file)), { recursive: true })
    await writeFile(join(house, file), text)
  }
  for (const room of ['packages/domain', 'packages/db', 'packages/sources', 'apps/api', 'apps/cli', 'apps/web', 'packages/analysis'])
    await put(`${room}/src/target.ts`, 'export const x = 1\n')
  await put('apps/api/src/router-type.ts', 'export const x = 1\n')
  await put('packages/domain/src/mint.ts', 'export const x = 1\n')
  await put('packages/domain/src/cycle.ts', "export { y as x } from './cycle-back.ts'\n")
  await put('node_modules/pg/package.json', '{ "name": "pg", "version": "1.0.0", "main": "index.js" }')
  await put('node_modules/pg/index.js', 'exports.x = 1\n')
  for (const [, file, imports] of [...offences, ...allowed]) await put(file, `import { x } from '${imports}'\nexport const y = x\n`)
  await put('package.json', '{ "name": "house", "type": "module", "dependencies": { "pg": "1.0.0" } }')
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'tsconfig.base.json']) await cp(join(checkout, file), join(house, file))
  // The cruiser looks for a TypeScript compiler from where it runs.
  const cruiser = await realpath(join(checkout, 'node_modules/dependency-cruiser'))
  await symlink(join(cruiser, '../typescript'), join(house, 'node_modules/typescript'))
  const report = await cruise(cruiser)
  broken = report.summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }))
})
afterAll(() => rm(house, { recursive: true, force: true }))

interface Report {
  readonly summary: { readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[] }
}
const cruise = (cruiser: string): Promise<Report> =>
  new Promise((done, fail) => {
    const args = [join(cruiser, 'bin/dependency-cruiser.mjs'), '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'apps', 'packages']
    // The exit code counts the violations.
    execFile(process.execPath, args, { cwd: house, maxBuffer: 64e6 }, (_, stdout, stderr) => {
      if (stdout === '') fail(new Error(stderr))
      else done(JSON.parse(stdout))
    })
  })

test('there is an offence for every rule of the import law, and no other', async () => {
  const law: { forbidden: readonly { readonly name: string }[] } = createRequire(import.meta.url)('../.dependency-cruiser.cjs')
  expect(offences.map(([rule]) => rule)).toEqual(law.forbidden.map(({ name }) => name))
})

test.each(offences)('%s is refused in %s', (rule, file) => {
  expect(broken).toContainEqual({ rule, from: file })
})

test('what the law allows is not refused', () => {
  const files = allowed.map(([, file]) => file)
  expect(broken.filter(({ from }) => files.includes(from))).toEqual([])
})
