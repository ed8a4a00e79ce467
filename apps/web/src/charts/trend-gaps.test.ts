import { expect, test } from 'vitest'
import { gapsOf, gapWords, missingIn, missingWords } from './trend-gaps.ts'
import { rugOf } from './trend-rug.ts'

const day = (date: string): number => Date.parse(`${date}T00:00:00Z`)
const edges = ['2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map(day)
const gap = (source: string, from: string, to: string) => ({ source, from, to, reason: 'refused' })
const gaps = [
  gap('discourse', '2026-11-20T12:00:00Z', '2026-11-21T06:00:00Z'),
  gap('reddit', '2026-11-21T00:00:00Z', '2026-11-21T02:00:00Z'),
  gap('reddit', '2026-11-22T23:30:00Z', '2026-11-24T00:00:00Z'),
]

test('what is missing of a stretch is told by source and hours, the longest first, and nothing of what lies outside', () => {
  expect(missingWords(missingIn(gaps, day('2026-11-21'), day('2026-11-22')))).toBe('Discourse was missing for 6 h, Reddit for 2 h')
  expect(missingWords(missingIn(gaps, day('2026-11-22'), day('2026-11-23')))).toBe('Reddit was missing for 1 h')
  expect(missingWords(missingIn(gaps, day('2026-11-19'), day('2026-11-20')))).toBeNull()
})

test('neighbouring buckets that lack a source are one stretch', () => {
  const joined = gapsOf([...gaps.slice(0, 2), gap('reddit', '2026-11-19T01:00:00Z', '2026-11-19T02:00:00Z')], edges)
  expect(joined.map(({ first, last }) => [first, last])).toEqual([[0, 2]])
  const apart = gapsOf([gap('reddit', '2026-11-19T01:00:00Z', '2026-11-19T02:00:00Z'), ...gaps.slice(2)], edges)
  expect(apart.map(({ first, last }) => [first, last])).toEqual([
    [0, 0],
    [3, 3],
  ])
  expect(joined.map(gapWords)).toEqual([['Partial: Discourse', 'and 1 other source missing']])
})

test('a run stands where it began between the edges of its bucket, and one outside the range is not drawn', () => {
  const scouted = ['2026-11-18T23:59:00Z', '2026-11-19T00:00:00Z', '2026-11-21T12:00:00Z', '2026-11-23T00:00:00Z'].map((at) => ({
    at,
    outcome: 'partial' as const,
  }))
  expect(rugOf(scouted, edges).map(({ place }) => place)).toEqual([-0.5, 2])
})
