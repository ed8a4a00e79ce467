import { describe, expect, test } from 'vitest'
import { deriveId, keptId } from './derive-id.ts'
import { readFlag } from './flag.ts'
import { readSchedule } from './schedule.ts'
import { brandStatusOf, campaignStatusOf } from './status.ts'
import { type Dated, fitsKey, isMonth, readInteger, readJson, readList, readSentiment, readTime, storable, winnerOf } from './values.ts'

describe('a time', () => {
  test.each([
    ['2025-05-01 10:00:00', '2025-05-01T10:00:00.000000Z'],
    ['2025-05-01 10:00:00.123456', '2025-05-01T10:00:00.123456Z'],
    ['2025-05-01T10:00:00.5+02:00', '2025-05-01T08:00:00.500000Z'],
    ['2025-05-01 10:00:00-0330', '2025-05-01T13:30:00.000000Z'],
    ['2025-05-01 00:30:00+02', '2025-04-30T22:30:00.000000Z'],
    ['2025-05-01', '2025-05-01T00:00:00.000000Z'],
    ['1590000000', '2020-05-20T18:40:00.000000Z'],
    ['1590000000123', '2020-05-20T18:40:00.123000Z'],
    ['9999-12-31 23:59:59', '9999-12-31T23:59:59.000000Z'],
  ])('%s is %s: UTC where it names no zone', (text, instant) => {
    expect(readTime(text)).toEqual({ value: instant, bad: false })
  })
  test.each([
    'infinity',
    '-infinity',
    'yesterday',
    '2025-13-01',
    '2025-02-30 10:00:00',
    '2025-05-01 25:00:00',
    '0044-03-15 10:00:00 BC',
    '9999-12-31 23:59:59-10',
    '2025',
  ])('%s is none', (text) => {
    expect(readTime(text)).toEqual({ value: null, bad: true })
  })
  test('nothing is nothing, and not bad', () => {
    for (const text of [null, '', '  ']) expect(readTime(text)).toEqual({ value: null, bad: false })
  })
})

test('numbers are whole and in range, or bad', () => {
  expect(['12', ' 7 ', '12.0', '-3', '1e2'].map((text) => readInteger(text, -10).value)).toEqual([12, 7, 12, -3, 100])
  for (const text of ['12k', 'NaN', '1.5', '99999999999', '-11', 'Infinity']) expect(readInteger(text, -10)).toEqual({ value: null, bad: true })
  expect(['1', '-1', '0.25'].map((text) => readSentiment(text).value)).toEqual([1, -1, 0.25])
  for (const text of ['1.7', 'NaN', '-1.0001', 'Infinity', 'positive']) expect(readSentiment(text)).toEqual({ value: null, bad: true })
  expect(['2025-12', '2025-07-01', '2025-13', 'May', '2025-1', '2025-001'].map(isMonth)).toEqual([true, true, false, false, false, false])
})

test('lists come from arrays, texts and texts that hold arrays; anything else is bad', () => {
  const lists = ['["a", " b ", "a", 3, null]', '"a, b\\nc"', '"{a,\\"b c\\"}"', '"[\\"x\\", \\"y\\"]"', '[]'].map((json) => readList(json).value)
  expect(lists).toEqual([['a', 'b', '3'], ['a', 'b', 'c'], ['a', 'b c'], ['x', 'y'], []])
  for (const json of ['{"a": 1}', '5', 'true', 'nonsense']) expect(readList(json).bad, json).toBe(true)
})

test('only the JSON value true makes a campaign automatic; what says something else is told, false and absence are not', () => {
  const flag = (json: string | null) => readFlag(readJson(json))
  expect(flag('{"is_auto_campaign": true}')).toEqual({ automatic: true, odd: null })
  for (const json of ['{"is_auto_campaign": false}', '{}', '{"other": {"deep": [1]}}']) expect(flag(json), json).toEqual({ automatic: false, odd: null })
  for (const json of [
    '{"is_auto_campaign": "true"}',
    '{"is_auto_campaign": 1}',
    '{"is_auto_campaign": null}',
    '{"a": [{"is_auto_campaign": true}]}',
    '[true]',
    '"x"',
    'null',
    'broken',
    null,
  ])
    expect(flag(json), String(json)).toEqual({ automatic: false, odd: expect.any(String) })
})

