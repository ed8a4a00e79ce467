/** Token buckets, one a key, in this process alone: two API processes allow twice as much. */
export interface Buckets {
  /** Takes a token. 0: granted; otherwise the whole seconds until there is one. */
  take(key: string): number
  /** The same question without taking one. */
  wait(key: string): number
}

export interface BucketOptions {
  readonly perMinute: number
  /** Tokens a rested bucket holds. */
  readonly burst: number
  readonly now: () => Date
}

/**
 * Keys remembered at most. Past that a rested one is forgotten, which loses nothing; only among many that are not the longest unused, so that a
 * stream of made-up keys cannot wash away what a real one used up.
 */
const mostKeys = 10_000
const looked = 50

export function createBuckets({ perMinute, burst, now }: BucketOptions): Buckets {
  const perMs = perMinute / 60_000
  const buckets = new Map<string, { tokens: number; atMs: number }>()
  const tokensOf = (key: string, nowMs: number): number => {
    const bucket = buckets.get(key)
    return bucket === undefined ? burst : Math.min(burst, bucket.tokens + Math.max(0, nowMs - bucket.atMs) * perMs)
  }
  const forgetOne = (nowMs: number): void => {
    let oldest: string | undefined
    let seen = 0
    for (const key of buckets.keys()) {
      oldest ??= key
      if (tokensOf(key, nowMs) >= burst) {
        buckets.delete(key)
        return
      }
      seen += 1
      if (seen === looked) break
    }
    if (oldest !== undefined) buckets.delete(oldest)
  }
  const secondsUntilOne = (tokens: number): number => (tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - tokens) / perMs / 1_000)))
  return {
    wait: (key) => secondsUntilOne(tokensOf(key, now().getTime())),
    take(key) {
      const atMs = now().getTime()
      const tokens = tokensOf(key, atMs)
      buckets.delete(key)
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, atMs })
      if (buckets.size > mostKeys) forgetOne(atMs)
      return secondsUntilOne(tokens)
    },
  }
}
