/** A term as places take it that know no signs of ours. */
export const plainTerm = (term: string): string => term.replaceAll('*', ' ').replaceAll(/\s+/g, ' ').trim()

/** What is asked for, each once; a term of signs alone is asked for as it is, and the empty one for everything new. */
export const askedTerms = (terms: readonly string[]): string[] => [...new Set(terms.map((term) => plainTerm(term) || term.trim()))]
