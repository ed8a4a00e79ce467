import { SourceError } from '@echoscope/domain'
import type { z } from 'zod'

/** Half of a surrogate pair, as JSON may spell it. */
const halfPair = /\\u[dD][89a-fA-F][0-9a-fA-F]{2}/

/**
 * Foreign JSON as the schema has it. Of a key that is given twice the last counts, and half surrogate pairs become U+FFFD, which Postgres can keep.
 * @throws SourceError `malformed`; what was sent is not quoted.
 */
export function parseJson<Schema extends z.ZodType>(text: string, schema: Schema, host: string): z.output<Schema> {
  if (text.trim() === '') throw new SourceError('malformed', `${host} sent an empty answer`)
  const value = jsonIn(text)
  if (value === undefined) throw new SourceError('malformed', `${host} sent something that is not JSON`)
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new SourceError('malformed', `${host} sent JSON of another shape: ${result.error.issues[0]?.path.join('.') || 'the whole'} is not as expected`)
}

/** Undefined where it is no JSON. */
export function jsonIn(text: string): unknown {
  try {
    return halfPair.test(text) ? JSON.parse(text, (_key, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value)) : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A web page says so in its first tag, whatever its header says. */
export const looksLikePage = (text: string): boolean => /^\s*<(?:!doctype html|html)[\s>]/i.test(text.slice(0, 500))
