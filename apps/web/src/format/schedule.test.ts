import { expect, test } from 'vitest'
import { scheduleWords } from './schedule.ts'

const words = (cron: string): string => scheduleWords({ cron, timeZone: 'Europe/Berlin' })

test('the usual schedules are said in words', () => {
  expect(['0 8 * * 1-5', '30 7 * * *', '0 7 * * 1', '0 */3 * * *', '15 * * * *', '0 6 1 * *'].map(words)).toEqual([
    'Weekdays at 08:00, Berlin',
    'Every day at 07:30, Berlin',
    'Mondays at 07:00, Berlin',
    'Every 3 hours, Berlin',
    'Every hour, 15 past, Berlin',
    'On day 1 of each month at 06:00, Berlin',
  ])
})

test('what has no words stays the expression: every 5 hours is not every five hours over midnight', () => {
  expect(['0 */5 * * *', '0 8 * 1 *', '*/10 * * * *', '0 8,20 * * *'].map(words)).toEqual(
    ['0 */5 * * *', '0 8 * 1 *', '*/10 * * * *', '0 8,20 * * *'].map((cron) => `${cron}, Berlin`),
  )
})
