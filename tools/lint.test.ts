import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const checkout = join(import.meta.dirname, '..')

/** What the linter must refuse in the house's own code, each in a file of its own. */
const offences: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['typescript(no-explicit-any)', 'any.ts', 'export const x = (y: any) => y\n'],
  ['typescript(no-non-null-assertion)', 'non-null.ts', 'export const x = (y: string | null) => y!\n'],
  ['typescript(ban-ts-comment)', 'ts-comment.ts', '// @ts-ignore\nexport const x: string = 1\n'],
  ['typescript(consistent-type-imports)', 'type-import.ts', "import { Stats } from 'node:fs'\nexport const x = (y: Stats) => y.size\n"],
  ['typescript(no-floating-promises)', 'floating.ts', 'export const x = (y: () => Promise<void>) => {\n  y()\n}\n'],
  [
    'typescript(switch-exhaustiveness-check)',
    'switch.ts',
    "export function x(y: 'a' | 'b') {\n  switch (y) {\n    case 'a':\n      return 1\n  }\n  return 2\n}\n",
  ],
  ['import(no-default-export)', 'default-export.ts', 'export default 1\n'],
  ['node(no-process-env)', 'env.ts', "export const x = process.env['HOME']\n"],
  ['eslint(max-params)', 'params.ts', 'export const x = (a: number, b: number, c: number, d: number) => a + b + c + d\n'],
  ['eslint(max-lines)', 'lines.ts', `export const x = 1\n${'// why\n'.repeat(300)}`],
  ['eslint(no-console)', 'console.ts', "console.log('x')\n"],
  ['unicorn(filename-case)', 'camelCase.ts', 'export const x = 1\n'],
]

interface Diagnostic {
  readonly code: string
  readonly filename: string
}
let found: readonly (readonly [string, string])[]
let directory: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'echoscope-lint-'))
  for (const [, file, text] of offences) await writeFile(join(directory, file), text)
  await writeFile(
    join(directory, 'tsconfig.json'),
    JSON.stringify({ extends: join(checkout, 'tsconfig.base.json'), compilerOptions: { types: [] }, include: ['.'] }),
  )
  const { diagnostics } = await lint(directory)
  found = diagnostics.map(({ code, filename }) => [code, filename.split(/[\\/]/).at(-1) ?? ''])
})
afterAll(() => rm(directory, { recursive: true, force: true }))

const lint = (path: string): Promise<{ readonly diagnostics: readonly Diagnostic[] }> =>
  new Promise((done, fail) => {
    const args = [join(checkout, 'node_modules/oxlint/bin/oxlint'), '--config', join(checkout, '.oxlintrc.json'), '--type-aware', '--format', 'json', path]
    execFile(process.execPath, args, { cwd: path, maxBuffer: 64e6 }, (_, stdout, stderr) => {
      if (stdout === '') fail(new Error(stderr))
      else done(JSON.parse(stdout))
    })
  })

test.each(offences)('%s is refused', (rule, file) => {
  expect(found).toContainEqual([rule, file])
})
