import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { definitions } from '../packages/domain/src/metrics/definitions.ts'

export const metricsDocFile = join(import.meta.dirname, '../docs/metrics.md')

/** The page of definitions, written from the table that the cards show; `node tools/metrics-doc.ts` writes it. */
export const metricsDoc = (): string => `# Every number, defined

Written from \`packages/domain/src/metrics/definitions.ts\` by \`node tools/metrics-doc.ts\`; a test keeps the two the same. A changed meaning is a new
version. Every number is computed inside one scope, from stored rows, over whole days; a thread falls into a window by its publication time.

Days are those of the workspace's time zone, UTC until an owner chooses another under *Settings → Time zone*: on every page, in every file, in what is written and in
the hour of a spike. They may have 23 or 25 hours. Choosing another zone changes no definition, so no version: each scope is counted anew, and every answer names
the zone its days stand in. What a month of model calls may cost is counted in months of UTC.

| number | version | definition |
|---|---|---|
${Object.values(definitions)
  .map(({ name, version, text }) => `| ${name} | ${version} | ${text} |`)
  .join('\n')}

The formulas are in \`packages/domain/src/metrics\`, one file each, with their tests. The dashboard of a scope is read in one repeatable-read transaction, so its
numbers agree with each other.
`

if (import.meta.main) writeFileSync(metricsDocFile, metricsDoc())
