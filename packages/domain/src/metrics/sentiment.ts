/** Positivity, 0 to 100 (metrics.md, Threads and sentiment): `(mean s + 1) × 50` over all n threads, neutral ones included; null when n is 0. */
export const positivity = (sumS: number, n: number): number | null => (n === 0 ? null : (sumS / n + 1) * 50)

/** Part of a whole, 0 to 1: neutral threads among all, a bot's threads among all. Null where there is no whole. */
export const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/** Engagement of a thread as last seen: `max(0, score) + comments`. A source without scores gives null, which adds nothing. */
export const engagement = (score: number | null, comments: number): number => Math.max(0, score ?? 0) + comments
