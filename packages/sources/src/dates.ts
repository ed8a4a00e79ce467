const firstMs = 0
const endMs = Date.UTC(2263, 0, 1)
/** Seconds until here, milliseconds above: 1e11 s is the year 5138, 1e11 ms is March 1973. */
const firstMillisecond = 1e11

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i
const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([AP]M))?)?$/i
const epoch = /^-?\d{9,}(?:\.\d+)?$/

/**
 * Reads a time as archives write it: epoch seconds or milliseconds, ISO 8601 with or without a zone, `2024-01-02 03:04:05 UTC`, and
 * American `9/26/2016 3:26`. Without a zone it is UTC. Years 1970 to 2262.
 * @returns the time, or in words why it is none.
 */
export function asInstant(value: unknown): Date | string {
  if (typeof value === 'number') return checked(value > firstMillisecond ? value : value * 1000, String(value))
  if (typeof value !== 'string' || value === '') return 'no publication time'
  const text = value.trim()
  if (epoch.test(text)) return asInstant(Number(text))
  const isoParts = iso.exec(text)
  if (isoParts) {
    const [, year, month, day, hour, minute, second, fraction, zone] = isoParts
    const ms = Math.trunc(Number(`0.${fraction ?? 0}`) * 1000)
    return checked(utc([year, month, day, hour, minute, second], ms) - offsetMs(zone), text)
  }
  const usParts = american.exec(text)
  if (usParts) {
    const [, month, day, year, hour, minute, second, half] = usParts
    return checked(utc([year, month, day, hourOf24(hour, half), minute, second], 0), text)
  }
  return `"${text.slice(0, 40)}" is not a time it can read without guessing; ISO 8601, epoch seconds and M/D/YYYY H:mm are`
}

function checked(ms: number, text: string): Date | string {
  if (Number.isNaN(ms)) return `"${text.slice(0, 40)}" is no time`
  if (ms < firstMs || ms >= endMs) return `the time ${text.slice(0, 40)} lies outside 1970 to 2262`
  return new Date(ms)
}

/** Milliseconds, or NaN where a part is out of its range: `Date.UTC` would carry it over in silence. */
function utc(parts: readonly (string | undefined)[], ms: number): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map((part) => (part === undefined ? undefined : Number(part)))
  if (hour > 23 || minute > 59 || second > 59) return Number.NaN
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second, ms))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : Number.NaN
}

function offsetMs(zone: string | undefined): number {
  const parts = zone === undefined ? null : /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  if (!parts) return 0
  return (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3] ?? 0)) * 60_000
}

function hourOf24(hour: string | undefined, half: string | undefined): string | undefined {
  if (hour === undefined || half === undefined) return hour
  if (Number(hour) < 1 || Number(hour) > 12) return '99'
  return String((Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0))
}
