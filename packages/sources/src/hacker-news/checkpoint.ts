import type { Checkpoint, Progress } from '@echoscope/domain'
import { z } from 'zod'

const Stored = z.object({
  v: z.literal(1),
  since: z.int(),
  until: z.int(),
  terms: z.record(z.string(), z.int()),
})

/** What a run has behind it: for each term everything from its `reached` second up to `until`. */
export interface Reached {
  readonly since: number
  readonly until: number
  /** Going down from `until`; a term that is not here has not begun. */
  readonly terms: ReadonlyMap<string, number>
}

/**
 * Continues the run that wrote the checkpoint, told by the beginning of its window. Where that differs (the next run, whose window overlaps
 * the last one's) or cannot be read, everything is asked anew: posts may come twice, none is missed.
 */
export function reachedIn(checkpoint: Checkpoint | null, window: { since: number; until: number }): Reached {
  const stored = Stored.safeParse(checkpoint)
  if (!stored.success || stored.data.since !== window.since || stored.data.until > window.until) return { ...window, terms: new Map() }
  return { since: stored.data.since, until: stored.data.until, terms: new Map(Object.entries(stored.data.terms)) }
}

export const checkpointOf = ({ since, until, terms }: Reached): Checkpoint => ({ v: 1, since, until, terms: Object.fromEntries(terms) })

/** Seconds of window over all terms. */
export const progressOf = ({ since, until, terms }: Reached, count: number): Progress => ({
  done: [...terms.values()].reduce((sum, reached) => sum + (until - reached), 0),
  total: (until - since) * count,
})
