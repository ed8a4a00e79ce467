import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coverageByHour } from './coverage-by-hour.ts'

const at = (time: string): Date => new Date(`2026-11-23T${time}:00Z`)
const window = (from: string, to: string, ok = true) => ({ from: at(from), to: at(to), ok })

test('an hour is covered when runs that succeeded read all of it together, a gap where one failed and none made up for it, else unread', () => {
  const windows = [window('01:00', '02:30'), window('02:20', '04:00'), window('04:00', '06:00', false), window('05:00', '06:00')]
  expect(coverageByHour(windows, at('08:00'), 8)).toEqual(['unread', 'covered', 'covered', 'covered', 'gap', 'covered', 'unread', 'unread'])
})

test('the hour under way counts as far as it has come', () => {
  expect(coverageByHour([window('07:00', '07:20')], at('07:20'), 1)).toEqual(['covered'])
  expect(coverageByHour([window('07:00', '07:10')], at('07:20'), 1)).toEqual(['unread'])
})

test('more that was read never makes less covered, whatever the windows', () => {
  const some = fc.array(fc.record({ start: fc.integer({ min: 0, max: 300 }), minutes: fc.integer({ min: 1, max: 200 }), ok: fc.boolean() }), { maxLength: 8 })
  const base = at('00:00').getTime()
  fc.assert(
    fc.property(some, some, (few, more) => {
      const windowsOf = (of: typeof few) =>
        of.map(({ start, minutes, ok }) => ({ from: new Date(base + start * 60_000), to: new Date(base + (start + minutes) * 60_000), ok }))
      const covered = (of: typeof few) => coverageByHour(windowsOf(of), at('08:00'), 8).map((state) => state === 'covered')
      const [before, after] = [covered(few), covered([...few, ...more])]
      for (const [hour, was] of before.entries()) if (was) expect(after[hour]).toBe(true)
    }),
  )
})
