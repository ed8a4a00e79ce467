import type { SourceKind } from './deps.ts'

/** The places a brand or campaign can name in `sources`. Archives are imported, not chosen. */
export const sourceKinds: readonly SourceKind[] = [
  {
    kind: 'hacker-news',
    name: 'Hacker News',
    description: 'Stories and comments, searched through the public Algolia index. Needs no key; at most 10,000 requests an hour.',
    credentials: [],
  },
]
