import { defineConfig } from 'vitest/config'

const elsewhere = ['**/node_modules/**', '**/dist/**']

export default defineConfig({
  test: {
    reporters: ['default', './tools/closing-line.ts'],
    projects: [
      {
        test: {
          name: 'pure',
          include: ['packages/**/src/**/*.test.ts', 'apps/**/src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts'],
          exclude: [...elsewhere, '**/*.db.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'database',
          include: ['packages/**/src/**/*.db.test.ts', 'apps/**/src/**/*.db.test.ts', 'examples/**/*.db.test.ts'],
          exclude: elsewhere,
          globalSetup: ['packages/postgres/src/test-server.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['e2e/**/*.e2e.test.ts'],
          exclude: elsewhere,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          fileParallelism: false,
          // After the others: it starts whole installations, and measures them.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
