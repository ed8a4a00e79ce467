import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs } from '../range.ts'
import type { TrendPoint } from '../views/index.ts'
import { community, dashboards, days, empty, full, influencer, iso, kpi, painPoint, point, previous } from './testing/dashboards.ts'
import type { SentenceInput } from './rule.ts'
import { writeSentences } from './write-sentences.ts'

const textOf = (input: SentenceInput, kind: string): string | undefined => writeSentences(input).sentences.find((each) => each.kind === kind)?.text

test('a full dashboard has one sentence of each kind, in the same order each day', () => {
  expect(writeSentences(full)).toMatchObject({ withheld: [] })
  expect(writeSentences(full).sentences.map(({ kind, text }) => [kind, text])).toEqual([
    ['health', 'Positivity is 48.8 over 1,412 threads, 4.3 points below the 30 days before. 38\u202f% of them are neutral.'],
    ['community', 'Hacker News has an echo score of 8.5, 3.0 more than when the window began: 17 threads with 1,702 points and comments between them.'],
    ['growing_pain', '“bridge offline” rose from 18 to 47 threads (+161\u202f%).'],
    ['voices', 'tallinn_lux is an advocate with an influence of 97: 11 threads in 4 communities, mean sentiment +0.46.'],
    ['trend', '1,412 threads were published, up from 1,044 in the 30 days before (+35\u202f%). The busiest day was 13 November, with 67 threads.'],
    ['next', 'Read first: 22 threads on “forced sign-in” in 4 communities, mean sentiment \u22120.62.'],
  ])
})

test('where nothing was collected in the window before, no rise, fall or newness is stated, and the reason is', () => {
  const unseen: SentenceInput = { ...full, nothingBefore: '2026-10-20' }
  expect(textOf(unseen, 'health')).toBe('Positivity is 48.8 over 1,412 threads. 38\u202f% of them are neutral.')
  expect(textOf(unseen, 'trend')).toBe(
    '1,412 threads were published. There is nothing to compare with: nothing was collected before 20 October 2026. The busiest day was 13 November, with 67 threads.',
  )
  expect(textOf(unseen, 'growing_pain')).toBe(undefined)
  expect(writeSentences(unseen).withheld).toEqual(['Which pain points grow: nothing was collected before 20 October 2026, so nothing can be compared.'])
  expect(textOf(unseen, 'community')).toBe('Hacker News has an echo score of 8.5: 17 threads with 1,702 points and comments between them.')
  expect(writeSentences(unseen).sentences.flatMap(({ evidence }) => evidence.map(({ label }) => label))).not.toContain('Before')
})

test('an echo score is compared with the start of the window where its 30 days were collected then', () => {
  expect(textOf({ ...full, nothingBefore: '2026-09-24' }, 'community')).toContain('3.0 more than when the window began')
})

test('of an empty dashboard nothing is said', () => {
  const nothing = { sentences: [], withheld: [] }
  expect(writeSentences(empty)).toEqual(nothing)
  expect(
    writeSentences({ ...empty, kpis: [kpi('threads', 0, 0), kpi('positivity', null, null, { n: 0 })], trend: { ...empty.trend, points: days(() => 0) } }),
  ).toEqual(nothing)
})

test('below the minimum evidence a statement is withheld, with what it has and what it needs', () => {
  const few: SentenceInput = {
    ...empty,
    kpis: [kpi('threads', 9, 3), kpi('positivity', 40, null, { n: 9 })],
    painPoints: [painPoint('bridge offline', 4, 1, { sentiment: -0.5 })],
    communities: [community('r/golang', 3, 4)],
    influencers: [influencer('someone', 40, 2)],
    trend: { bucket: 'day', points: days((day) => (day < 9 ? 1 : 0)), painPoints: [] },
  }
  expect(writeSentences(few)).toEqual({
    sentences: [],
    withheld: [
      'Threads for the mood of the window: not enough evidence (9 of 10).',
      'Threads in r/golang: not enough evidence (4 of 5).',
      'Threads on the growing pain point “bridge offline”: not enough evidence (4 of 5).',
      'Threads by someone: not enough evidence (2 of 5).',
      'Threads for a trend: not enough evidence (9 of 10).',
      'Threads on the negative pain point “bridge offline”: not enough evidence (4 of 5).',
    ],
  })
})

