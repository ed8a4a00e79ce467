import type { Platform } from './post.ts'

export interface PostIdentity {
  readonly platform: Platform
  readonly externalId: string
  readonly subreddit: string | null
}

const redditAddress = /^https?:\/\/(?:www\.|old\.|new\.|np\.)?reddit\.com\/r\/([^/?#]+)\/comments\/([a-z0-9]+)(?:\/[^/?#]*(?:\/([a-z0-9]+))?)?/i
const hackerNewsAddress = /^https?:\/\/news\.ycombinator\.com\/item\?id=(\d+)/i

/** What an address says about its post, where its place's addresses hold the post's id. */
export function identityIn(url: string): PostIdentity | null {
  const post = redditAddress.exec(url)
  if (post) {
    const [, community, submission = '', comment] = post
    return { platform: 'reddit', externalId: comment ? `t1_${comment.toLowerCase()}` : `t3_${submission.toLowerCase()}`, subreddit: community ?? null }
  }
  const item = hackerNewsAddress.exec(url)
  return item ? { platform: 'hacker-news', externalId: item[1] ?? '', subreddit: null } : null
}

/** An address as it may have been written elsewhere: with and without `www.`, last slash, what follows `#`, and of either protocol. */
export function spellingsOf(given: string): string[] {
  const url = URL.parse(given.includes('://') ? given : `https://${given}`)
  if (url === null) return [given]
  const host = url.host.replace(/^www\./, '')
  const path = url.pathname.replace(/\/+$/, '')
  const hosts = [host, `www.${host}`]
  const paths = [`${path}${url.search}`, `${path}/${url.search}`]
  const anchors = url.hash === '' ? [''] : ['', url.hash]
  const spelt = ['https:', 'http:'].flatMap((protocol) =>
    hosts.flatMap((at) => paths.flatMap((rest) => anchors.map((anchor) => `${protocol}//${at}${rest}${anchor}`))),
  )
  return [...new Set([given, ...spelt])]
}
