import { json, newestFirst, notFound, numberOf, type ReplayPost, type Reply, searched, secondsOf, type Speak } from './speaking.ts'

export const stackExchange: Speak = ({ url, base }, posts) => {
  const site = url.searchParams.get('site') ?? ''
  const shownAs = (post: ReplayPost) => ({
    question_id: post.id,
    title: post.title ?? '',
    body: `<p>${post.text ?? ''}</p>`,
    link: `${new URL(base).origin}/questions/${post.id}/x?site=${site}`,
    score: post.points ?? 0,
    view_count: 9,
    answer_count: post.comments ?? 0,
    is_answered: false,
    creation_date: secondsOf(post),
    last_activity_date: secondsOf(post),
    tags: ['alpha'],
    content_license: 'CC BY-SA 4.0',
    owner: { user_id: 1, user_type: 'registered', display_name: post.author, reputation: 1 },
  })
  const quota = { quota_max: 300, quota_remaining: 299 }
  const ids = /\/questions\/([\d;]+)$/.exec(url.pathname)?.[1]?.split(';').map(Number)
  if (ids !== undefined) return json({ items: posts.filter(({ id }) => ids.includes(id)).map(shownAs), has_more: false, ...quota })
  if (!url.pathname.endsWith('/search/advanced')) return json({ error_id: 404, error_name: 'no_method', error_message: 'no method found' }, 404)
  const [page, size] = [numberOf(url, 'page', 1), numberOf(url, 'pagesize', 30)]
  if (page > 25 && !url.searchParams.has('key'))
    return json({ error_id: 403, error_name: 'access_denied', error_message: 'page above 25 requires access token or app key' }, 400)
  const [from, to] = [numberOf(url, 'fromdate', 0), numberOf(url, 'todate', Number.MAX_SAFE_INTEGER)]
  const found = newestFirst(searched(posts, url.searchParams.get('q') ?? '', 'stack-exchange')).filter(
    (post) => secondsOf(post) >= from && secondsOf(post) <= to,
  )
  return json({ items: found.slice((page - 1) * size, page * size).map(shownAs), has_more: found.length > page * size, ...quota })
}

const actor = (name: string, kind: string) => ({
  id: 1,
  name,
  local: true,
  actor_id: `https://lemmy.example/${kind}/${name}`,
  ap_id: `https://lemmy.example/${kind}/${name}`,
})
const iso = ({ createdAt }: ReplayPost): string => createdAt.toISOString().replace('Z', '678Z')

function viewOf(post: ReplayPost, { isNew, isDeleted }: { isNew: boolean; isDeleted: boolean }) {
  const common = { id: post.id, name: post.title, body: post.text, ap_id: `https://lemmy.example/post/${post.id}`, removed: false, deleted: isDeleted }
  const figures = { comments: post.comments ?? 0, score: post.points ?? 0 }
  return {
    post: isNew ? { ...common, published_at: iso(post), ...figures } : { ...common, published: iso(post) },
    creator: { ...actor(post.author, 'u'), bot_account: false },
    community: { ...actor('meta', 'c'), title: 'Meta', ...(isNew ? { subscribers: 5 } : {}) },
    ...(isNew ? {} : { counts: { ...figures, published: iso(post) } }),
  }
}

/** Posts and no comments; `version` decides how things are called. */
export const lemmy =
  (version: string): Speak =>
  ({ url, deleted }, posts) => {
    const isNew = !version.startsWith('0.')
    if (url.pathname.endsWith('/api/v3/site')) return json({ version, site_view: {} })
    if (url.pathname.endsWith('/api/v3/post')) {
      const post = [...posts, ...deleted].find(({ id }) => id === numberOf(url, 'id', 0))
      return post === undefined
        ? json({ error: 'couldnt_find_post' }, 404)
        : json({ post_view: viewOf(post, { isNew: false, isDeleted: deleted.includes(post) }) })
    }
    if (!url.pathname.endsWith(isNew ? '/api/v4/search' : '/api/v3/search')) return json({ error: 'not_found' }, 404)
    const limit = numberOf(url, 'limit', 10)
    if (limit > 50) return json({ error: 'invalid_fetch_limit' }, 400)
    const isPosts = /^posts$/i.test(url.searchParams.get('type_') ?? '')
    const found = isPosts ? newestFirst(searched(posts, url.searchParams.get(isNew ? 'search_term' : 'q') ?? '', 'lemmy')) : []
    const start = isNew ? Number((url.searchParams.get('page_cursor') ?? 'P0').slice(1)) : (numberOf(url, 'page', 1) - 1) * limit
    const shown = found.slice(start, start + limit).map((post) => viewOf(post, { isNew, isDeleted: false }))
    const more = start + limit < found.length
    return json(
      isNew
        ? { posts: shown, comments: [], next_page: more ? `P${start + limit}` : null }
        : { type_: 'Posts', posts: shown, comments: [], communities: [], users: [] },
    )
  }

