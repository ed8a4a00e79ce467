import type { Platform, PostCommunity } from '@echoscope/domain'

export const reddit: Platform = 'reddit'
export const hackerNews: Platform = 'hacker-news'

/** Platform names as users write them, in the house's spelling; an unknown one is kept as it is. */
export function platformOf(name: string): Platform {
  const plain = name.toLowerCase().replaceAll(/[\s_-]/g, '')
  if (plain === 'hackernews' || plain === 'hn') return hackerNews
  return plain === 'reddit' ? reddit : name
}

export const redditUrl = (path: string): string => `https://www.reddit.com${path}`
export const hackerNewsUrl = (id: string): string => `https://news.ycombinator.com/item?id=${id}`
export const hackerNewsCommunity: PostCommunity = { name: 'Hacker News', url: 'https://news.ycombinator.com/', members: null }

export const subreddit = (name: string, members: number | null): PostCommunity => ({
  name: `r/${name}`,
  url: redditUrl(`/r/${name}/`),
  members,
})

/** The subreddit a Reddit path or address names. */
export const subredditIn = (address: string): string | null => /\/r\/([A-Za-z0-9_.-]+)\//.exec(address)?.[1] ?? null

export interface Identity {
  readonly platform: Platform
  readonly externalId: string
  readonly subreddit: string | null
}

const redditAddress = /^https?:\/\/(?:www\.|old\.|new\.|np\.)?reddit\.com\/r\/([^/?#]+)\/comments\/([a-z0-9]+)(?:\/[^/?#]*(?:\/([a-z0-9]+))?)?/i
const hackerNewsAddress = /^https?:\/\/news\.ycombinator\.com\/item\?id=(\d+)/i

/** What an address says about its post: exports often keep the link and drop the id. */
export function identityIn(url: string): Identity | null {
  const post = redditAddress.exec(url)
  if (post) {
    const [, community, submission = '', comment] = post
    return { platform: reddit, externalId: comment ? `t1_${comment.toLowerCase()}` : `t3_${submission.toLowerCase()}`, subreddit: community ?? null }
  }
  const item = hackerNewsAddress.exec(url)
  return item ? { platform: hackerNews, externalId: item[1] ?? '', subreddit: null } : null
}
