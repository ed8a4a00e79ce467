import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { definitions } from '../packages/domain/src/metrics/definitions.ts'

export const metricsDocFile = join(import.meta.dirname, '../docs/metrics.md')

/** The page of definitions, written from the table that the cards show; `node tools/metrics-doc.ts` writes it. */
export const metricsDoc = (): string => `# Every number, defined

Written from \`packages/domain/src/metrics/definitions.ts\` by \`node tools/metrics-doc.ts\`; a test keeps the two the same. A changed meaning is a new
version. Every number is computed inside one scope, from stored rows, over whole UTC days; a thread falls into a window by its publication time.

| number | version | definition |
|---|---|---|
${Object.values(definitions)
  .map(({ name, version, text }) => `| ${name} | ${version} | ${text} |`)
  .join('\n')}

The formulas are in \`packages/domain/src/metrics\`, one file each, with their tests. The dashboard of a scope is read in one repeatable-read transaction, so its
numbers agree with each other.
`

if (import.meta.main) writeFileSync(metricsDocFile, metricsDoc())
