/** How often, as the form asks it; `cron` keeps what the form has no words for. */
export type Cadence =
  | { readonly kind: 'hand' }
  | { readonly kind: 'hours'; readonly every: number }
  | { readonly kind: 'daily'; readonly time: string }
  | { readonly kind: 'weekdays'; readonly time: string }
  | { readonly kind: 'weekly'; readonly weekday: number; readonly time: string }
  | { readonly kind: 'cron'; readonly cron: string }

export const everyHours = [1, 2, 3, 4, 6, 8, 12] as const
const at = (time: string, weekday: string): string => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return `${minute} ${hour} * * ${weekday}`
}
const timeOf = (hour: string, minute: string): string => `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
const number = /^\d{1,2}$/

/** The five cron fields of a cadence; null runs by hand alone. */
export function cronOf(cadence: Cadence): string | null {
  switch (cadence.kind) {
    case 'hand':
      return null
    case 'cron':
      return cadence.cron.trim()
    case 'hours':
      return cadence.every === 1 ? '0 * * * *' : `0 */${cadence.every} * * *`
    case 'daily':
      return at(cadence.time, '*')
    case 'weekdays':
      return at(cadence.time, '1-5')
    case 'weekly':
      return at(cadence.time, String(cadence.weekday))
  }
}

/** The cadence a cron expression says, where the form has words for it. */
export function cadenceOf(cron: string | null): Cadence {
  if (cron === null) return { kind: 'hand' }
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = cron.trim().split(/\s+/)
  if (day !== '*' || month !== '*' || !number.test(minute)) return { kind: 'cron', cron }
  if (weekday === '*' && minute === '0') {
    if (hour === '*') return { kind: 'hours', every: 1 }
    const every = Number(/^\*\/(\d{1,2})$/.exec(hour)?.[1])
    if (everyHours.some((known) => known === every)) return { kind: 'hours', every }
  }
  if (!number.test(hour)) return { kind: 'cron', cron }
  const time = timeOf(hour, minute)
  if (weekday === '*') return { kind: 'daily', time }
  if (weekday === '1-5') return { kind: 'weekdays', time }
  return /^[0-6]$/.test(weekday) ? { kind: 'weekly', weekday: Number(weekday), time } : { kind: 'cron', cron }
}
