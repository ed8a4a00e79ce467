import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** What runs wherever `fetch` does. */
const allowed = /^(@hono\/trpc-server|zod|croner|hono(\/.*)?|@trpc\/server(\/.*)?)$/
const domain = resolve(import.meta.dirname, '../../../packages/domain/src')

/** Specifiers that stay at run time: `import type` is gone by then, `import { type A }` is not. */
const valueImports = (source: string): string[] =>
  [...source.matchAll(/^\s*(?:import|export)\s(?!type\s)(?:[^'";]*?\sfrom\s)?\s*['"]([^'"]+)['"]/gm), ...source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)].map(
    (found) => found[1] ?? '',
  )

function reach(entry: string): { files: Set<string>; outside: Map<string, string> } {
  const files = new Set<string>()
  const outside = new Map<string, string>()
  const visit = (file: string): void => {
    if (files.has(file)) return
    files.add(file)
    for (const specifier of valueImports(readFileSync(file, 'utf8'))) {
      if (specifier.startsWith('.')) visit(join(dirname(file), specifier))
      else if (specifier === '@echoscope/domain') visit(join(domain, 'index.ts'))
      else if (specifier.startsWith('@echoscope/domain/')) visit(join(domain, `${specifier.slice('@echoscope/domain/'.length)}.ts`))
      else outside.set(specifier, file)
    }
  }
  visit(entry)
  return { files, outside }
}

test('nothing that app.ts reaches needs Node: it runs at the edge as it is', () => {
  const { files, outside } = reach(join(import.meta.dirname, 'app.ts'))
  expect(files.size).toBeGreaterThan(25)
  expect([...outside].filter(([specifier]) => !allowed.test(specifier))).toEqual([])
  expect([...files].filter((file) => !existsSync(file))).toEqual([])
})
test('the walk does see an import of Node where there is one', () => {
  expect([...reach(join(import.meta.dirname, 'node/start.ts')).outside.keys()]).toContain('node:http')
})
test('no file that app.ts reaches reads the process or its environment', () => {
  const reading = [...reach(join(import.meta.dirname, 'app.ts')).files].filter((file) =>
    /\b(process\.|Buffer\.|__dirname|import\.meta\.dirname)/.test(readFileSync(file, 'utf8')),
  )
  expect(reading).toEqual([])
})
