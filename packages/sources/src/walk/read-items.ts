import { type Collected, SourceError } from '@echoscope/domain'
import type { z } from 'zod'

export interface Reads<Item> {
  /** As users know the place. */
  readonly name: string
  /** Null: an item that is no post, such as an advertisement. */
  toItem(item: Item): Collected | null
}

/**
 * Items of a page, each by itself: one of another shape is `bad` and the others go on, unless not one can be read.
 * @throws SourceError `malformed`
 */
export function readItems<Schema extends z.ZodType>(values: readonly unknown[], schema: Schema, { name, toItem }: Reads<z.output<Schema>>): Collected[] {
  let readable = 0
  const found: Collected[] = []
  for (const [at, value] of values.entries()) {
    const { data, error } = schema.safeParse(value)
    if (error !== undefined) {
      found.push({ kind: 'bad', bad: { place: `item ${at + 1}`, reason: `its ${error.issues[0]?.path.join('.') || 'shape'} is not as ${name} writes it` } })
      continue
    }
    readable += 1
    const item = toItem(data)
    if (item !== null) found.push(item)
  }
  if (values.length > 0 && readable === 0) throw new SourceError('malformed', `${name} sent items of another shape: not one of them can be read`)
  return found
}

/** The earliest of the posts' times; null where there is none. */
export const oldestOf = (times: readonly Date[]): Date | null =>
  times.reduce<Date | null>((least, time) => (least === null || time < least ? time : least), null)
