import { joined, type QueryNode, type TextField, type ValueField, whyNotNear } from './ast.ts'
import { invalidQuery } from './invalid-query.ts'
import { type Token, tokenAt } from './tokens.ts'

export const longestQuery = 100_000
const deepest = 100

/**
 * Reads a query in time linear in its length: `AND` (also by standing side by side), `OR`, `NOT` and `-`, parentheses, `NEAR/n`, `ONEAR/n`, fields
 * and terms. From the tightest: fields, NEAR, NOT, AND, OR. docs/query-language.md tells the language.
 * @throws DomainError `invalid_query` with `position` and `hint`.
 */
export function parseQuery(text: string): QueryNode {
  if (text.length > longestQuery)
    throw invalidQuery({ at: longestQuery, what: `the query has ${text.length} characters`, hint: `At most ${longestQuery} can be read: split it` })
  return new Parser(text).whole()
}

type FieldOf = TextField | ValueField

class Parser {
  readonly #text: string
  #next: Token
  #depth = 0
  /** The field of the group that is being read. */
  #field: FieldOf = 'text'

  constructor(text: string) {
    this.#text = text
    this.#next = tokenAt(text, 0)
  }

  whole(): QueryNode {
    if (this.#next.kind === 'end')
      throw invalidQuery({ at: 0, what: 'it is empty', hint: 'Write at least one term, such as a name or a "phrase in quotation marks"' })
    const node = this.#or()
    if (this.#next.kind === 'close')
      throw invalidQuery({
        at: this.#next.at,
        what: 'this parenthesis closes none',
        hint: 'Take it out, or open one before it; in a term write it in quotation marks',
      })
    return node
  }

  #or(): QueryNode {
    const sides = [this.#and()]
    while (this.#next.kind === 'OR') {
      this.#advance()
      sides.push(this.#and())
    }
    return joined('or', sides)
  }

  #and(): QueryNode {
    const sides = [this.#not()]
    for (;;) {
      if (this.#next.kind === 'AND') this.#advance()
      else if (this.#next.kind === 'OR' || this.#next.kind === 'close' || this.#next.kind === 'end') return joined('and', sides)
      sides.push(this.#not())
    }
  }

  #not(): QueryNode {
    if (this.#next.kind !== 'NOT' && this.#next.kind !== 'minus') return this.#near()
    return this.#deeper(() => {
      this.#advance()
      return { kind: 'not', of: this.#not() }
    })
  }

  #near(): QueryNode {
    let left = this.#primary()
    const before = this.#depth
    while (this.#next.kind === 'near') {
      const { at, ordered, words } = this.#next
      this.#deepen(at)
      this.#advance()
      const right = this.#primary()
      const why = whyNotNear(left) ?? whyNotNear(right)
      if (why !== null)
        throw invalidQuery({
          at,
          what: `${ordered ? 'O' : ''}NEAR/${words} needs terms on both sides, and ${why}`,
          hint: 'Join terms, phrases or (groups OR of OR them) with it, and write the rest with AND beside it',
        })
      left = { kind: 'near', ordered, words, left, right }
    }
    this.#depth = before
    return left
  }

  #primary(): QueryNode {
    const token = this.#next
    switch (token.kind) {
      case 'open':
        return this.#group()
      case 'field':
        return this.#inField(token.field, token)
      case 'term':
        this.#advance()
        return this.#leaf(token)
      case 'end':
        throw invalidQuery({ at: token.at, what: 'the query ends where a term is due', hint: 'Add a term, or take out the operator before it' })
      case 'close':
        throw invalidQuery({ at: token.at, what: 'a term is due before this parenthesis', hint: 'Put a term between the parentheses, or take them out' })
      case 'minus':
      case 'NOT':
        throw invalidQuery({ at: token.at, what: 'NEAR cannot stand before an exclusion', hint: 'Write the exclusion for itself: a NEAR/5 b NOT c' })
      case 'AND':
      case 'OR':
      case 'near': {
        const sign = this.#text.slice(token.at, token.end)
        throw invalidQuery({ at: token.at, what: `${sign} has no term before it`, hint: `Add one, or quote it to look for the word: "${sign}"` })
      }
    }
  }

  #group(): QueryNode {
    const { at } = this.#next
    return this.#deeper(() => {
      this.#advance()
      const inside = this.#or()
      if (this.#next.kind !== 'close')
        throw invalidQuery({ at, what: 'this parenthesis is not closed', hint: 'Add ) where the group ends, or quote it to look for the sign' })
      this.#advance()
      return inside
    })
  }

  #inField(field: FieldOf, { at, end }: Token): QueryNode {
    if (this.#field !== 'text')
      throw invalidQuery({ at, what: `${field}: stands inside of ${this.#field}:`, hint: `Close the group of ${this.#field}: before it` })
    if (/^(?:\s|\)|$)/u.test(this.#text.slice(end, end + 1)))
      throw invalidQuery({ at, what: `${field}: has nothing after it`, hint: `Write the term directly after the colon, ${field}:${examples[field]}` })
    this.#next = tokenAt(this.#text, end, true)
    this.#field = field
    const node = this.#next.kind === 'open' ? this.#group() : this.#primary()
    this.#field = 'text'
    return node
  }

  #leaf(token: Token & { kind: 'term' }): QueryNode {
    const { style, parts, at } = token
    const field = this.#field
    if (field === 'text' || field === 'title' || field === 'body' || field === 'url') return { kind: 'term', field, style, parts }
    if (style !== 'word')
      throw invalidQuery({
        at,
        what: `${field}: is compared whole and ignoring case`,
        hint: `Write it plainly or in quotation marks, ${field}:${examples[field]}`,
      })
    if (field === 'lang' && !(parts.length === 1 && /^[a-z]{2,3}$/iu.test(parts[0] ?? '')))
      throw invalidQuery({ at, what: 'this is no language code', hint: 'Write its two or three letters, such as lang:en or lang:de' })
    return { kind: 'value', field, parts }
  }

  #advance(): void {
    this.#next = tokenAt(this.#text, this.#next.end)
  }

  #deepen(at: number): void {
    this.#depth += 1
    if (this.#depth > deepest)
      throw invalidQuery({ at, what: `more than ${deepest} levels inside each other`, hint: 'Take out parentheses that change nothing, or split the query' })
  }

  #deeper(read: () => QueryNode): QueryNode {
    this.#deepen(this.#next.at)
    const node = read()
    this.#depth -= 1
    return node
  }
}

const examples: Readonly<Record<FieldOf, string>> = {
  text: 'deno',
  title: '"dark mode"',
  body: 'crash*',
  url: 'example.com',
  author: 'some_name',
  community: 'r/golang',
  source: 'reddit',
  lang: 'en',
}
