import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { leakIds, leaks, taggedTests } from './prove/leaks.ts'

const root = join(import.meta.dirname, '..')
export const leaksDocFile = join(root, 'docs/leaks.md')

/** The matrix of leaks: which tests look for which shape. `node tools/leaks-doc.ts` writes it; a test keeps the two the same. */
export function leaksDoc(): string {
  const tests = taggedTests(root)
  const rows = leakIds.map((id) => {
    const of = tests.filter((test) => test.leaks.includes(id))
    return `| ${id} | ${leaks[id]} | ${of.map(({ file, title }) => `${withoutTag(title)} (\`${file}\`)`).join('<br>')} |`
  })
  return `# The leak matrix

Shapes of leaks that shipped in other products, and the tests that would notice each here. Written by \`node tools/leaks-doc.ts\` from the titles of the tests. A title
with \`$path\` or \`%s\` runs once for each procedure of the router, each address beside them or each guarded table of the catalogue, as they are when the test runs:
what is added tomorrow is asked too, or has no example of its input and fails. \`pnpm prove\` shows for each shape which guards, taken away, turned one of its tests red.

| | shape | looked for by |
|---|---|---|
${rows.join('\n')}
`
}

const withoutTag = (title: string): string => title.replace(/ \(L[\dL, ]+\)/, '').replaceAll('|', '\\|')

export const writtenLeaksDoc = (): string => readFileSync(leaksDocFile, 'utf8')

if (import.meta.main) writeFileSync(leaksDocFile, leaksDoc())
