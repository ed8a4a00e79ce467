import { expect, test } from 'vitest'
import { isCron, isTimeZone, nextOfCron, nextOfInterval, nextTimes } from './schedule.ts'

test.each(['0 8 * * 1-5', '*/15 * * * *', '0 8 * * MON-FRI', '0 8 1 JAN *', '0 8 * * 7', ' 0\t8  * * * ', '0 0 31 2 *'])(
  '%j is a cron expression',
  (pattern) => {
    expect(isCron(pattern)).toBe(true)
  },
)

test.each([
  ['with seconds', '* * * * * *'],
  ['with seconds and a year', '0 * * * * * 2026'],
  ['a nickname', '@daily'],
  ['a nickname in five words', '@every 5 minutes and more'],
  ['too short', '0 8 * *'],
  ['nothing', ''],
  ['a minute 60', '60 8 * * *'],
  ['an hour 24', '0 24 * * *'],
  ['a day 0', '0 8 0 * *'],
  ['a day 32', '0 8 32 * *'],
  ['a month 13', '0 8 * 13 *'],
  ['a weekday 8', '0 8 * * 8'],
  ['a step of 0', '*/0 * * * *'],
  ['a range reversed', '30-10 * * * *'],
  ['a range without an end', '0 8 * * 1-'],
  ['a sixth Monday', '0 8 * * 1#6'],
  ['words', 'every day at eight o’clock'],
  ['an instant', '2026-11-01T08:00:00Z'],
])('a pattern that is %s is refused', (_, pattern) => {
  expect(isCron(pattern)).toBe(false)
})

const times = (cron: string, timeZone: string, after: string, count: number): string[] =>
  nextTimes({ cron, timeZone }, new Date(after), count).map((at) => at.toISOString().slice(0, 16))

test.each([
  ['the last day of the month', '0 8 L * *', ['2026-03-31T08:00', '2026-04-30T08:00']],
  ['the working day nearest to the 15th, a Sunday', '0 8 15W * *', ['2026-03-16T08:00', '2026-04-15T08:00']],
  ['the second Friday', '0 8 * * 5#2', ['2026-03-13T08:00', '2026-04-10T08:00']],
  ['the last Friday', '0 8 * * 5L', ['2026-03-27T08:00', '2026-04-24T08:00']],
  ['the 13th or a Friday, as cron has it', '0 8 13 * 5', ['2026-03-06T08:00', '2026-03-13T08:00']],
])('L, W and # work: %s', (_, cron, expected) => {
  expect(times(cron, 'UTC', '2026-03-01T00:00:00Z', 2)).toEqual(expected)
})

test.each(['Europe/Berlin', 'UTC', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Etc/GMT+5'])('%s is a time zone', (name) => {
  expect(isTimeZone(name)).toBe(true)
})
test.each(['', 'Mars/Base', 'Berlin', '+01:00', 'GMT+1', 'Europe/Berlin; drop', 'Europe/Ber\0lin'])('%j is not a time zone', (name) => {
  expect(isTimeZone(name)).toBe(false)
})

