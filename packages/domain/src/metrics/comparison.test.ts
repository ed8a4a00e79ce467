import { expect, test } from 'vitest'
import { zoneOf } from '../zone.ts'
import { nothingBefore } from './comparison.ts'
import { coverage, type SourceWindow } from './coverage.ts'

const utc = zoneOf('UTC')
const previous = { from: new Date('2019-02-18'), to: new Date('2020-01-06') }
const asked =
  (...windows: SourceWindow[]) =>
  (range: { from: Date; to: Date }) =>
    coverage(windows, range, utc)
const read = (from: string, to: string, ok = true): SourceWindow => ({ source: 'hn', from: new Date(from), to: new Date(to), ok, reason: null })

test('an import that begins inside the window before leaves its days before unknown', () => {
  expect(nothingBefore({ previous, first: '2020-01-02', zone: utc, coverageOver: asked() })).toBe('2020-01-02')
  expect(nothingBefore({ previous, first: '2020-05-01', zone: utc, coverageOver: asked() })).toBe('2020-05-01')
})

test('a window before that lies wholly after the first thread can be compared', () => {
  expect(nothingBefore({ previous, first: '2019-02-18', zone: utc, coverageOver: asked() })).toBe(null)
  expect(nothingBefore({ previous, first: null, zone: utc, coverageOver: asked() })).toBe(null)
})

test('days that a source was read for and that have no thread are a zero; a part of them, or a failure, is not', () => {
  expect(nothingBefore({ previous, first: '2020-01-02', zone: utc, coverageOver: asked(read('2019-01-01', '2020-02-01')) })).toBe(null)
  expect(nothingBefore({ previous, first: '2020-01-02', zone: utc, coverageOver: asked(read('2019-06-01', '2020-02-01')) })).toBe('2020-01-02')
  expect(nothingBefore({ previous, first: '2020-01-02', zone: utc, coverageOver: asked(read('2019-01-01', '2020-02-01', false)) })).toBe('2020-01-02')
})
