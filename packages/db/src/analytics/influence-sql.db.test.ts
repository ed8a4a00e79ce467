import { influence, type InfluenceInputs } from '@echoscope/domain'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { testHouse, type TestHouse } from '../testing/index.ts'
import { influenceSql } from './influence-sql.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
afterAll(() => house?.[Symbol.asyncDispose]())

const names = [
  'posts',
  'comments',
  'meanComments',
  'meanScore',
  'communities',
  'mentions',
  'mentionRate',
  'sentiment',
  'echo',
] as const satisfies (keyof InfluenceInputs)[]
/** Fractions as counts make them: Postgres refuses products of the smallest doubles, which no sum or mean of counts can be. */
const between = (min: number, max: number) => fc.integer({ min: min * 1_000, max: max * 1_000 }).map((thousandths) => thousandths / 1_000)
/** About the fills of the table: below, at and above each of them. */
const amount = fc.oneof(fc.constantFrom(0, 1, 3, 5, 10, 20), between(0, 40))
const inputs: fc.Arbitrary<InfluenceInputs> = fc.record({
  posts: amount,
  comments: amount,
  meanComments: amount,
  communities: amount,
  mentions: amount,
  meanScore: fc.option(between(-50, 40)),
  mentionRate: between(0, 1),
  sentiment: fc.option(between(-1, 1)),
  echo: between(0, 10),
})

test('influence in SQL is influence in TypeScript, unknown scores and sentiments among them', async () => {
  const columns = Object.fromEntries(names.map((name) => [name, `r."${name}"`])) as Record<(typeof names)[number], string>
  const types = names.map((name) => `"${name}" float8`).join(', ')
  await fc.assert(
    fc.asyncProperty(fc.array(inputs, { minLength: 1, maxLength: 200 }), async (rows) => {
      const found = await house.owner<{ value: number }>(
        `SELECT ${influenceSql(columns)} AS value FROM json_to_recordset($1) AS r (at int, ${types}) ORDER BY at`,
        [JSON.stringify(rows.map((row, at) => ({ ...row, at })))],
      )
      rows.forEach((row, at) => expect(found[at]?.value).toBeCloseTo(influence(row).influence, 9))
    }),
    { numRuns: 20 },
  )
})
