/** An item as the index holds it. Texts are HTML. */
export interface ReplayPost {
  readonly id: number
  readonly type: 'story' | 'comment' | 'poll' | 'job'
  readonly createdAt: Date
  readonly author: string
  readonly title?: string
  readonly text?: string
  readonly url?: string
  readonly points?: number
  readonly comments?: number
  readonly storyTitle?: string
  readonly parentId?: number
}

export interface Answer {
  readonly status: number
  readonly body: unknown
}

const hitsPerQuery = 1_000
const wrong = (message: string): Answer => ({ status: 400, body: { code: 400, message } })

/** Answers a request as the search API would: newest first, never more than a thousand hits, filters on `created_at_i` alone. */
export function answerTo(url: URL, posts: readonly ReplayPost[]): Answer {
  if (!url.pathname.endsWith('/search_by_date')) return { status: 404, body: { status: 404, error: 'Not Found' } }
  const { searchParams } = url
  const page = Number(searchParams.get('page') ?? 0)
  const hitsPerPage = Math.min(Number(searchParams.get('hitsPerPage') ?? 20), hitsPerQuery)
  const filters = (searchParams.get('numericFilters') ?? '').split(',').filter((filter) => filter !== '')
  for (const filter of filters) {
    const attribute = /^\w+/.exec(filter)?.[0] ?? ''
    if (attribute !== 'created_at_i') return wrong(`invalid numeric attribute(${attribute}), attribute not specified in numericAttributesForFiltering setting`)
  }
  const query = searchParams.get('query') ?? ''
  const base = { page, hitsPerPage, query, params: searchParams.toString(), exhaustiveNbHits: true, processingTimeMS: 1 }
  if (page * hitsPerPage >= hitsPerQuery)
    return {
      status: 200,
      body: {
        ...base,
        hits: [],
        nbHits: 0,
        nbPages: 0,
        message:
          'you can only fetch the 1000 hits for this query. You can extend the number of hits returned via the paginationLimitedTo index parameter or use the browse method.',
      },
    }
  const matches = matcherOf(query, {
    queryType: searchParams.get('queryType') ?? 'prefixLast',
    isAdvanced: searchParams.get('advancedSyntax') === 'true',
  })
  const tags = tagsOf(searchParams.get('tags') ?? '')
  const found = posts
    .filter((post) => tags(post) && filters.every((filter) => passes(filter, post)) && matches(post))
    .toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime() || other.id - one.id)
  const reachable = found.slice(0, hitsPerQuery)
  const hits = reachable.slice(page * hitsPerPage, (page + 1) * hitsPerPage).map(hitOf)
  return { status: 200, body: { ...base, hits, nbHits: found.length, nbPages: Math.ceil(reachable.length / hitsPerPage) } }
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** Every word of the query occurs in the searched texts, one after another where they are quoted; the last one, or each, may be the beginning of a word. */
function matcherOf(query: string, { queryType, isAdvanced }: { queryType: string; isAdvanced: boolean }): (post: ReplayPost) => boolean {
  const phrases = isAdvanced ? [...query.matchAll(/"([^"]*)"/g)].map(([, phrase = '']) => ` ${wordsOf(phrase).join(' ')} `) : []
  const wanted = wordsOf(query)
  return ({ title = '', text = '', url = '' }) => {
    const all = wordsOf(`${title} ${text.replaceAll(/<[^>]*>/g, ' ')} ${url}`)
    const words = new Set(all)
    const isThere = wanted.every((word, at) => {
      const isPrefix = queryType === 'prefixAll' || (queryType === 'prefixLast' && at === wanted.length - 1)
      return words.has(word) || (isPrefix && words.values().some((each) => each.startsWith(word)))
    })
    return isThere && phrases.every((phrase) => ` ${all.join(' ')} `.includes(phrase))
  }
}

/** A comma means and, brackets mean or. */
function tagsOf(tags: string): (post: ReplayPost) => boolean {
  const groups = tags.match(/\([^)]*\)|[^,()]+/g)?.map((group) => group.replaceAll(/[()]/g, '').split(',')) ?? []
  return (post) => groups.every((group) => group.some((tag) => tagsFor(post).includes(tag)))
}

const tagsFor = ({ id, type, author }: ReplayPost): string[] => [type, `author_${author}`, `story_${id}`]

function passes(filter: string, { createdAt }: ReplayPost): boolean {
  const [, operator, value] = /^created_at_i(>=|<=|>|<|=)(\d+)$/.exec(filter) ?? []
  const seconds = secondsOf(createdAt)
  const bound = Number(value)
  switch (operator) {
    case '>=':
      return seconds >= bound
    case '<=':
      return seconds <= bound
    case '>':
      return seconds > bound
    case '<':
      return seconds < bound
    default:
      return seconds === bound
  }
}

const secondsOf = (date: Date): number => Math.floor(date.getTime() / 1_000)

/** Stories on links have no text; comments have neither title nor points of their own. */
function hitOf(post: ReplayPost): Readonly<Record<string, unknown>> {
  const { id, type, createdAt, author, title, text, url, points, comments, storyTitle, parentId } = post
  const common = {
    objectID: String(id),
    author,
    created_at: createdAt.toISOString(),
    created_at_i: secondsOf(createdAt),
    updated_at: createdAt.toISOString(),
    children: [],
    _tags: tagsFor(post),
  }
  return type === 'comment'
    ? {
        ...common,
        title: null,
        points: null,
        num_comments: null,
        story_text: null,
        comment_text: text ?? '',
        story_id: parentId ?? null,
        parent_id: parentId ?? null,
        story_title: storyTitle ?? null,
        story_url: null,
      }
    : {
        ...common,
        title: title ?? '',
        url: url ?? null,
        points: points ?? 1,
        num_comments: comments ?? 0,
        story_text: text ?? null,
        comment_text: null,
        story_id: id,
      }
}
