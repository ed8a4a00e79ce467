import type { PainPointTag } from '../analysis.ts'

export interface Mentions {
  readonly threads: number
  readonly firstSeen: Date
  readonly lastSeen: Date
}

/**
 * Mentions of each keyword (metrics.md, Pain points): threads whose text was tagged with it. One thread counts once per keyword, and a
 * keyword counts only by its own tags. First and last seen are publication times.
 */
export function mentionsOf(
  threads: Iterable<{ readonly publishedAt: Date; readonly painPoints: readonly Pick<PainPointTag, 'keyword'>[] }>,
): Map<string, Mentions> {
  const found = new Map<string, Mentions>()
  for (const { publishedAt, painPoints } of threads)
    for (const keyword of new Set(painPoints.map((tag) => tag.keyword))) {
      const known = found.get(keyword) ?? { threads: 0, firstSeen: publishedAt, lastSeen: publishedAt }
      found.set(keyword, {
        threads: known.threads + 1,
        firstSeen: publishedAt < known.firstSeen ? publishedAt : known.firstSeen,
        lastSeen: publishedAt > known.lastSeen ? publishedAt : known.lastSeen,
      })
    }
  return found
}
