import { DomainError, isUuid } from '@echoscope/domain'

/** Where a page ended: the sort value and id of its last row. Opaque to callers, and worth nothing outside the scope it is sent with. */
export interface Cursor {
  readonly value: string
  readonly id: string
}

export const encodeCursor = ({ value, id }: Cursor): string => Buffer.from(JSON.stringify([value, id])).toString('base64url')

/** What a list is ordered by: a time, as Postgres writes a `timestamptz`, or a count. */
export type CursorKind = 'instant' | 'count'

/** Throws `invalid_cursor` for everything that a page of this order did not write: what Postgres could not read must not reach it. */
export function decodeCursor(text: string, kind: CursorKind): Cursor {
  const refuse = () => new DomainError('invalid_cursor', 'This cursor is not one that a page of this order returned. Start again without it.')
  let read: unknown
  try {
    read = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    throw refuse()
  }
  if (!Array.isArray(read) || read.length !== 2) throw refuse()
  const [value, id]: unknown[] = read
  if (typeof value !== 'string' || typeof id !== 'string' || !isUuid(id) || !shapes[kind](value)) throw refuse()
  return { value, id }
}

const instant = /^(\d{4}-\d\d-\d\d) (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?[+-](?:0\d|1[0-4])(?::[0-5]\d)?$/
const shapes: Readonly<Record<CursorKind, (value: string) => boolean>> = {
  instant: (value) => isDay(instant.exec(value)?.[1] ?? ''),
  count: (value) => /^\d{1,18}$/.test(value),
}
/** JavaScript reads 30 February as 2 March, and knows a year 0; Postgres reads neither. */
const isDay = (text: string): boolean => {
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && !text.startsWith('0000') && new Date(at).toISOString().startsWith(text)
}
