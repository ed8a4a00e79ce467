/** What a pain point's name has to hold against. */
export interface Named {
  /** What the analysis calls it, with what was merged into it. */
  readonly keywords: readonly string[]
  /** Words around what hurts, a text for each author. */
  readonly phrases: readonly string[]
  /** What the other pain points of the scope are called. */
  readonly taken: readonly string[]
}

const longest = 60
const mostWords = 7
/** Words that a name may have of its own. Those that change what is said (after, without, too) have to stand in the posts. */
const joining = new Set('a an the of on in to for with is are be at by from and when while'.split(' '))
const negations = new Set('no not never none cannot nothing without nor'.split(' '))

/**
 * Why a name cannot be given; null: it can. Its words stand in the keywords or in the posts of two people, so that nobody puts words into it alone, one of them
 * in a keyword, so that it still is that pain point; it says no more and no less "not" than the keyword; it has no number, sign or name of its own.
 */
export function faultOfName(name: string, { keywords, phrases, taken }: Named): string | null {
  if (name.length > longest || !/^[\p{L}\p{N}]+(?:[ '’-][\p{L}\p{N}]+)*$/u.test(name)) return `it is no plain phrase of at most ${longest} characters`
  const words = wordsOf(name)
  if (words.length > mostWords) return `it has more than ${mostWords} words`
  if (taken.some((other) => other.toLowerCase() === name.toLowerCase())) return 'another pain point is called so'
  if (isNegated(words) !== isNegated(wordsOf(keywords[0] ?? ''))) return 'it says the opposite of the keyword'
  const own = new Set(keywords.flatMap(wordsOf).map(stemOf))
  const content = words.filter((word) => !joining.has(word) && !isNegation(word))
  if (!content.some((word) => own.has(stemOf(word)))) return 'it has no word of the keyword'
  const texts = phrases.map((phrase) => new Set(wordsOf(phrase).map(stemOf)))
  const stranger = content.find((word) => !own.has(stemOf(word)) && texts.filter((text) => text.has(stemOf(word))).length < 2)
  return stranger === undefined ? null : `the word ${JSON.stringify(stranger)} is not said by two of its authors`
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .match(/[\p{L}\p{N}]+(?:'[\p{L}]+)?/gu) ?? []
const isNegation = (word: string): boolean => negations.has(word) || word.endsWith("n't")
const isNegated = (words: readonly string[]): boolean => words.some(isNegation)

/** Enough to see "drains", "draining" and "drained" as one; a number is only itself. */
function stemOf(word: string): string {
  if (/\p{N}/u.test(word)) return word
  const bare = word.replace(/'s$/, '')
  const stem = bare.replace(/(?:ings?|ed|es|s|ly|e)$/, '')
  return stem.length < 3 ? bare : stem.replace(/(.)\1$/, '$1')
}
