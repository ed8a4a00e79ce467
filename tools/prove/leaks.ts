import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Shapes of leaks that shipped in other products. A test says which of them it would notice by naming them at the end of its title. */
export const leaks = {
  L1: 'The parent in the address is checked, the child is loaded by its id alone',
  L2: "Rights are checked against the body's parent, not the row's",
  L3: 'What is undefined counts as allowed',
  L4: 'A key for one view opens another',
  L5: 'No scope sent means all of them',
  L6: 'Looked up by name, or joined, without the tenant',
  L7: 'Sentinel rows that belong to nobody',
  L8: 'A right on one dashboard opens all',
  L9: 'A key of a cache without identity',
  L10: 'An ambient tenant in background work',
  L11: 'Totals, exports and reports outside the request path',
  L12: "The active scope differs from the address's",
  L13: 'Pages of administration and health that skip the check of the object',
  L14: 'Contexts mixed in a prompt',
  L15: 'One type of scope taken for the other',
} as const satisfies Record<string, string>
export type LeakId = keyof typeof leaks
export const leakIds = Object.keys(leaks) as LeakId[]

const tag = /\((L\d+(?:, L\d+)*)\)/

/** The leaks that a test's title names. */
export const leaksNamed = (title: string): LeakId[] => (tag.exec(title)?.[1] ?? '').split(', ').filter((id): id is LeakId => id in leaks)

export interface TaggedTest {
  readonly file: string
  readonly title: string
  readonly leaks: readonly LeakId[]
}

/** Every test of the repository whose title names a leak, as the sources have it. */
export function taggedTests(root: string): TaggedTest[] {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.test.ts', '*.test.tsx'], { cwd: root, encoding: 'utf8' })
  return files
    .trim()
    .split('\n')
    .toSorted()
    .flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/(?:test|step|describe)(?:\.each\([^\n]*?\))?\(\s*(['"`])((?:(?!\1).)*)\1/g)].flatMap(
        ([, , title = '']) => (leaksNamed(title).length === 0 ? [] : [{ file, title, leaks: leaksNamed(title) }]),
      ),
    )
}
