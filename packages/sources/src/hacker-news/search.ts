import type { Window } from '@echoscope/domain'
import { z } from 'zod'

/** More hits are never given for one query, whatever the page. */
export const hitsPerQuery = 1_000

export const SearchPage = z.object({
  hits: z.array(z.unknown()),
  nbHits: z.int(),
  /** Said instead of hits when the page lies beyond `hitsPerQuery`. */
  message: z.string().optional(),
})

export interface SearchRequest {
  readonly term: string
  /** Whole seconds, `until` not included. */
  readonly since: number
  readonly until: number
  readonly page: number
  readonly hitsPerPage: number
}

/**
 * The address of one page, newest first. Quotation marks hold a phrase together; no other sign of the search's own syntax stands outside of them. Matching is
 * as wide as the matcher needs it: no typos, whole words, or beginnings of words where the term has a `*`.
 */
export function searchUrl(baseUrl: string, { term, since, until, page, hitsPerPage }: SearchRequest): URL {
  const url = new URL(`${baseUrl.replace(/\/$/, '')}/search_by_date`)
  const isPrefix = term.includes('*')
  const parameters = {
    query: term.replaceAll('*', ' ').replaceAll(/\s+/g, ' ').trim(),
    tags: '(story,comment,poll)',
    numericFilters: `created_at_i>=${since},created_at_i<${until}`,
    page: String(page),
    hitsPerPage: String(hitsPerPage),
    typoTolerance: 'false',
    queryType: isPrefix ? 'prefixAll' : 'prefixNone',
    advancedSyntax: 'true',
    restrictSearchableAttributes: 'title,story_text,comment_text,url',
    attributesToHighlight: '[]',
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url
}

/** The whole seconds that lie in a half open window. */
export const secondsOf = ({ since, until }: Window): { since: number; until: number } => ({
  since: Math.ceil(since.getTime() / 1_000),
  until: Math.ceil(until.getTime() / 1_000),
})
