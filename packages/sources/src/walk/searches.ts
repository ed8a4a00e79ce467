import { compileQuery, type Dialect, SourceError, type SourceQuery } from '@echoscope/domain'

/** More, and words that alternatives share are searched for in their place. */
export const mostSearches = 40

export interface Searchable {
  /** As users know the place. */
  readonly name: string
  readonly dialect: Dialect
  /** It can be read whole where no search is sure to find everything. */
  readonly everything: boolean
}

/**
 * What the place is asked for, in the words of its own search; `''` for everything new. A place that cannot be read whole is asked for the words of the
 * query where no text is sure to find everything: beginnings of words as words.
 * @throws SourceError `gone` where it cannot be asked for any.
 */
export function searchesOf({ wanted, terms }: SourceQuery, { name, dialect, everything }: Searchable): string[] {
  const texts = compileQuery(wanted, dialect, mostSearches)
  if (!texts.includes('')) return [...texts]
  if (everything) return ['']
  const words = askedTerms(terms).filter((term) => term !== '')
  if (words.length > 0) return words
  throw new SourceError('gone', `${name} is searched by words, and this query can hold without any: add a word that has to be there.`)
}

/** Words of which no sign is left, each once. */
const askedTerms = (terms: readonly string[]): string[] => [...new Set(terms.map((term) => plainTerm(term) || term.trim()))]
const plainTerm = (term: string): string => term.replaceAll('*', ' ').replaceAll(/\s+/g, ' ').trim()