test('one thread more and the statement is made', () => {
  expect(textOf({ ...empty, kpis: [kpi('threads', 10, 3)] }, 'trend')).toBe('10 threads were published, 3 in the 30 days before: no clear change.')
  expect(textOf({ ...empty, painPoints: [painPoint('slow', 5, 0)] }, 'growing_pain')).toBe(
    '“slow” is new: 5 threads, none in the 30 days before, too few to tell.',
  )
  expect(textOf({ ...empty, communities: [community('r/golang', 3, 5)] }, 'community')).toMatch(/^r\/golang has an echo score of 3\.0: 5 threads/)
})

test('a rise that chance may have made says so, and a clear one comes first though it is smaller', () => {
  expect(textOf({ ...empty, painPoints: [painPoint('slow', 12, 9)] }, 'growing_pain')).toBe('“slow” rose from 9 to 12 threads, which may be chance.')
  expect(textOf({ ...empty, painPoints: [painPoint('large', 300, 290), painPoint('clear', 15, 1)] }, 'growing_pain')).toBe('“clear” rose from 1 to 15 threads.')
  expect(textOf({ ...empty, painPoints: [painPoint('fell', 12, 40)] }, 'growing_pain')).toBeUndefined()
})

test('a comparison that includes a gap says so', () => {
  const gap = { ...full, kpis: full.kpis.map((each) => ({ ...each, partial: true })) }
  expect(textOf(gap, 'trend')).toMatch(/A source was missing for part of the time\.$/)
  expect(textOf(gap, 'health')).toMatch(/A source was missing for part of the time\.$/)
  expect(textOf(full, 'trend')).not.toContain('source')
})

test('no busiest day is named where it is partial, shared or small', () => {
  const busiest = (points: TrendPoint[]) => textOf({ ...full, trend: { ...full.trend, points } }, 'trend')
  expect(busiest(days((day) => (day < 2 ? 67 : 12)))).not.toContain('busiest')
  expect(busiest([point(0, 67, true), point(1, 12)])).not.toContain('busiest')
  expect(busiest([point(0, 4), point(1, 1)])).not.toContain('busiest')
})

test('the hour that stood out most is told instead of the busiest day, a silence where there is neither', () => {
  const hour = (at: string) => Date.parse(at)
  const spike = { kind: 'spike' as const, hour: hour('2026-11-13T14:00:00Z'), count: 23, median: 2.5, threshold: 9 }
  const lesser = { ...spike, hour: hour('2026-11-14T09:00:00Z'), count: 12 }
  const silence = { kind: 'silence' as const, hour: hour('2026-11-15T02:00:00Z'), count: 0, median: 4, threshold: 9 }
  expect(textOf({ ...full, events: [spike, lesser, silence] }, 'trend')).toBe(
    '1,412 threads were published, up from 1,044 in the 30 days before (+35\u202f%). It spiked on 13 November, 14:00 UTC: 23 threads in an hour that usually has 2.5.',
  )
  expect(textOf({ ...full, events: [silence] }, 'trend')).toContain('The busiest day was 13 November')
  const even = { ...full, trend: { ...full.trend, points: days(() => 12) } }
  expect(textOf({ ...even, events: [silence] }, 'trend')).toMatch(/It fell silent on 15 November, 02:00 UTC, an hour that usually has 4 threads\.$/)
  expect(
    writeSentences({ ...full, events: [spike] })
      .sentences.find(({ kind }) => kind === 'trend')
      ?.evidence.at(-1),
  ).toEqual({
    label: 'Spike',
    value: '13 November, 14:00 UTC',
    filter: {},
    range: { from: iso(20), to: iso(21) },
  })
})

test('a voice whose name two people bear opens the threads of one: where they write is part of who they are', () => {
  const twins = [influencer('same', 80, 20), influencer('same', 90, 30, { platform: 'lemmy' }), influencer('own', 50, 6)]
  const { sentences } = writeSentences({ ...empty, influencers: twins })
  expect(sentences.find(({ kind }) => kind === 'voices')?.evidence.map(({ filter }) => filter)).toContainEqual({ author: 'same', platform: 'lemmy' })
})

