import type { ScoutDeps } from './deps.ts'

export interface SliceOptions {
  /** So long a run may keep its worker while others wait for one. */
  readonly longestMs: number
  /** So many pages, too, though not before `shortestMs`. */
  readonly pages: number
  readonly shortestMs: number
}

/** Long enough that taking a run up again costs little beside it. */
export const usualSlice: SliceOptions = { longestMs: 10_000, pages: 8, shortestMs: 2_000 }

const askEveryMs = 1_000

/**
 * A run's turn at a worker. Places are asked page by page, each page at the place's own pace, and whoever has a worker has its next page asked for: so that no
 * scope waits until all pages of another have been read, a run whose turn is over leaves its worker at its next checkpoint, and goes on after the others.
 */
export class Slice {
  readonly #deps: Pick<ScoutDeps, 'db'>
  readonly #options: SliceOptions
  readonly #begunAt = performance.now()
  #pages = 0
  #askedAt = Number.NEGATIVE_INFINITY
  isOver = false

  constructor(deps: Pick<ScoutDeps, 'db'>, options: SliceOptions) {
    this.#deps = deps
    this.#options = options
  }

  /** Counts a page. True when the run has to leave its worker to another. */
  async turned(): Promise<boolean> {
    this.#pages += 1
    const { longestMs, pages, shortestMs } = this.#options
    const now = performance.now()
    const lasted = now - this.#begunAt
    const isUsedUp = lasted >= longestMs || (this.#pages >= pages && lasted >= shortestMs)
    if (this.isOver || !isUsedUp || now - this.#askedAt < Math.min(askEveryMs, longestMs)) return this.isOver
    this.#askedAt = now
    this.isOver ||= await this.#deps.db.dispatch.someWait()
    return this.isOver
  }
}
