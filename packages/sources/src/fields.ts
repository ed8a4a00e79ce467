import { asInstant } from './dates.ts'

/** A parsed JSON object, or a CSV row by its header. Everything in it is foreign. */
export type Fields = Readonly<Record<string, unknown>>

/** A record that cannot become a post or an observation, and why. */
export interface Unusable {
  readonly kind: 'unusable'
  readonly reason: string
}
export const unusable = (reason: string): Unusable => ({ kind: 'unusable', reason })

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Text as Postgres can keep it: NUL and half surrogate pairs become U+FFFD. What is no text is none. */
export function textOf(value: unknown): string {
  if (typeof value !== 'string') return typeof value === 'number' ? String(value) : ''
  const whole = value.isWellFormed() ? value : value.toWellFormed()
  return whole.includes('\0') ? whole.replaceAll('\0', '\uFFFD') : whole
}

/** A whole number that fits the store; null where there is none, NaN where there is one that makes no sense. */
export function figureOf(value: unknown): number | null {
  if (value === null || value === undefined || value === '') return null
  const figure = typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : Number.NaN
  return Math.abs(figure) <= 2 ** 31 - 1 ? Math.round(figure) : Number.NaN
}

/** JSON's true, and what CSV writers make of it. */
export const isTrue = (value: unknown): boolean => value === true || value === 'true' || value === 'True' || value === 'TRUE'

/** The latest of several times at which figures may have been read; unreadable ones count as absent. */
export function latestOf(...values: readonly unknown[]): Date | null {
  let latest: Date | null = null
  for (const value of values) {
    if (value === null || value === undefined || value === '') continue
    const instant = asInstant(value)
    if (instant instanceof Date && (latest === null || instant > latest)) latest = instant
  }
  return latest
}

/** Names that are keys of rows and indexes: no place has longer ones, and an index entry could not hold them. */
export const longestName = 200
