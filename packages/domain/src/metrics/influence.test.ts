import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byInfluence, influence, type InfluenceInputs, influenceLevel, influenceParts, influenceWeights, stance } from './influence.ts'

const nobody: InfluenceInputs = { posts: 0, comments: 0, meanComments: 0, meanScore: 0, communities: 0, mentions: 0, mentionRate: 0, sentiment: -1, echo: 0 }
const strong: InfluenceInputs = {
  posts: 11,
  comments: 88,
  meanComments: 8,
  meanScore: 25,
  communities: 4,
  mentions: 8,
  mentionRate: 8 / 11,
  sentiment: 0.46,
  echo: 8.5,
}

test.each<[string, InfluenceInputs, number, number, number, number, number]>([
  ['nothing at all', nobody, 0, 0, 0, 0, 0],
  ['full everywhere', { ...strong, sentiment: 1, echo: 10 }, 100, 100, 100, 100, 100],
  ['a strong voice', strong, 100, 100, 91.9, 95.5, 97.48],
  [
    'half of each',
    { posts: 5, comments: 10, meanComments: 2, meanScore: 5, communities: 1, mentions: 1, mentionRate: 0.2, sentiment: 0, echo: 5 },
    25 + 15 + 20 / 3,
    30 + 20 + 12,
    28 + 15,
    40 / 3 + 15 + 15,
    0.3 * (40 + 20 / 3) + 0.3 * 62 + 0.2 * 43 + 0.2 * (30 + 40 / 3),
  ],
  ['scores below 0', { ...strong, meanScore: -40 }, 100, 60, 91.9, 95.5, 85.48],
  ['unknown score and sentiment', { ...strong, meanScore: null, sentiment: null }, 100, 60, 70, 95.5, 81.1],
])('influence of %s', (_, inputs, reach, authority, advocacy, relevance, whole) => {
  const found = influence(inputs)
  for (const [name, expected] of Object.entries({ reach, authority, advocacy, relevance, influence: whole }))
    expect({ name, value: found[name as keyof typeof found] }).toEqual({ name, value: expect.closeTo(expected, 9) })
})

test('the terms of each part have 100 points, and the parts make one whole', () => {
  for (const terms of Object.values(influenceParts)) expect(terms.reduce((sum, { weight }) => sum + weight, 0)).toBe(100)
  expect(Object.values(influenceWeights).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12)
})

const anybody = fc.record({
  posts: fc.nat(),
  comments: fc.nat(),
  meanComments: fc.double({ min: 0, max: 1e6, noNaN: true }),
  meanScore: fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true })),
  communities: fc.nat(),
  mentions: fc.nat(),
  mentionRate: fc.double({ min: 0, max: 1, noNaN: true }),
  sentiment: fc.option(fc.double({ min: -1, max: 1, noNaN: true })),
  echo: fc.double({ min: 0, max: 10, noNaN: true }),
})

test('every part and the whole lie in 0 to 100', () => {
  fc.assert(fc.property(anybody, (inputs) => Object.values(influence(inputs)).every((value) => value >= 0 && value <= 100 + 1e-9)))
})

test('more of anything never lowers influence', () => {
  fc.assert(
    fc.property(
      anybody,
      fc.constantFrom(...(Object.keys(nobody) as (keyof InfluenceInputs)[])),
      fc.double({ min: 0, max: 100, noNaN: true }),
      (inputs, name, more) => {
        const known = inputs[name]
        return known === null || influence({ ...inputs, [name]: known + more }).influence >= influence(inputs).influence
      },
    ),
  )
})

test.each<[number, number | null, string, string | null]>([
  [97.48, 0.46, 'high', 'advocate'],
  [75, 0.3, 'high', null],
  [75, 0.31, 'high', 'advocate'],
  [75, -0.3, 'high', null],
  [80, -0.31, 'high', 'critic'],
  [80, null, 'high', null],
  [74.99, 0.9, 'medium', null],
  [50, -0.9, 'medium', null],
  [49.99, 1, 'low', null],
  [0, 0, 'low', null],
])('influence %d with sentiment %d is %s, %s', (value, sentiment, level, expected) => {
  expect(influenceLevel(value)).toBe(level)
  expect(stance(value, sentiment)).toBe(expected)
})

test('the pulse goes by influence, then engagement, then name', () => {
  const row = (username: string, value: number, engagement: number) => ({ username, influence: value, engagement })
  const rows = [row('b', 60, 5), row('a', 60, 5), row('c', 60, 6), row('d', 61, 0)]
  expect(rows.toSorted(byInfluence).map(({ username }) => username)).toEqual(['d', 'c', 'a', 'b'])
})
