import { expect, test } from 'vitest'
import { asInstant } from './dates.ts'

test.each([
  [1_700_000_000, '2023-11-14T22:13:20.000Z'],
  ['1700000000', '2023-11-14T22:13:20.000Z'],
  [1_700_000_000_123, '2023-11-14T22:13:20.123Z'],
  ['2024-01-02', '2024-01-02T00:00:00.000Z'],
  ['2024-01-02T03:04:05Z', '2024-01-02T03:04:05.000Z'],
  ['2014-10-23T22:57:47.123456Z', '2014-10-23T22:57:47.123Z'],
  ['2024-01-02 03:04:05 UTC', '2024-01-02T03:04:05.000Z'],
  ['2022-05-12 16:01:05+00:00', '2022-05-12T16:01:05.000Z'],
  ['2024-01-02T03:04:05-05:30', '2024-01-02T08:34:05.000Z'],
  ['9/26/2016 3:26', '2016-09-26T03:26:00.000Z'],
  ['9/26/2016 12:05 AM', '2016-09-26T00:05:00.000Z'],
  ['9/26/2016, 3:26:07 PM', '2016-09-26T15:26:07.000Z'],
  ['2262-12-31T23:59:59Z', '2262-12-31T23:59:59.000Z'],
  [0, '1970-01-01T00:00:00.000Z'],
])('%s is %s', (value, expected) => {
  expect(asInstant(value)).toEqual(new Date(expected))
})

test.each<[string | number | null, string]>([
  ['2023-02-29', 'a day that is not'],
  ['2024-13-01', 'a month that is not'],
  ['2024-01-01 24:30', 'an hour that is not'],
  ['26/9/2016', 'day before month, or a month that is not'],
  ['13/13/2016 1:00', 'neither'],
  ['9/26/2016 13:00 PM', 'half a day too late'],
  ['20240102', 'a date or seconds'],
  ['2024', 'a year or seconds'],
  ['yesterday', 'no number at all'],
  ['1904-01-01', 'before 1970'],
  ['2263-01-01', 'after 2262'],
  [-1, 'before 1970'],
  [Number.NaN, 'nothing'],
  [Number.POSITIVE_INFINITY, 'never'],
  ['', 'empty'],
  [null, 'absent'],
])('%s is refused with a reason: %s', (value) => {
  expect(asInstant(value)).toEqual(expect.stringMatching(/time/))
})