export const discourse: Speak = ({ url }, posts) => {
  if (url.pathname.endsWith('/site/basic-info.json')) return json({ title: 'The Forum', login_required: false })
  const id = /\/posts\/(\d+)\.json$/.exec(url.pathname)?.[1]
  if (id !== undefined) {
    const post = posts.find((each) => each.id === Number(id))
    return post === undefined
      ? json({ errors: ['not found'], error_type: 'not_found' }, 404)
      : json({ id: post.id, cooked: `<p>${post.text ?? ''}</p>`, post_type: 1, actions_summary: [{ id: 2, count: post.points ?? 0 }] })
  }
  if (!url.pathname.endsWith('/search.json')) return json({ errors: ['not found'], error_type: 'not_found' }, 404)
  const page = numberOf(url, 'page', 1)
  if (page > 10) return json({ errors: ['page parameter must not be greater than 10'], error_type: 'invalid_parameters' }, 400)
  const query = url.searchParams.get('q') ?? ''
  const [after, before] = ['after', 'before'].map((name) => new RegExp(`${name}:(\\S+)`).exec(query)?.[1] ?? '')
  const found = newestFirst(searched(posts, query.replaceAll(/\S+:\S+/g, ''), 'discourse')).filter(({ createdAt }) => {
    const day = createdAt.toISOString().slice(0, 10)
    return day >= (after ?? '') && (before === '' || day < (before ?? ''))
  })
  const shown = found.slice((page - 1) * 50, page * 50)
  return json({
    posts: shown.map((post) => ({
      id: post.id,
      username: post.author,
      created_at: post.createdAt.toISOString(),
      like_count: post.points ?? 0,
      blurb: (post.text ?? '').slice(0, 300),
      post_number: 1,
      topic_id: post.id,
    })),
    topics: shown.map((post) => ({
      id: post.id,
      title: post.title,
      slug: 'x',
      posts_count: (post.comments ?? 0) + 1,
      tags: [{ id: 1, name: 'a', slug: 'a' }],
    })),
    grouped_search_result: { more_full_page_results: found.length > page * 50 ? true : null, error: null },
  })
}

export const github: Speak = ({ url, method, body, header }, posts) => {
  const issueOf = (post: ReplayPost) => ({
    node_id: `I_${post.id}`,
    number: post.id,
    title: post.title,
    body: post.text ?? null,
    html_url: `https://github.example/o/r/issues/${post.id}`,
    repository_url: 'https://api.github.example/repos/o/r',
    user: { login: post.author, type: 'User' },
    comments: post.comments ?? 0,
    reactions: { total_count: post.points ?? 0 },
    created_at: `${post.createdAt.toISOString().slice(0, 19)}Z`,
    state: 'open',
  })
  if (method === 'POST' && url.pathname.endsWith('/graphql')) {
    if (header('authorization') === null) return json({ message: 'This endpoint requires you to be authenticated.' }, 401)
    const asked: unknown = JSON.parse(body)
    if (typeof asked !== 'object' || asked === null) return json({ errors: [{ type: 'BAD' }] })
    if (body.includes('$ids')) return json(nodesIn(asked, posts))
    return json({ data: { search: { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] } } })
  }
  if (!url.pathname.endsWith('/search/issues')) return json({ message: 'Not Found', status: '404' }, 404)
  const query = url.searchParams.get('q') ?? ''
  const kind = /is:(issue|pull-request)/.exec(query)?.[1]
  if (kind === undefined) return json({ message: "Query must include 'is:issue' or 'is:pull-request'", status: '422' }, 422)
  const [page, size] = [numberOf(url, 'page', 1), numberOf(url, 'per_page', 30)]
  if (page * size > 1_000) return json({ message: 'Only the first 1000 search results are available', status: '422' }, 422)
  const [, from = '', to = ''] = /created:(\S+?)\.\.(\S+)/.exec(query) ?? []
  const inside = newestFirst(searched(posts, query.replaceAll(/\S+:\S+/g, ''), 'github')).filter(
    ({ createdAt }) => kind === 'issue' && (from === '' || (createdAt >= new Date(from) && createdAt <= new Date(to))),
  )
  return json({ total_count: inside.length, incomplete_results: false, items: inside.slice((page - 1) * size, page * size).map(issueOf) })
}

/** What is not there is null, and said not to be found. */
function nodesIn(asked: object, posts: readonly ReplayPost[]) {
  const variables: unknown = Reflect.get(asked, 'variables')
  const ids: unknown = typeof variables === 'object' && variables !== null ? Reflect.get(variables, 'ids') : []
  const nodes = (Array.isArray(ids) ? ids : []).map((id: unknown) => {
    const post = posts.find((each) => `I_${each.id}` === id)
    return post === undefined ? null : { id, reactions: { totalCount: post.points ?? 0 }, comments: { totalCount: post.comments ?? 0 } }
  })
  const errors = nodes.flatMap((node, at) => (node === null ? [{ type: 'NOT_FOUND', path: ['nodes', at], message: 'Could not resolve to a node' }] : []))
  return { data: { nodes }, ...(errors.length > 0 ? { errors } : {}) }
}

export const appStore: Speak = ({ url }, posts): Reply => {
  const page = Number(/page=(\d+)/.exec(url.pathname)?.[1] ?? 0)
  if (page < 1 || page > 10) return notFound()
  const shown = newestFirst(posts).slice((page - 1) * 50, page * 50)
  const entry = shown.map((post) => ({
    id: { label: String(post.id) },
    author: { name: { label: post.author } },
    updated: { label: post.createdAt.toISOString() },
    'im:rating': { label: '2' },
    'im:voteSum': { label: String(post.points ?? 0) },
    title: { label: post.title ?? '' },
    content: { label: post.text ?? '', attributes: { type: 'text' } },
  }))
  return json({ feed: entry.length === 0 ? {} : { entry: entry.length === 1 ? entry[0] : entry } }, 200, { 'content-type': 'text/javascript; charset=utf-8' })
}
