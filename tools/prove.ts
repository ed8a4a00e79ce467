import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { editsOf, type Guard, guards } from './prove/guards.ts'
import { leakIds, leaks, leaksNamed, taggedTests } from './prove/leaks.ts'

/**
 * Switches each guard of the separation off in turn and shows which test turns red, and for each shape of a leak that at least one did; then
 * compares random sequences of calls with a model.
 * Writes proof.json, which the Separation page shows. Exit code 1: a guard is missed by
 * nobody, a shape was never seen red, or a sequence found a leak.
 */
const root = join(import.meta.dirname, '..')
const sequencesWanted = 2_000
const sequencesTest = 'apps/api/src/routers/sequences.db.test.ts'
const say = (text: string): void => void process.stdout.write(`${text}\n`)

interface Outcome {
  readonly passed: readonly string[]
  readonly failed: readonly string[]
  readonly said: string
}
interface JsonReport {
  readonly testResults: readonly {
    readonly message?: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
    readonly status: string
    readonly name: string
  }[]
}

function run(tests: readonly string[], env: Readonly<Record<string, string>>): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'echoscope-prove-'))
  try {
    const file = join(folder, 'report.json')
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'tools/prove/vitest.config.ts', '--reporter=json', `--outputFile=${file}`, ...tests]
    const child = spawnSync(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, encoding: 'utf8', maxBuffer: 2 ** 28 })
    const report = JSON.parse(readFileSync(file, 'utf8')) as JsonReport
    const failed = report.testResults.flatMap(({ assertionResults, status, name }) => {
      const red = assertionResults.filter((each) => each.status === 'failed').map(({ fullName }) => fullName)
      // A file that cannot even set itself up says so as a file.
      return red.length === 0 && status === 'failed' ? [name.slice(root.length + 1)] : red
    })
    const passed = report.testResults.flatMap(({ assertionResults }) =>
      assertionResults.filter((each) => each.status === 'passed').map(({ fullName }) => fullName),
    )
    return { passed, failed, said: child.stdout }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const isThere = (guard: Guard): boolean => editsOf(guard).every(({ file, find }) => readFileSync(join(root, file), 'utf8').split(find).length === 2)
const moved = guards.filter((guard) => !isThere(guard))
for (const { name, file } of moved) say(`moved    ${name}: its text does not stand in ${file} exactly once; mend tools/prove/guards.ts`)

// A browser looks for some leaks too: `pnpm test` runs those.
const looking = taggedTests(root)
  .map(({ file }) => file)
  .filter((file) => !file.startsWith('e2e/'))
const all = [...new Set([...guards.flatMap(({ tests }) => tests), ...looking])]
const sound = run(all, {})
say(`${sound.failed.length === 0 ? 'sound   ' : 'RED     '} with every guard in place: ${sound.passed.length} tests passed, ${sound.failed.length} failed`)
for (const name of sound.failed) say(`         ${name}`)

const seen = guards.map((guard) => {
  const { failed } = isThere(guard) ? run(guard.tests, { PROVE_WITHOUT: guard.name }) : { failed: [] }
  say(`${failed.length > 0 ? 'noticed ' : 'MISSED  '} without: ${guard.name} (${failed.length} red)`)
  for (const name of failed.slice(0, 3)) say(`         ${name}`)
  return { name: guard.name, failed }
})
const shapes = leakIds.map((id) => {
  const looksFor = (name: string): boolean => leaksNamed(name).includes(id)
  return {
    id,
    shape: leaks[id],
    tests: sound.passed.filter(looksFor).length,
    seenWithout: seen.filter(({ failed }) => failed.some(looksFor)).map(({ name }) => name),
  }
})
for (const { id, shape, tests, seenWithout } of shapes)
  say(`${seenWithout.length > 0 ? 'noticed ' : 'MISSED  '} ${id} ${shape}: ${tests} tests, red without ${seenWithout.length} guards`)

const random = run([sequencesTest], { PROVE_SEQUENCES: String(sequencesWanted) })
const seed = /seed (\d+)/.exec(random.said)?.[1]
say(
  `${random.failed.length === 0 ? 'sound   ' : 'LEAK    '} ${sequencesWanted.toLocaleString('en')} random sequences${seed === undefined ? '' : `, seed ${seed}`}`,
)

const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
const commit = `${git('rev-parse', 'HEAD')}${git('status', '--porcelain') === '' ? '' : '+'}`
const proof = {
  at: new Date().toISOString(),
  commit,
  guards: seen.map(({ name, failed }) => ({ name, seenBy: failed.slice(0, 100).map((each) => each.slice(0, 500)) })),
  shapes,
  sequences: sequencesWanted,
  ...(seed !== undefined && { seed }),
  leaks: random.failed.length,
}
writeFileSync(join(root, 'proof.json'), `${JSON.stringify(proof, null, 2)}\n`)

const missed = seen.filter(({ failed }) => failed.length === 0)
const unseen = shapes.filter(({ seenWithout }) => seenWithout.length === 0)
say(`${guards.length - missed.length} of ${guards.length} guards are noticed when they are gone. proof.json is written.`)
process.exitCode = missed.length + unseen.length + moved.length + sound.failed.length + random.failed.length > 0 ? 1 : 0
