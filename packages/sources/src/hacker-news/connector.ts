import type { Pace } from '@echoscope/domain'
import type { Connector } from '../connect/connector.ts'
import { hackerNewsSource } from './index.ts'

const algolia = 'https://hn.algolia.com/api/v1'
/** It states no limit. */
const itemsPace: Pace = { requests: 20, perMs: 1_000, burst: 5 }
/** It allows 10,000 an hour. */
const pace: Pace = { requests: 9_000, perMs: 3_600_000, burst: 1_000 }

export const hackerNews: Connector = {
  kind: 'hacker-news',
  name: 'Hacker News',
  description: 'Stories and comments, searched through the public Algolia index. Needs no key; at most 10,000 requests an hour.',
  takes: [],
  needs: [],
  open(world) {
    const baseUrl = world.baseUrl('hacker-news', algolia)
    // Whoever stands in for the one stands in for the other.
    const itemsUrl = world.baseUrl('hacker-news-items', baseUrl === algolia ? 'https://hacker-news.firebaseio.com/v0' : baseUrl)
    return hackerNewsSource({
      http: world.connect({ baseUrl, pace }),
      baseUrl,
      items: { http: world.connect({ baseUrl: itemsUrl, pace: itemsPace }), itemsUrl },
    })
  },
}
