/** What an old cell says: null where it is empty, `bad` where it says something that cannot be taken. */
export interface Read<Value> {
  readonly value: Value | null
  readonly bad: boolean
}
const empty = { value: null, bad: false } as const
const bad = { value: null, bad: true } as const
const good = <Value>(value: Value): Read<Value> => ({ value, bad: false })

/** `2026-11-23T08:00:00.000000Z`: always this wide, so that instants compare as texts, and microseconds survive. */
export type Instant = string

const timestamp = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(?:(Z|UTC|GMT)|([+-])(\d\d):?(\d\d)?(?::\d\d)?)?$/i
const epoch = /^\d{9,13}(?:\.\d+)?$/

/** A time as Postgres or an application wrote it; without a zone it is UTC. Seconds or milliseconds since 1970 count too. */
export function readTime(text: string | null): Read<Instant> {
  if (text === null || text.trim() === '') return empty
  const trimmed = text.trim()
  if (epoch.test(trimmed)) return good(ofEpoch(Number(trimmed)))
  const parts = timestamp.exec(trimmed)
  if (parts === null) return bad
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', , sign, offsetHours = '00', offsetMinutes = '00'] = parts
  const wall = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  // JavaScript rolls 30 February over into March; here it is no date.
  if (Number.isNaN(wall) || new Date(wall).getUTCDate() !== Number(day)) return bad
  const offsetMs = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000
  const seconds = new Date(sign === undefined ? wall : sign === '+' ? wall - offsetMs : wall + offsetMs).toISOString()
  if (seconds.length !== 24 || seconds < '0001') return bad
  return good(`${seconds.slice(0, 19)}.${fraction.slice(0, 6).padEnd(6, '0')}Z`)
}

const ofEpoch = (count: number): Instant => `${new Date(count > 99_999_999_999 ? count : count * 1_000).toISOString().slice(0, 23)}000Z`

const largestInteger = 2_147_483_647

/** A whole number from `least` to what an `integer` holds. */
export function readInteger(text: string | null, least: number): Read<number> {
  if (text === null || text.trim() === '') return empty
  const number = Number(text)
  return Number.isInteger(number) && number >= least && number <= largestInteger ? good(number) : bad
}

/** A sentiment, −1 to 1. */
export function readSentiment(text: string | null): Read<number> {
  if (text === null || text.trim() === '') return empty
  const number = Number(text)
  return number >= -1 && number <= 1 ? good(number) : bad
}

/** `2025-07`, with or without a day behind it. */
export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])(?!\d)/.test(text.trim())

/** A list of words from the JSON of a cell: an array, or a text with commas, line ends or Postgres's braces. */
export function readList(json: string | null): Read<string[]> {
  const parsed = readJson(json)
  if (parsed.bad) return bad
  const { value } = parsed
  if (value === null) return empty
  if (Array.isArray(value)) return good(words(value.filter((each) => typeof each === 'string' || typeof each === 'number').map(String)))
  if (typeof value !== 'string') return bad
  const text = value.trim()
  if (text.startsWith('[')) {
    const inner = readJson(text)
    if (Array.isArray(inner.value)) return readList(text)
  }
  return good(words(text.replace(/^\{(.*)\}$/s, '$1').split(/[,;\n]/)))
}

const words = (texts: readonly string[]): string[] => [
  ...new Set(
    texts
      .map((text) =>
        text
          .replaceAll('\0', '')
          .trim()
          .replace(/^"(.*)"$/s, '$1'),
      )
      .filter((text) => text !== ''),
  ),
]

/** Any JSON text; null is empty. */
export function readJson(json: string | null): Read<unknown> {
  if (json === null) return empty
  try {
    return good<unknown>(JSON.parse(json))
  } catch {
    return bad
  }
}

/** JSON that `jsonb` takes: without NULs, and with every surrogate paired. */
export const storable = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => (typeof each === 'string' ? each.replaceAll('\0', '').toWellFormed() : each))

/** Of two texts the later, null first: instants and ids in lower case compare so. */
export const later = (a: string | null, b: string | null): number => (a === b ? 0 : a === null ? -1 : b === null ? 1 : a > b ? 1 : -1)

export interface Dated {
  readonly id: string
  readonly at: Instant | null
}
/** Which of several rows with one key gives the values: the latest, then the greatest id. */
export const compareDated = (a: Dated, b: Dated): number => later(a.at, b.at) || later(a.id, b.id)
/** Rows with their `updated_at` as an instant. */
export function dated<Row extends { readonly updatedAt: string | null }>([first, ...rest]: readonly [Row, ...Row[]]): [
  Row & { at: Instant | null },
  ...(Row & { at: Instant | null })[],
] {
  const withTime = (row: Row) => ({ ...row, at: readTime(row.updatedAt).value })
  return [withTime(first), ...rest.map(withTime)]
}
export function winnerOf<Row extends Dated>(rows: readonly [Row, ...Row[]]): Row {
  return rows.reduce((best, row) => (compareDated(row, best) > 0 ? row : best))
}

/** What a btree entry may hold, less what the rest of a key needs; a longer key cannot be stored whole, and is never cut. */
export const longestKeyBytes = 2_400
export function fitsKey(...parts: readonly string[]): boolean {
  const units = parts.reduce((sum, part) => sum + part.length, 0)
  return units * 3 <= longestKeyBytes || parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0) <= longestKeyBytes
}
