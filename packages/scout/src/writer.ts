import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Batch, BatchOutcome } from '@echoscope/db'

/** Writes one batch after the other while the next is gathered: matching and analysis keep one processor busy, Postgres another. */
export interface Writer {
  /** Waits for the batch before, then begins this one; throws what the one before threw. */
  begin(batch: Batch): Promise<void>
  /** Waits for the batch under way; throws what it throws. */
  settled(): Promise<void>
  /** Waits for the batch under way, whatever becomes of it: nothing is written after. */
  atRest(): Promise<void>
  /** Lets the batch under way have its answers read, every few milliseconds. */
  giveWay(): Promise<void> | undefined
  /** A batch that was written heard a user ask to stop. */
  readonly cancelRequested: boolean
}

const turnMs = 4

export function createWriter(write: (batch: Batch) => Promise<BatchOutcome>): Writer {
  let underWay: Promise<BatchOutcome> | null = null
  let cancelRequested = false
  let turnedAt = performance.now()
  const settled = async (): Promise<void> => {
    const pending = underWay
    underWay = null
    if (pending !== null) cancelRequested ||= (await pending).cancelRequested
  }
  return {
    settled,
    begin: async (batch) => {
      await settled()
      underWay = write(batch)
      // Whoever asks for it next is told; until then it is no unhandled rejection.
      underWay.catch(() => undefined)
    },
    atRest: async () => {
      await settled().catch(() => undefined)
    },
    giveWay: () => {
      if (underWay === null || performance.now() - turnedAt < turnMs) return undefined
      return nextTurn().then(() => {
        turnedAt = performance.now()
      })
    },
    get cancelRequested() {
      return cancelRequested
    },
  }
}
