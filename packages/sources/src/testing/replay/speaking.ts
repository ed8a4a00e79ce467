import type { Dialect } from '@echoscope/domain'
import { serverFinds } from '@echoscope/domain/testing'
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
  /** What was there and is deleted. */
  readonly deleted: readonly ReplayPost[]
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

const answered = new WeakMap<readonly ReplayPost[], Map<string, ReplayPost[]>>()

/** What the place's search finds; it breaks off over what it cannot read. */
export function searched(posts: readonly ReplayPost[], query: string, dialect: Dialect): ReplayPost[] {
  const text = query.replaceAll(/\s+/g, ' ').trim()
  const known = answered.get(posts) ?? new Map<string, ReplayPost[]>()
  const found =
    known.get(`${dialect} ${text}`) ??
    posts.filter((post) => serverFinds(dialect, text, { title: post.title ?? '', body: post.text ?? '', author: post.author, community: 'golang' }))
  answered.set(posts, known.set(`${dialect} ${text}`, found))
  return found
}

export const newestFirst = (posts: readonly ReplayPost[]): ReplayPost[] =>
  posts.toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime() || other.id - one.id)

export const secondsOf = ({ createdAt }: ReplayPost): number => Math.floor(createdAt.getTime() / 1_000)
export const numberOf = (url: URL, name: string, otherwise: number): number => Number(url.searchParams.get(name) ?? otherwise)
