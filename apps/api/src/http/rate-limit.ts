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

/** Keys remembered at most; the longest unused are forgotten first, which forgives and never refuses. */
const mostKeys = 10_000

export function createBuckets({ perMinute, burst, now }: BucketOptions): Buckets {
  const perMs = perMinute / 60_000
  const buckets = new Map<string, { tokens: number; atMs: number }>()
  const tokensOf = (key: string, nowMs: number): number => {
    const bucket = buckets.get(key)
    return bucket === undefined ? burst : Math.min(burst, bucket.tokens + Math.max(0, nowMs - bucket.atMs) * perMs)
  }
  const secondsUntilOne = (tokens: number): number => (tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - tokens) / perMs / 1_000)))
  return {
    wait: (key) => secondsUntilOne(tokensOf(key, now().getTime())),
    take(key) {
      const atMs = now().getTime()
      const tokens = tokensOf(key, atMs)
      buckets.delete(key)
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, atMs })
      const oldest = buckets.size > mostKeys ? buckets.keys().next().value : undefined
      if (oldest !== undefined) buckets.delete(oldest)
      return secondsUntilOne(tokens)
    },
  }
}
