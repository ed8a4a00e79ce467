import type { ReplayPost } from '../hacker-news-index.ts'

export type { ReplayPost }

/** A request as the places see it: their own path, without the prefix that says which of them is asked. */
export interface Call {
  readonly url: URL
  readonly method: string
  readonly body: string
  readonly header: (name: string) => string | null
  /** Where the place lies, for what it says of itself. */
  readonly base: string
}

export interface Reply {
  readonly status: number
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Answers as one place would, out of these posts, newest first. */
export type Speak = (call: Call, posts: readonly ReplayPost[]) => Reply

export const json = (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply => ({ status, body: JSON.stringify(body), headers })
export const notFound = (): Reply => json({ error: 'not_found' }, 404)

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** Every word of the query stands in the post. */
export function searched(posts: readonly ReplayPost[], query: string): ReplayPost[] {
  const wanted = wordsOf(query)
  return posts.filter(({ title = '', text = '' }) => {
    const words = new Set(wordsOf(`${title} ${text}`))
    return wanted.every((word) => words.has(word))
  })
}

export const newestFirst = (posts: readonly ReplayPost[]): ReplayPost[] =>
  posts.toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime() || other.id - one.id)

export const secondsOf = ({ createdAt }: ReplayPost): number => Math.floor(createdAt.getTime() / 1_000)
export const numberOf = (url: URL, name: string, otherwise: number): number => Number(url.searchParams.get(name) ?? otherwise)
