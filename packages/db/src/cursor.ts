import { DomainError, isUuid } from '@echoscope/domain'

/** Where a page ended: the sort value and id of its last row. Opaque to callers, and worth nothing outside the scope it is sent with. */
export interface Cursor {
  readonly value: string
  readonly id: string
}

export const encodeCursor = ({ value, id }: Cursor): string => Buffer.from(JSON.stringify([value, id])).toString('base64url')

/** Throws `invalid_cursor` for everything this did not write. */
export function decodeCursor(text: string): Cursor {
  const refuse = () => new DomainError('invalid_cursor', 'This cursor is not one that a page returned. Start again without it.')
  let read: unknown
  try {
    read = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    throw refuse()
  }
  if (!Array.isArray(read) || read.length !== 2) throw refuse()
  const [value, id]: unknown[] = read
  if (typeof value !== 'string' || typeof id !== 'string' || !isUuid(id) || !/^-?[\d.:+ TZ-]{1,40}$/.test(value)) throw refuse()
  return { value, id }
}
