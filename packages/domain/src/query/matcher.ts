import type { QueryNode } from './ast.ts'
import { neededBy, type Plan, planOf, Terms } from './plan.ts'
import { possible, Reading, there, unseen, type Why } from './reading.ts'
import { createScanner } from './scanner.ts'
import type { Searched } from './searched.ts'
import type { Term } from './term.ts'
import { isWordAt, isWordBefore } from './units.ts'

export interface Held {
  /** Numbers of the queries that hold, from 0, in their order. */
  readonly holding: readonly number[]
  /** Why one of them does. Asked before the next post is read. */
  why(query: number): Why
}
export interface Matcher {
  read(post: Searched): Held
}

/**
 * Holds posts against any number of queries. One pass over a text finds which terms it may have; a query is looked at only where one of those
 * it cannot hold without was found. `queries` of one are matched the same way.
 */
export function createMatcher(queries: readonly QueryNode[]): Matcher {
  const terms = new Terms()
  const plans = queries.map((query) => planOf(query, terms))
  return new ManyQueries(terms.all, plans)
}

const holdsNothing: Held = {
  holding: [],
  why: () => {
    throw new RangeError('no query holds')
  },
}

interface Found {
  readonly term: number
  /** Set where a hit between the right edges is the term. */
  readonly whole: { readonly before: boolean; readonly after: boolean } | null
  readonly length: number
}

class ManyQueries implements Matcher {
  readonly #terms: readonly Term[]
  readonly #plans: readonly Plan[]
  readonly #scanner
  /** By number of the scanner's pattern. */
  readonly #foundBy: readonly (readonly Found[])[]
  /** Terms that the scan cannot rule out: in any text, and in one that is not ASCII alone. */
  readonly #anywhere: readonly number[]
  readonly #beyondAscii: readonly number[]
  /** Queries to look at when a term was found, and those to look at always. */
  readonly #wakes: readonly (readonly number[])[]
  readonly #always: readonly number[]
  readonly #states: Uint8Array
  readonly #awake: Uint8Array
  /** What the last post set, to be undone before the next. */
  readonly #touched: number[] = []

  constructor(terms: readonly Term[], plans: readonly Plan[]) {
    this.#terms = terms
    this.#plans = plans
    const patterns = new Map<string, Found[]>()
    for (const [term, { literals }] of terms.entries())
      for (const { text, whole } of literals ?? []) {
        const found = patterns.get(text) ?? []
        found.push({ term, whole, length: text.length })
        patterns.set(text, found)
      }
    this.#foundBy = [...patterns.values()]
    this.#scanner = createScanner([...patterns.keys()])
    const numbers = [...terms.keys()]
    this.#anywhere = numbers.filter((number) => terms[number]?.literals === null && terms[number].needsMoreThanAscii !== true)
    this.#beyondAscii = numbers.filter((number) => {
      const term = terms[number]
      return term !== undefined && term.literals === null && term.needsMoreThanAscii
    })
    const wakes: number[][] = terms.map(() => [])
    const always: number[] = []
    for (const [query, plan] of plans.entries()) {
      const needed = neededBy(plan)
      if (needed === null) always.push(query)
      else for (const term of needed) wakes[term]?.push(query)
    }
    this.#wakes = wakes
    this.#always = always
    this.#states = new Uint8Array(terms.length * 2)
    this.#awake = new Uint8Array(plans.length)
  }

  read(post: Searched): Held {
    for (const at of this.#touched) this.#states[at] = unseen
    this.#touched.length = 0
    this.#scan(post.title, 0)
    this.#scan(post.body, 1)
    const due = this.#due()
    // Most posts end here, and cost nothing more.
    if (due.length === 0) return holdsNothing
    const reading = new Reading(this.#terms, this.#states, post)
    const holding = due.filter((query) => reading.holds(this.#plan(query)))
    return { holding, why: (query) => reading.why(this.#plan(query)) }
  }

  /** Notes of each term whether it may stand, or does stand, in a field. */
  #scan(text: string, field: 0 | 1): void {
    const isAscii = this.#scanner.scan(text, (pattern, end, asciiFrom) => {
      const goesOnBeyond = end < text.length && text.charCodeAt(end) > 0x7f
      for (const { term, whole, length } of this.#foundBy[pattern] ?? []) {
        const at = term * 2 + field
        // Beside other characters a hit may be another word: an accent may follow, or stand for the letter.
        if (whole === null || goesOnBeyond || asciiFrom > Math.max(0, end - length - 1)) this.#note(at, possible)
        else if (!(whole.before && isWordBefore(text, end - length)) && !(whole.after && isWordAt(text, end))) this.#note(at, there)
      }
    })
    for (const term of this.#anywhere) this.#note(term * 2 + field, possible)
    if (!isAscii) for (const term of this.#beyondAscii) this.#note(term * 2 + field, possible)
  }

  #note(at: number, state: typeof possible | typeof there): void {
    if (this.#states[at] !== unseen) return
    this.#states[at] = state
    this.#touched.push(at)
  }

  #due(): number[] {
    const due = [...this.#always]
    for (const at of this.#touched)
      for (const query of this.#wakes[at >> 1] ?? []) {
        if (this.#awake[query] === 1) continue
        this.#awake[query] = 1
        due.push(query)
      }
    for (const query of due) this.#awake[query] = 0
    return due.toSorted((one, other) => one - other)
  }

  #plan(query: number): Plan {
    const plan = this.#plans[query]
    if (plan === undefined) throw new RangeError('there is no such query')
    return plan
  }
}