test.each([
  ['6 hours', '0 */6 * * *', 6],
  ['6', '0 */6 * * *', 6],
  ['06:00:00', '0 */6 * * *', 6],
  ['1 day', '0 0 * * *', 24],
  ['2 days 12:00:00', '0 0 * * *', 60],
  ['@daily', '0 0 * * *', 24],
  ['every 2 hours', '0 */2 * * *', 2],
  ['hourly', '0 * * * *', 1],
  ['30m', '*/30 * * * *', 1],
  ['5h', '0 */6 * * *', 5],
  ['360', '0 */6 * * *', 6],
  ['86400', '0 0 * * *', 24],
  ['weekly', '0 0 * * 1', 168],
  ['15 8 * * 1-5', '15 8 * * 1-5', 6],
])('an interval of "%s" becomes the nearest cron %s, for a brand every %i hours', (text, cron, hours) => {
  expect(readSchedule(text)).toEqual({ cron, hours })
})
test('what is no interval is none', () => {
  for (const text of ['whenever', '-3', '0', '', 'every blue moon', '00:00:00']) expect(readSchedule(text), text).toBeNull()
})

test('an error is a pause with its reason, and so is a status nobody knows', () => {
  const of = (status: string | null, error: string | null = null) => campaignStatusOf({ status, error, isActive: null })
  expect(of('Active')).toEqual({ status: 'active', reason: null })
  expect(of('error', 'rate limited')).toEqual({ status: 'paused', reason: 'rate limited' })
  expect(of('error')).toEqual({ status: 'paused', reason: expect.any(String) })
  expect(of('limbo')).toEqual({ status: 'paused', reason: expect.stringContaining('limbo') })
  expect(of('completed').status).toBe('completed')
  expect(campaignStatusOf({ status: null, error: null, isActive: 'false' }).status).toBe('paused')
  expect([brandStatusOf('archived', null), brandStatusOf(null, 'f'), brandStatusOf(null, null), brandStatusOf('odd', null)]).toEqual([
    'archived',
    'paused',
    'active',
    'unknown',
  ])
})

test('of rows with one key the latest gives the values, then the greatest id; one without a time comes last', () => {
  const [a, b, c]: [Dated, Dated, Dated] = [
    { id: 'a', at: '2025-01-02T00:00:00.000000Z' },
    { id: 'b', at: '2025-01-02T00:00:00.000000Z' },
    { id: 'c', at: null },
  ]
  expect(winnerOf([a, b, c]).id).toBe('b')
  expect(winnerOf([c, a]).id).toBe('a')
})

test('ids that are made are the same each time and differ by each part; old ones stay', () => {
  const brand = '0190a0a0-0000-7000-8000-000000000000'
  expect(deriveId(brand, 'community', 'x')).toBe(deriveId(brand, 'community', 'x'))
  expect(new Set([deriveId(brand, 'a', 'b'), deriveId(brand, 'ab'), deriveId(brand, 'b', 'a')]).size).toBe(3)
  expect(deriveId(brand, 'a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(keptId(brand, brand, 'threads')).toBe(brand)
  expect(keptId('17', brand, 'threads')).not.toBe(keptId('17', brand, 'communities'))
})

test('a key is measured in bytes, and JSON is made fit for jsonb', () => {
  expect([fitsKey('x'.repeat(300), 'reddit'), fitsKey('😀'.repeat(300)), fitsKey('x'.repeat(2_500)), fitsKey('€'.repeat(900))]).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect(storable({ a: 'x\0y', b: '\ud800' })).toBe('{"a":"xy","b":"�"}')
})
