import { isCron } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { cadenceOf, cronOf, everyHours } from './cadence.ts'
import type { Cadence } from './cadence.ts'

const cadences: readonly Cadence[] = [
  { kind: 'hand' },
  ...everyHours.map((every) => ({ kind: 'hours' as const, every })),
  { kind: 'daily', time: '07:30' },
  { kind: 'weekdays', time: '08:00' },
  { kind: 'weekly', weekday: 0, time: '23:05' },
  { kind: 'cron', cron: '0 8,20 * * *' },
]

test('each cadence is a schedule the API takes, and comes back as itself', () => {
  for (const cadence of cadences) {
    const cron = cronOf(cadence)
    if (cron !== null) expect(isCron(cron)).toBe(true)
    expect(cadenceOf(cron)).toEqual(cadence)
  }
})

test('an expression without words is kept as it is written', () => {
  for (const cron of ['0 */5 * * *', '5 */3 * * *', '0 8 1 * *', '0 8 * * 1,3']) expect(cadenceOf(cron)).toEqual({ kind: 'cron', cron })
})
