import { json, newestFirst, notFound, numberOf, type ReplayPost, searched, secondsOf, type Speak } from './speaking.ts'

export const mastodon: Speak = ({ url, header, base }, posts) => {
  const statusOf = (post: ReplayPost) => ({
    id: String(post.id),
    uri: `https://social.example/statuses/${post.id}`,
    url: `https://social.example/@${post.author}/${post.id}`,
    created_at: post.createdAt.toISOString(),
    content: `<p>${post.title ?? ''} ${post.text ?? ''}</p>`,
    spoiler_text: '',
    visibility: 'public',
    in_reply_to_id: null,
    reblog: null,
    reblogs_count: 0,
    favourites_count: post.points ?? 0,
    replies_count: post.comments ?? 0,
    account: { acct: post.author, url: '', bot: false, indexable: true },
  })
  const limit = Math.min(numberOf(url, 'limit', 20), 40)
  const tag = /\/api\/v1\/timelines\/tag\/([^/]+)$/.exec(url.pathname)?.[1]
  const left = { 'x-ratelimit-limit': '300', 'x-ratelimit-remaining': '299', 'x-ratelimit-reset': new Date(Date.now() + 300_000).toISOString() }
  if (tag !== undefined) {
    const [maxId, word] = [numberOf(url, 'max_id', Number.MAX_SAFE_INTEGER), decodeURIComponent(tag)]
    const shown = newestFirst(searched(posts, word, 'terms'))
      .filter(({ id }) => id < maxId)
      .slice(0, limit)
    const last = shown.at(-1)
    const link = last === undefined ? {} : { link: `<${base}/api/v1/timelines/tag/${tag}?max_id=${last.id}>; rel="next", <${base}/x?min_id=1>; rel="prev"` }
    return json(shown.map(statusOf), 200, { ...left, ...link })
  }
  const one = posts.find(({ id }) => url.pathname.endsWith(`/api/v1/statuses/${id}`))
  if (one !== undefined) return json(statusOf(one), 200, left)
  if (!url.pathname.endsWith('/api/v2/search')) return json({ error: 'Record not found' }, 404)
  if (header('authorization') === null) return json({ accounts: [], statuses: [], hashtags: [] })
  const offset = numberOf(url, 'offset', 0)
  const found = newestFirst(searched(posts, url.searchParams.get('q') ?? '', 'mastodon')).slice(offset, offset + limit)
  return json({ accounts: [], hashtags: [], statuses: found.map(statusOf) }, 200, left)
}

export const bluesky: Speak = ({ url, header, body }, posts) => {
  if (url.pathname.endsWith('/com.atproto.server.createSession')) {
    const given: unknown = JSON.parse(body)
    const isRight = typeof given === 'object' && given !== null && Reflect.get(given, 'password') === 'app-password'
    return isRight
      ? json({ accessJwt: 'session', refreshJwt: 'refresh', did: 'did:plc:me', handle: 'me.example' })
      : json({ error: 'AuthenticationRequired', message: 'Invalid identifier or password' }, 401)
  }
  if (!/\/app\.bsky\.feed\.(?:searchPosts|getPosts)$/.test(url.pathname)) return json({ error: 'MethodNotImplemented' }, 501)
  if (header('authorization') !== 'Bearer session') return json({ error: 'ExpiredToken', message: 'Token has expired' }, 400)
  const uris = url.searchParams.getAll('uris')
  if (url.pathname.endsWith('/app.bsky.feed.getPosts')) return json({ posts: posts.map(postView).filter(({ uri }) => uris.includes(uri)) })
  const [since, until] = ['since', 'until'].map((name) => new Date(url.searchParams.get(name) ?? 0))
  const found = newestFirst(searched(posts, url.searchParams.get('q') ?? '', 'bluesky')).filter(
    ({ createdAt }) => since !== undefined && until !== undefined && createdAt >= since && createdAt < until,
  )
  const shown = found.slice(0, numberOf(url, 'limit', 25)).map(postView)
  return json({ posts: shown, ...(found.length > shown.length ? { cursor: 'opaque' } : {}) })
}

const postView = (post: ReplayPost) => ({
  uri: `at://did:plc:${post.author}/app.bsky.feed.post/${post.id}`,
  cid: 'bafy',
  author: { did: `did:plc:${post.author}`, handle: `${post.author}.example` },
  record: { $type: 'app.bsky.feed.post', text: `${post.title ?? ''} ${post.text ?? ''}`.trim(), createdAt: post.createdAt.toISOString() },
  likeCount: post.points ?? 0,
  repostCount: 0,
  replyCount: post.comments ?? 0,
  indexedAt: post.createdAt.toISOString(),
  labels: [],
})

