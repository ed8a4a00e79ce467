import type { Dialect } from '../dialects.ts'
import type { Searched } from '../searched.ts'

/**
 * What a source's own search finds, as far as its documentation goes: whole words without case and accents, phrases as words one after another, AND,
 * OR, fields and beginnings of words where it has them. Written apart from the compiler, which it judges.
 */
export function serverFinds(dialect: Dialect, query: string, post: Searched): boolean {
  if (query === '') return true
  if (dialect === 'lemmy') return [post.title, post.body].some((text) => inOrder(query.split(' ').map(level), level(text)))
  if (dialect === 'terms') return query.split(' ').every((term) => standsIn(term, post))
  return new Search(tokensOf(query), post, dialect === 'hacker-news').whole()
}

const level = (text: string): string =>
  [...text.normalize('NFD').replaceAll(/\p{M}/gu, '')].map((character) => character.toLowerCase().toUpperCase().toLowerCase()).join('')

function inOrder(words: readonly string[], text: string): boolean {
  let at = 0
  for (const word of words) {
    const found = text.indexOf(word, at)
    if (found < 0) return false
    at = found + word.length
  }
  return true
}

/** One of Han and Kana is a word by itself. */
const wordsOf = (text: string): string[] =>
  level(text.normalize('NFC')).match(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{N}_])+/gu,
  ) ?? []

const tokensOf = (query: string): string[] => query.match(/[()|]|(?:[a-z]+:|\+)?"[^"]*"|[^\s()|"]+/gu) ?? []

function standsIn(term: string, { title, body }: Searched): boolean {
  const asked = ` ${wordsOf(term).join(' ')}${term.endsWith('*') ? '' : ' '}`
  return [title, body].some((text) => ` ${wordsOf(text).join(' ')} `.includes(asked))
}

class Search {
  #tokens: readonly string[]
  readonly #post: Searched
  readonly #knowsStars: boolean

  constructor(tokens: readonly string[], post: Searched, knowsStars: boolean) {
    this.#tokens = tokens
    this.#post = post
    this.#knowsStars = knowsStars
  }

  whole(): boolean {
    const result = this.#or()
    if (this.#tokens.length > 0) throw new SyntaxError(`the server cannot read ${this.#tokens.join(' ')}`)
    return result
  }

  #or(): boolean {
    const sides = [this.#and()]
    while (this.#tokens[0] === 'OR' || this.#tokens[0] === '|') {
      this.#take()
      sides.push(this.#and())
    }
    return sides.includes(true)
  }

  #and(): boolean {
    const sides = [this.#one()]
    while (this.#tokens.length > 0 && !['OR', '|', ')'].includes(this.#tokens[0] ?? '')) {
      if (this.#tokens[0] === 'AND') this.#take()
      sides.push(this.#one())
    }
    return !sides.includes(false)
  }

  #one(): boolean {
    const token = this.#take()
    if (token === '(') {
      const inside = this.#or()
      if (this.#take() !== ')') throw new SyntaxError('the server misses a parenthesis')
      return inside
    }
    if (['OR', 'AND', 'NOT', ')', '|', '-'].includes(token) || token.startsWith('-')) throw new SyntaxError(`the server does not expect ${token}`)
    const [, field = '', text = ''] = /^(?:([a-z]+):|\+)?"?([^"]*)"?$/u.exec(token) ?? []
    if (field === 'author') return level(this.#post.author ?? '') === level(text)
    if (field === 'subreddit') return level(this.#post.community ?? '').replace(/^\/?r\//, '') === level(text)
    const { title, body } = this.#post
    const places = field === 'title' ? [title] : field === 'selftext' ? [body] : [title, body]
    const end = this.#knowsStars && token.endsWith('*') ? '' : ' '
    return places.some((place) => ` ${wordsOf(place).join(' ')} `.includes(` ${wordsOf(text).join(' ')}${end}`))
  }

  #take(): string {
    const [first, ...rest] = this.#tokens
    if (first === undefined) throw new SyntaxError('the server expects more')
    this.#tokens = rest
    return first
  }
}
