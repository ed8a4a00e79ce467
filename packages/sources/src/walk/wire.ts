import { z } from 'zod'
import { asInstant } from '../dates.ts'
import { longestName, textOf } from '../fields.ts'

/** Fields as foreign JSON has them, read with patience. */
export const Text = z.string().nullish()
export const Figure = z.number().nullish()

/** A time that has to be there: ISO 8601 or seconds of the epoch. */
export const Instant = z.union([z.string(), z.number()]).transform((value, context) => {
  const instant = asInstant(value)
  if (instant instanceof Date) return instant
  context.addIssue({ code: 'custom', message: instant })
  return z.NEVER
})

/** A figure as it is stored: whole, and small enough. */
export const whole = (figure: number | null | undefined): number | null =>
  typeof figure === 'number' && Math.abs(figure) < 2 ** 31 ? Math.round(figure) : null

/** A name that is a key of rows; null where there is none. */
export const nameOf = (name: string | null | undefined): string | null => textOf(name).trim().slice(0, longestName) || null
