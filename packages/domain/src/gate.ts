import type { SourceFault } from './source.ts'

/** What a place allows, as its documents say it; what its answers say goes before. */
export interface Pace {
  /** At most so many requests in any stretch of `perMs`. */
  readonly requests: number
  readonly perMs: number
  /** So many of them may come at once. */
  readonly burst: number
}

export type GateFault = Extract<SourceFault, 'rate_limited' | 'quota'>

/** A turn at a gate: `taken`, to be used after `waitMs`; or not, because the wait is longer than the asker has patience. */
export interface Turn {
  readonly taken: boolean
  readonly waitMs: number
  readonly fault: GateFault
}

/**
 * Leave to ask one place under one credential, shared by everyone who asks it and given in the order of asking. It keeps times and nothing
 * else: not who asked, nor for what.
 */
export interface Gate {
  /** Takes the next turn, unless it comes later than `patienceMs` from now. */
  enter(patienceMs: number): Promise<Turn>
  /** Milliseconds for which the place refuses everyone; 0 where a turn that was waited for still stands. */
  closedMs(): Promise<number>
  /** Nobody may go for so long: the place said so. A longer closure stays. */
  close(ms: number, fault: GateFault): Promise<void>
}

/**
 * The distance of requests that keeps a pace exactly: with `burst` at once and one in each interval after, no stretch of `perMs`, wherever it
 * begins, holds more than `requests`.
 */
export const intervalOf = ({ requests, perMs, burst }: Pace): number => perMs / (requests - Math.min(burst, requests) + 1)
