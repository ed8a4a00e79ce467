const steps: readonly (readonly [RegExp, string])[] = [
  [/sses$/, 'ss'],
  [/ies$/, 'i'],
  [/([^s])s$/, '$1'],
  [/(.{3,})(?:ational|ation|ator)$/, '$1ate'],
  [/(.{3,})(?:ization|izer|izing|ized|ize)$/, '$1ize'],
  [/(.{3,})(?:iveness|fulness|ousness)$/, '$1'],
  [/(.{3,})(?:ing|edly|ed|ly)$/, '$1'],
  [/(.{3,})(?:ement|ment|ness|ance|ence|able|ible|al|ic|ive|ity|er)$/, '$1'],
  [/(.{2,})y$/, '$1i'],
  [/(.{3,})e$/, '$1'],
  [/(.)\1$/, '$1'],
]

/** A stem after the manner of Porter's, shorter: forms of one English word become one string, which is no word itself. */
export const stemOf = (word: string): string => steps.reduce((stem, [ending, put]) => stem.replace(ending, put), word.toLowerCase())
