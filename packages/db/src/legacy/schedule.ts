import { isCron } from '@echoscope/domain'

export interface OldSchedule {
  readonly cron: string
  /** Whole hours between two runs, 1 to 168: for Brand Analytics, which has no cron. */
  readonly hours: number
}

/** Intervals that a cron pattern says exactly, in minutes. */
const patterns: readonly (readonly [minutes: number, cron: string])[] = [
  [5, '*/5 * * * *'],
  [10, '*/10 * * * *'],
  [15, '*/15 * * * *'],
  [20, '*/20 * * * *'],
  [30, '*/30 * * * *'],
  [60, '0 * * * *'],
  ...[2, 3, 4, 6, 8, 12].map((hours) => [hours * 60, `0 */${hours} * * *`] as const),
  [24 * 60, '0 0 * * *'],
  [7 * 24 * 60, '0 0 * * 1'],
  [30 * 24 * 60, '0 0 1 * *'],
]
const words: Readonly<Record<string, number>> = {
  hourly: 60,
  daily: 1_440,
  nightly: 1_440,
  weekly: 10_080,
  biweekly: 20_160,
  fortnightly: 20_160,
  monthly: 43_200,
  minute: 1,
  hour: 60,
  day: 1_440,
  week: 10_080,
  month: 43_200,
}
const units: readonly (readonly [RegExp, number])[] = [
  [/^s(ec(ond)?s?)?$/, 1 / 60],
  [/^m(in(ute)?s?)?$/, 1],
  [/^h((ou)?rs?)?$/, 60],
  [/^d(ays?)?$/, 1_440],
  [/^w((ee)?ks?)?$/, 10_080],
  [/^mon(th)?s?$/, 43_200],
]

/** The nearest cron of an old `schedule_interval`, by ratio; null where it says nothing that is a time. */
export function readSchedule(text: string): OldSchedule | null {
  const trimmed = text.trim()
  const minutes = minutesOf(
    trimmed
      .toLowerCase()
      .replace(/^every\s+/, '')
      .replace(/^@/, ''),
  )
  if (minutes === null) return isCron(trimmed) ? { cron: trimmed, hours: 6 } : null
  const hours = Math.min(168, Math.max(1, Math.round(minutes / 60)))
  const far = ([each]: readonly [number, string]): number => Math.abs(Math.log(minutes / each))
  const [, cron] = patterns.reduce((best, each) => (far(each) < far(best) ? each : best))
  return { cron, hours }
}

/** Hours where a number stands alone, as the old form asked for; above a week of them it can only be minutes, above a week of those seconds. */
function minutesOf(text: string): number | null {
  const known = words[text]
  if (known !== undefined) return known
  const clock = /^(?:(\d+) days?,? ?)?(?:(\d+):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?$/.exec(text)
  if (text !== '' && clock !== null) {
    const [, days = 0, hours = 0, minutes = 0, seconds = 0] = clock
    return positive(Number(days) * 1_440 + Number(hours) * 60 + Number(minutes) + Number(seconds) / 60)
  }
  const counted = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/.exec(text)
  if (counted === null) return null
  const [, number = '', unit = ''] = counted
  const count = Number(number)
  if (unit === '') return positive(count <= 168 ? count * 60 : count <= 10_080 ? count : count / 60)
  const found = units.find(([pattern]) => pattern.test(unit))
  return found === undefined ? null : positive(count * found[1])
}

const positive = (minutes: number): number | null => (minutes > 0 && Number.isFinite(minutes) ? minutes : null)
