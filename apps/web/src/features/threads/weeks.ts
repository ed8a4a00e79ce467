import { dayMs } from '@echoscope/domain'
import { dayRange } from '../../format/dates.ts'

const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** The Monday of a day's week. */
export function weekOf(day: string): string {
  const at = Date.parse(day)
  return isoDay(at - ((new Date(at).getUTCDay() + 6) % 7) * dayMs)
}

/** This week, Last week, 9 to 15 November. */
export function weekWords(monday: string, today: string): string {
  const start = Date.parse(monday)
  const weeksAgo = (Date.parse(weekOf(today)) - start) / (7 * dayMs)
  if (weeksAgo === 0) return 'This week'
  if (weeksAgo === 1) return 'Last week'
  return dayRange({ from: monday, to: isoDay(start + 7 * dayMs) }, new Date(today))
}
