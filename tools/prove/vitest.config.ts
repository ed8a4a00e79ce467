import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { editsOf, guards } from './guards.ts'

const root = join(import.meta.dirname, '../..')
const guard = guards.find(({ name }) => name === process.env['PROVE_WITHOUT'])
const sequences = Number(process.env['PROVE_SEQUENCES'] ?? 0)

/** The test files that the command names, with one guard switched off in the source as it is loaded: the checkout is not touched. */
export default defineConfig({
  root,
  plugins: [
    {
      name: 'without-a-guard',
      enforce: 'pre',
      load(id) {
        const edits = guard === undefined ? [] : editsOf(guard).filter(({ file }) => id === join(root, file))
        if (edits.length === 0) return null
        return edits.reduce((source, { find, put }) => source.replace(find, () => put), readFileSync(id, 'utf8'))
      },
    },
  ],
  test: {
    include: ['packages/**/src/**/*.test.ts', 'apps/**/src/**/*.test.ts'],
    globalSetup: ['packages/postgres/src/test-server.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    fsModuleCache: false,
    ...(sequences > 0 && { provide: { sequences } }),
  },
})
