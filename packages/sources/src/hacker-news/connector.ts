import type { Pace } from '@echoscope/domain'
import type { Connector } from '../connect/connector.ts'
import { hackerNewsSource } from './index.ts'

/** It allows 10,000 an hour. */
const pace: Pace = { requests: 9_000, perMs: 3_600_000, burst: 1_000 }

export const hackerNews: Connector = {
  kind: 'hacker-news',
  name: 'Hacker News',
  description: 'Stories and comments, searched through the public Algolia index. Needs no key; at most 10,000 requests an hour.',
  takes: [],
  needs: [],
  open(world) {
    const baseUrl = world.baseUrl('hacker-news', 'https://hn.algolia.com/api/v1')
    return hackerNewsSource({ http: world.connect({ baseUrl, pace }), baseUrl })
  },
}
