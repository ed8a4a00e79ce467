import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PainPointId } from './ids.ts'
import { areOpposite, type SaidTogether, type StandingPainPoint, synonymsAmong } from './pain-synonyms.ts'

const idOf = (keyword: string): PainPointId => `id of ${keyword}` as PainPointId
const point = (keyword: string, threads: number, more: Partial<StandingPainPoint> = {}): StandingPainPoint => ({
  id: idOf(keyword),
  keyword,
  threads,
  alsoFoundAs: [],
  settled: false,
  ...more,
})
const both = (one: string, other: string, threads: number): SaidTogether => ({ one: idOf(one), other: idOf(other), threads })
const plain = (found: ReturnType<typeof synonymsAmong>): string[] =>
  found.map(({ from, into, because }) => `${from} → ${into}: ${because}`.replaceAll('id of ', ''))

test('a clause in its two orders is one, however rare', () => {
  expect(plain(synonymsAmong([point('video not upload', 1), point('not upload video', 3), point('not upload', 9)], [], 13))).toEqual([
    'video not upload → not upload video: same_words',
  ])
})

describe('two that the same posts say', () => {
  const pair = [point('battery drain', 9), point('battery die', 7)]
  test('are one from five posts on that say both, where these are half of all that say either', () => {
    expect(plain(synonymsAmong(pair, [both('battery drain', 'battery die', 6)], 500))).toEqual(['battery die → battery drain: said_together'])
    expect(synonymsAmong(pair, [both('battery drain', 'battery die', 5)], 500)).toEqual([])
    expect(synonymsAmong([point('battery drain', 4), point('battery die', 4)], [both('battery drain', 'battery die', 4)], 500)).toEqual([])
  })
  test('are two where chance brings them together as often', () => {
    expect(synonymsAmong(pair, [both('battery drain', 'battery die', 6)], 10)).toEqual([])
  })
  test('are two where they are about different things', () => {
    expect(synonymsAmong([point('app crash', 9), point('screen flicker', 9)], [both('app crash', 'screen flicker', 9)], 500)).toEqual([])
    expect(synonymsAmong([point('not load', 9), point('not save', 9)], [both('not load', 'not save', 9)], 500), 'a denial is no subject').toHaveLength(0)
    expect(
      synonymsAmong([point('slow startup', 9), point('slow search', 9)], [both('slow startup', 'slow search', 9)], 500),
      'nor is what is bad',
    ).toHaveLength(0)
  })
  test('are two where a user has said where the rarer one stands, and it takes the other in where that one is free', () => {
    const [often, rare] = [point('battery drain', 9), point('battery die', 7, { settled: true })]
    expect(plain(synonymsAmong([often, rare], [both('battery drain', 'battery die', 7)], 500))).toEqual(['battery drain → battery die: said_together'])
    expect(synonymsAmong([{ ...often, settled: true }, rare], [both('battery drain', 'battery die', 7)], 500)).toEqual([])
  })
})

describe('opposites stay two', () => {
  test.each([
    ['volume too high', 'volume too low'],
    ['sync work', 'sync not work'],
    ['no sound', 'sound'],
    ['upload fail', 'download fail'],
    ['battery charge slow', 'battery drain slow'],
  ])('%s and %s', (a, b) => {
    expect([areOpposite(a, b), areOpposite(b, a)]).toEqual([true, true])
    expect(synonymsAmong([point(a, 20), point(b, 20)], [both(a, b, 20)], 500)).toEqual([])
  })
  test('by way of a third, too', () => {
    const points = [point('volume high', 20), point('volume issue', 21), point('volume low', 19)]
    const together = [both('volume high', 'volume issue', 20), both('volume issue', 'volume low', 19)]
    expect(plain(synonymsAmong(points, together, 500))).toEqual(['volume high → volume issue: said_together'])
  })
})

const words = ['battery', 'app', 'not', 'no', 'high', 'low', 'drain', 'die', 'crash', 'too']
const keyword = fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }).map((some) => some.join(' '))
test('whatever is said together: nothing is merged twice, into itself, into what is gone, or with its opposite, and what is settled stays', () => {
  let merged = 0
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ keyword, threads: fc.integer({ min: 5, max: 12 }), settled: fc.boolean() }), { selector: (one) => one.keyword, maxLength: 8 }),
      fc.integer({ min: 5, max: 12 }),
      (some, threads) => {
        const points = some.map((one) => point(one.keyword, one.threads, { settled: one.settled }))
        const together = points.flatMap((a, at) =>
          points.slice(at + 1).map((b) => ({ one: a.id, other: b.id, threads: Math.min(threads, a.threads, b.threads) })),
        )
        const found = synonymsAmong(points, together, 300)
        merged += found.length
        const gone = new Set(found.map(({ from }) => from))
        expect(gone.size).toBe(found.length)
        for (const { from, into } of found) expect([gone.has(into), from === into]).toEqual([false, false])
        for (const { id, settled } of points) expect(settled && gone.has(id)).toBe(false)
        const roots = Map.groupBy(points, ({ id }) => found.find(({ from }) => from === id)?.into ?? id)
        for (const group of roots.values())
          for (const a of group) for (const b of group) expect(areOpposite(a.keyword, b.keyword), `${a.keyword} with ${b.keyword}`).toBe(false)
        expect(synonymsAmong(points.toReversed(), together.toReversed(), 300)).toEqual(found)
      },
    ),
    { numRuns: 2_000 },
  )
  expect(merged).toBeGreaterThan(500)
})
