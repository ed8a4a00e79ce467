import { type Pace, SourceError } from '@echoscope/domain'
import type { Connector } from '../connect/connector.ts'
import { redditApiSource } from './by-api.ts'
import { redditFeedSource } from './by-feed.ts'
import { judge } from './wire.ts'

const approved: Pace = { requests: 90, perMs: 60_000, burst: 10 }
const byFeed: Pace = { requests: 9, perMs: 60_000, burst: 1 }

export const reddit: Connector = {
  kind: 'reddit',
  name: 'Reddit',
  description:
    'Submissions, with an application that Reddit approved (clientId, clientSecret), or with the feed token of your own account (feedToken, feedUser). Archives are imported without either.',
  takes: ['clientId', 'clientSecret', 'feedToken', 'feedUser'],
  needs: [],
  open(world, settings) {
    const { clientId, clientSecret } = { clientId: settings['clientId'], clientSecret: settings['clientSecret'] }
    if (clientId !== undefined && clientSecret !== undefined) {
      const [authUrl, apiUrl] = [world.baseUrl('reddit-login', 'https://www.reddit.com'), world.baseUrl('reddit', 'https://oauth.reddit.com')]
      const http = world.connect({ baseUrl: apiUrl, credential: clientId, pace: approved, judge })
      return redditApiSource({ http, authUrl, apiUrl, clientId, clientSecret, tokens: world.tokens })
    }
    const { token, user } = { token: settings['feedToken'], user: settings['feedUser'] }
    if (token === undefined || user === undefined)
      throw new SourceError(
        'unauthorized',
        'Reddit answers nobody without credentials: give clientId and clientSecret of an approved application, or feedToken and feedUser.',
      )
    const feedUrl = world.baseUrl('reddit-feeds', 'https://www.reddit.com')
    return redditFeedSource({ http: world.connect({ baseUrl: feedUrl, credential: token, pace: byFeed, judge }), feedUrl, token, user })
  },
}