test('evidence opens the threads of its subject, in its own window', () => {
  const { sentences } = writeSentences(full)
  const evidence = (kind: string) => sentences.find((each) => each.kind === kind)?.evidence
  expect(evidence('growing_pain')).toEqual([
    { label: 'Mentions', value: '47', filter: { painPointId: full.painPoints[0]?.id } },
    { label: 'Before', value: '18', filter: { painPointId: full.painPoints[0]?.id }, range: previous },
  ])
  expect(evidence('community')?.map(({ filter }) => filter)).toEqual([{ communityId: full.communities[1]?.id }, { communityId: full.communities[1]?.id }])
  expect(evidence('voices')?.every(({ filter }) => filter.author === 'tallinn_lux')).toBe(true)
  expect(evidence('trend')?.at(-1)).toEqual({ label: '13 November', value: '67', filter: {}, range: { from: iso(20), to: iso(21) } })
  expect(sentences.every((each) => each.evidence.length > 0)).toBe(true)
})

// Written apart from format.ts, so that a fault there does not hide itself here.
const grouped = (digits: number) => new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: true })
const display = (value: number): string[] => {
  const size = Math.abs(value)
  const signs = (text: string): string[] => [text, `+${text}`, `\u2212${text}`]
  return [0, 1, 2].flatMap((digits) => [grouped(digits).format(size), size.toFixed(digits)]).flatMap(signs)
}
const numbersIn = (value: unknown): number[] =>
  typeof value === 'number' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : []

function numbersOf(input: SentenceInput): Set<string> {
  const changes = [...input.painPoints, ...input.kpis.map(({ value, previous: before }) => ({ mentions: value ?? 0, previous: before ?? 0 }))].map(
    ({ mentions, previous: before }) => (before === 0 ? 0 : ((mentions - before) / before) * 100),
  )
  const shares = input.kpis.flatMap(({ neutralShare }) => (typeof neutralShare === 'number' ? [neutralShare * 100] : []))
  const dates = [...input.trend.points.map(({ start }) => start), ...(input.nothingBefore === null ? [] : [input.nothingBefore])].flatMap((start) => [
    new Date(start).getUTCDate(),
    new Date(start).getUTCFullYear(),
  ])
  const hours = input.events.flatMap(({ hour, median }) => [new Date(hour).getUTCDate(), new Date(hour).toISOString().slice(11, 13), '00', median.toFixed(1)])
  const lists = input.influencers.map(({ communities }) => communities.length)
  return new Set(
    [...numbersIn(input), ...changes, ...shares, ...lists, (Date.parse(previous.to) - Date.parse(previous.from)) / dayMs]
      .flatMap(display)
      .concat([...dates, ...hours].map(String)),
  )
}
const numerals = (text: string, names: readonly string[]): string[] =>
  names.reduce((rest, name) => rest.replaceAll(name, ''), text).match(/[+\u2212]?\d[\d,]*(?:\.\d+)?/g) ?? []

test('every number in a sentence and in its evidence is a number of the dashboard', () => {
  fc.assert(
    fc.property(dashboards, (input) => {
      const names = [
        ...input.painPoints.map(({ keyword }) => keyword),
        ...input.communities.map((each) => each.name),
        ...input.influencers.map(({ username }) => username),
      ]
      const known = numbersOf(input)
      const { sentences } = writeSentences(input)
      for (const text of sentences.flatMap((each) => [each.text, ...each.evidence.map(({ value }) => value)]))
        for (const numeral of numerals(text, names)) expect(known.has(numeral), `${numeral} in: ${text}`).toBe(true)
    }),
    { numRuns: 200 },
  )
})

test('at most one sentence of each kind, none without evidence, none that names a cause or raises its voice', () => {
  fc.assert(
    fc.property(dashboards, (input) => {
      const { sentences, withheld } = writeSentences(input)
      expect(new Set(sentences.map(({ kind }) => kind)).size).toBe(sentences.length)
      expect(sentences.length + withheld.length).toBeLessThanOrEqual(6)
      for (const { text, evidence } of sentences) {
        expect(evidence.length).toBeGreaterThan(0)
        expect(text).toMatch(/\.$/)
        expect(text).not.toMatch(/!|because|due to|caused|thanks to|-\d|\d %|NaN|null|undefined/i)
      }
    }),
  )
})
