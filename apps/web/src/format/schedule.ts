import type { Schedule } from '@echoscope/domain'

const weekdays = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays']
const two = (text: string): string => text.padStart(2, '0')
const number = /^\d{1,2}$/

/** Europe/Berlin → Berlin */
export const cityOf = (timeZone: string): string => (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')

/** A schedule in words where it is one of the usual ones, else the expression itself: never a sentence that is nearly right. */
export function scheduleWords({ cron, timeZone }: Schedule): string {
  return `${cronWords(cron)}, ${cityOf(timeZone)}`
}

/** The cron alone, without the place whose clock it goes by. */
export function cronWords(cron: string): string {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = cron.trim().split(/\s+/)
  if (month !== '*' || !number.test(minute)) return cron
  const everyHours = /^\*\/(\d{1,2})$/.exec(hour)?.[1]
  if (day === '*' && weekday === '*') {
    const past = Number(minute) === 0 ? '' : `, ${Number(minute)} past`
    if (hour === '*' || everyHours === '1') return `Every hour${past}`
    if (everyHours !== undefined && 24 % Number(everyHours) === 0) return `Every ${everyHours} hours${past}`
  }
  if (!number.test(hour)) return cron
  const at = `at ${two(hour)}:${two(minute)}`
  if (day === '*' && weekday === '*') return `Every day ${at}`
  if (day === '*' && weekday === '1-5') return `Weekdays ${at}`
  if (day === '*' && /^[0-7]$/.test(weekday)) return `${weekdays[Number(weekday)]} ${at}`
  if (weekday === '*' && number.test(day)) return `On day ${day} of each month ${at}`
  return cron
}
