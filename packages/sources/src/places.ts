import type { Platform, PostCommunity } from '@echoscope/domain'

export const reddit: Platform = 'reddit'
export const hackerNews: Platform = 'hacker-news'

const plainOf = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, '')
/** Every platform that a source of the house gives its posts. */
const platforms: readonly Platform[] = [
  reddit,
  hackerNews,
  'app-store',
  'bluesky',
  'discourse',
  'feed',
  'github',
  'google-play',
  'lemmy',
  'mastodon',
  'stack-exchange',
  'youtube',
]
const byPlainName = new Map([...platforms.map((platform) => [plainOf(platform), platform] as const), ['hn', hackerNews] as const])

/**
 * Platform names as users write them, in the house's spelling, so that a post and its author are the same by whichever door they come: who was erased as one
 * stays erased as the other. An unknown name is kept as it is.
 */
export const platformOf = (name: string): Platform => byPlainName.get(plainOf(name)) ?? name

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