test.each([
  ['a plain day in summer', '30 2 * * *', 'Europe/Berlin', '2026-06-01T00:00:00Z', '2026-06-01T00:30', '2026-06-02T00:30'],
  ['Berlin in spring: the skipped 02:30 runs once, at 03:00', '30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-29T01:00', '2026-03-30T00:30'],
  ['Berlin in spring, after that run', '30 2 * * *', 'Europe/Berlin', '2026-03-29T01:00:00Z', '2026-03-30T00:30', '2026-03-31T00:30'],
  [
    'Berlin in autumn: the repeated 02:30 runs once, the first time',
    '30 2 * * *',
    'Europe/Berlin',
    '2026-10-24T12:00:00Z',
    '2026-10-25T00:30',
    '2026-10-26T01:30',
  ],
  ['Berlin in autumn, between the two 02:30', '30 2 * * *', 'Europe/Berlin', '2026-10-25T00:45:00Z', '2026-10-26T01:30', '2026-10-27T01:30'],
  ['Berlin in autumn, in the second 02 o’clock', '30 2 * * *', 'Europe/Berlin', '2026-10-25T01:10:00Z', '2026-10-26T01:30', '2026-10-27T01:30'],
  ['Berlin at eight keeps its wall clock over the change', '0 8 * * *', 'Europe/Berlin', '2026-03-28T00:00:00Z', '2026-03-28T07:00', '2026-03-29T06:00'],
  [
    'Sao Paulo: the midnight that spring skipped runs at 01:00',
    '0 0 * * *',
    'America/Sao_Paulo',
    '2018-11-03T12:00:00Z',
    '2018-11-04T03:00',
    '2018-11-05T02:00',
  ],
  [
    'Sao Paulo: the repeated hour before midnight runs once',
    '30 23 * * *',
    'America/Sao_Paulo',
    '2018-02-17T12:00:00Z',
    '2018-02-18T01:30',
    '2018-02-19T02:30',
  ],
  ['Lord Howe: the skipped half hour', '15 2 * * *', 'Australia/Lord_Howe', '2026-10-03T12:00:00Z', '2026-10-03T15:30', '2026-10-04T15:15'],
  ['Lord Howe: the repeated half hour runs once', '45 1 * * *', 'Australia/Lord_Howe', '2026-04-04T12:00:00Z', '2026-04-04T14:45', '2026-04-05T15:15'],
  ['a leap day waits for its year', '0 0 29 2 *', 'UTC', '2026-01-01T00:00:00Z', '2028-02-29T00:00', '2032-02-29T00:00'],
])('%s', (_, cron, timeZone, after, first, second) => {
  expect(times(cron, timeZone, after, 2)).toEqual([first, second])
})

test('of several times a day those that spring skips are left out', () => {
  expect(times('30 2,4 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', 2)).toEqual(['2026-03-29T02:30', '2026-03-30T00:30'])
  expect(times('*/15 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', 1)).toEqual(['2026-03-30T00:00'])
})

test('an hourly pattern runs in both of the hours that autumn repeats', () => {
  expect(times('0 * * * *', 'Europe/Berlin', '2026-10-24T23:30:00Z', 3)).toEqual(['2026-10-25T00:00', '2026-10-25T01:00', '2026-10-25T02:00'])
})

test('a schedule that never comes says so, and quickly gives no times', () => {
  const never = { cron: '0 8 31 2 *', timeZone: 'Europe/Berlin' }
  expect(nextOfCron(never, new Date('2026-03-29T01:00:00Z'))).toBeNull()
  expect(nextTimes(never, new Date('2026-03-29T01:00:00Z'), 3)).toEqual([])
})

test('the next time is after the one asked from, never the same', () => {
  const daily = { cron: '0 8 * * *', timeZone: 'UTC' }
  expect(nextOfCron(daily, new Date('2026-11-01T08:00:00Z'))).toEqual(new Date('2026-11-02T08:00:00Z'))
  expect(nextOfCron(daily, new Date('2026-11-01T07:59:59.500Z'))).toEqual(new Date('2026-11-01T08:00:00Z'))
})

test.each([
  ['the run before was on time', 6, '2026-11-01T00:00:00Z', '2026-11-01T00:05:00Z', '2026-11-01T06:00:00Z'],
  ['a day was missed: one run, not four', 6, '2026-11-01T00:00:00Z', '2026-11-02T01:00:00Z', '2026-11-02T06:00:00Z'],
  ['it is due this very moment: the one after', 6, '2026-11-01T00:00:00Z', '2026-11-01T06:00:00Z', '2026-11-01T12:00:00Z'],
  ['the clock was put back', 6, '2026-11-01T00:00:00Z', '2026-10-31T20:00:00Z', '2026-11-01T06:00:00Z'],
  ['a clock change lies between: hours are hours', 24, '2026-10-24T10:00:00Z', '2026-10-24T11:00:00Z', '2026-10-25T10:00:00Z'],
])('every N hours, when %s', (_, hours, due, now, expected) => {
  expect(nextOfInterval(hours, new Date(due), new Date(now))).toEqual(new Date(expected))
})
