import type { Checkpoint, Progress, Window } from '@echoscope/domain'
import { z } from 'zod'

const Stored = z.object({
  v: z.literal(1),
  since: z.int(),
  until: z.int(),
  listings: z.record(z.string(), z.object({ cursor: z.string().max(10_000).nullable(), reached: z.int(), ended: z.boolean() })),
})

/** Where a listing stands: its next page, and the time down to which it was read. */
export interface Place {
  readonly cursor: string | null
  readonly reached: number
  readonly ended: boolean
}

/** What a run has behind it, in milliseconds: each listing from `until` down to where it stands. */
export interface Reached {
  readonly since: number
  readonly until: number
  readonly listings: ReadonlyMap<string, Place>
}

/**
 * Continues the run that wrote the checkpoint, told by the beginning of its window. Where that differs, or cannot be read, all is asked anew:
 * posts may come twice, none is missed.
 */
export function reachedIn(checkpoint: Checkpoint | null, window: Window): Reached {
  const [since, until] = [window.since.getTime(), window.until.getTime()]
  const { data, success } = Stored.safeParse(checkpoint)
  if (!success || data.since !== since || data.until > until) return { since, until, listings: new Map() }
  return { since, until: data.until, listings: new Map(Object.entries(data.listings)) }
}

export const checkpointOf = ({ since, until, listings }: Reached): Checkpoint => ({ v: 1, since, until, listings: Object.fromEntries(listings) })

/** Seconds of window over all listings. */
export function progressOf({ since, until, listings }: Reached, keys: readonly string[]): Progress {
  const seconds = (ms: number) => Math.round(ms / 1_000)
  const behind = keys.map((key) => listings.get(key)).reduce((sum, place) => sum + (place === undefined ? 0 : until - (place.ended ? since : place.reached)), 0)
  return { done: seconds(behind), total: seconds((until - since) * keys.length) }
}