export const reddit: Speak = ({ url, method, header, deleted }, posts) => {
  if (method === 'POST' && url.pathname.endsWith('/api/v1/access_token')) {
    const isRight = header('authorization') === `Basic ${Buffer.from('id:secret').toString('base64')}`
    return isRight ? json({ access_token: 'token', token_type: 'bearer', expires_in: 3_600, scope: '*' }) : json({ message: 'Unauthorized', error: 401 }, 401)
  }
  const isFeed = url.pathname.endsWith('.rss')
  const isOwner = url.searchParams.get('feed') === 'hash' && url.searchParams.get('user') === 'me'
  if (isFeed ? !isOwner : header('authorization') !== 'bearer token')
    return { status: 403, body: '<!doctype html><title>Blocked</title>', headers: { 'content-type': 'text/html' } }
  const [limit, after] = [numberOf(url, 'limit', 25), url.searchParams.get('after')]
  const found = newestFirst(searched(posts, url.searchParams.get('q') ?? '', 'reddit'))
  const start = after === null ? 0 : found.findIndex(({ id }) => nameOf(id) === after) + 1
  const shown = found.slice(start, start + limit)
  const left = { 'x-ratelimit-used': '1', 'x-ratelimit-remaining': '599.0', 'x-ratelimit-reset': '70' }
  if (isFeed) return { status: 200, body: atom(shown), headers: { ...left, 'content-type': 'application/atom+xml; charset=UTF-8' } }
  const asked = url.searchParams.get('id')?.split(',')
  if (url.pathname.endsWith('/api/info')) {
    const there = [...posts.map((post) => submission(post, false)), ...deleted.map((post) => submission(post, true))]
    return json({ kind: 'Listing', data: { after: null, before: null, children: there.filter(({ data }) => asked?.includes(data.name)) } }, 200, left)
  }
  if (!/\/(?:search|new)$/.test(url.pathname)) return json({ message: 'Not Found', error: 404 }, 404)
  const last = start + limit < found.length ? shown.at(-1) : undefined
  const children = shown.map((post) => submission(post, false))
  return json({ kind: 'Listing', data: { after: last === undefined ? null : nameOf(last.id), before: null, children } }, 200, left)
}

const submission = (post: ReplayPost, isDeleted: boolean) => ({
  kind: 't3',
  data: {
    name: nameOf(post.id),
    title: post.title ?? '',
    selftext: isDeleted ? '[deleted]' : (post.text ?? ''),
    author: isDeleted ? '[deleted]' : post.author,
    subreddit: 'golang',
    subreddit_subscribers: 12,
    permalink: permalinkOf(post.id),
    created_utc: post.createdAt.getTime() / 1_000,
    score: post.points ?? 0,
    num_comments: post.comments ?? 0,
    removed_by_category: isDeleted ? 'deleted' : null,
    over_18: false,
  },
})

const nameOf = (id: number): string => `t3_${id.toString(36)}`
const permalinkOf = (id: number): string => `/r/golang/comments/${id.toString(36)}/x/`
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const atom = (posts: readonly ReplayPost[]): string => `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>golang</title>
<id>x</id><updated>2026-01-01T00:00:00Z</updated>${posts
  .map(
    (post) =>
      `<entry><author><name>/u/${post.author}</name></author><id>${nameOf(post.id)}</id><link href="https://www.reddit.com${permalinkOf(post.id)}"/>
<published>${post.createdAt.toISOString()}</published><updated>${post.createdAt.toISOString()}</updated><title>${escaped(post.title ?? '')}</title>
<content type="html">${escaped(`<p>${post.text ?? ''}</p>`)}</content></entry>`,
  )
  .join('')}</feed>`

export const feeds: Speak = (_call, posts) => ({
  status: 200,
  headers: { 'content-type': 'application/rss+xml; charset=utf-8' },
  body: `<?xml version="1.0"?><rss version="2.0"><channel><title>The Blog</title><link>https://blog.example/</link><description>x</description>${newestFirst(
    posts,
  )
    .map(
      (post) =>
        `<item><guid isPermaLink="false">${post.id}</guid><title>${escaped(post.title ?? '')}</title><link>https://blog.example/${post.id}</link>
<pubDate>${post.createdAt.toUTCString()}</pubDate><author>${post.author}</author><description>${escaped(post.text ?? '')}</description></item>`,
    )
    .join('')}</channel></rss>`,
})

/** Every post is a comment under one video. */
export const youtube: Speak = ({ url, header }, posts) => {
  const refuse = (code: number, reason: string) => json({ error: { code, message: reason, errors: [{ domain: 'youtube', reason, message: reason }] } }, code)
  if (header('x-goog-api-key') !== 'key') return refuse(400, 'keyInvalid')
  const [size, token] = [numberOf(url, 'maxResults', 20), Number(url.searchParams.get('pageToken')?.slice(1) ?? 0)]
  if (url.pathname.endsWith('/search')) {
    const snippet = {
      publishedAt: '2026-03-01T00:00:00Z',
      channelId: 'c1',
      channelTitle: 'The Channel',
      title: url.searchParams.get('q') ?? '',
      description: '',
    }
    return json({ items: [{ id: { videoId: 'v1' }, snippet }], pageInfo: { totalResults: 1, resultsPerPage: size } })
  }
  if (url.pathname.endsWith('/comments')) {
    const ids = url.searchParams.get('id')?.split(',')
    const items = posts.map((post) => ({ id: `U${post.id}`, snippet: { likeCount: post.points ?? 0 } })).filter(({ id }) => ids?.includes(id))
    return json({ items })
  }
  if (!url.pathname.endsWith('/commentThreads')) return notFound()
  const videoId = url.searchParams.get('videoId')
  if (videoId === 'closed') return refuse(403, 'commentsDisabled')
  const sorted = newestFirst(posts)
  const items = sorted.slice(token, token + size).map((post) => ({
    id: `U${post.id}`,
    snippet: {
      videoId,
      totalReplyCount: post.comments ?? 0,
      topLevelComment: {
        id: `U${post.id}`,
        snippet: {
          authorDisplayName: post.author,
          textOriginal: `${post.title ?? ''} ${post.text ?? ''}`.trim(),
          likeCount: post.points ?? 0,
          publishedAt: new Date(secondsOf(post) * 1_000).toISOString(),
          videoId,
        },
      },
    },
  }))
  return json({
    ...(sorted.length > token + size ? { nextPageToken: `P${token + size}` } : {}),
    pageInfo: { totalResults: sorted.length, resultsPerPage: size },
    items,
  })
}
