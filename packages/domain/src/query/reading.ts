import { joined, type QueryNode } from './ast.ts'
import type { Match, PostField, Span } from '../post.ts'
import { nearPlaces, type Place, wordStarts } from './near.ts'
import type { Plan } from './plan.ts'
import { addressesOf, type Searched } from './searched.ts'
import { spansOf } from './spans.ts'
import type { Term } from './term.ts'

/** Why a query holds: the part of it that does, and where its terms stand. */
export interface Why {
  /** Of alternatives the first that holds; exclusions stay. */
  readonly branch: QueryNode
  /** In order of field, place and term; at most a hundred. */
  readonly matches: readonly Match[]
}

/** At most so many spans are kept of one post; more say nothing new about why it is here. */
const mostSpans = 100
/** Places of one term that NEAR looks at: a text that repeats a word more often is no text. */
const mostNear = 5_000
/** So many places all NEARs of a post look at together; from then on each looks at the first few alone. */
const mostNearTogether = 500_000
const fewNear = 50
const fields: readonly PostField[] = ['title', 'body']

/** What the scan knows of a term in a field, and what was found since. */
export const unseen = 0
export const possible = 1
export const there = 2
export const absent = 3

/** One post, held against queries; nothing is looked up twice. */
export class Reading {
  readonly #terms: readonly Term[]
  /** Of term `n`: `2 n` in the title, `2 n + 1` in the body. */
  readonly #states: Uint8Array
  readonly #post: Searched
  readonly #spans = new Map<number, readonly Omit<Span, 'field'>[]>()
  readonly #near = { title: new Map<Plan, readonly Place[]>(), body: new Map<Plan, readonly Place[]>() }
  readonly #starts = new Map<PostField, readonly number[]>()
  #nearRoom = mostNearTogether
  #addresses: string | null = null

  constructor(terms: readonly Term[], states: Uint8Array, post: Searched) {
    this.#terms = terms
    this.#states = states
    this.#post = post
  }

  holds(plan: Plan): boolean {
    switch (plan.kind) {
      case 'term':
        if (plan.field === 'url') return this.#inAddress(plan.term)
        return (plan.field !== 'body' && this.#has(plan.term, 0)) || (plan.field !== 'title' && this.#has(plan.term, 1))
      case 'value':
        return plan.holds(this.#post)
      case 'not':
        return !this.holds(plan.of)
      case 'and':
        return plan.of.every((each) => this.holds(each))
      case 'or':
        return plan.of.some((each) => this.holds(each))
      case 'near':
        return this.holds(plan.left) && this.holds(plan.right) && fields.some((field) => this.#places(plan, field).length > 0)
    }
  }

  /** Of a plan that holds. */
  why(plan: Plan): Why {
    const matches: Match[] = []
    const branch = this.#resolve(plan, matches) ?? plan.node
    const inOrder = matches.toSorted((a, b) => (a.field === b.field ? a.start - b.start || a.end - b.end : a.field === 'title' ? -1 : 1))
    return { branch, matches: distinct(inOrder).slice(0, mostSpans) }
  }

  /** The part of the plan that holds, or null; its matches are added. */
  #resolve(plan: Plan, matches: Match[]): QueryNode | null {
    switch (plan.kind) {
      case 'term':
        if (!this.holds(plan)) return null
        for (const field of fields) for (const place of this.#termPlaces(plan, field, mostSpans)) matches.push(...place.matches)
        return plan.node
      case 'value':
      case 'not':
        return this.holds(plan) ? plan.node : null
      case 'near':
        if (!this.holds(plan)) return null
        for (const field of fields) for (const place of this.#places(plan, field)) matches.push(...place.matches)
        return plan.node
      case 'or': {
        let first: QueryNode | null = null
        for (const each of plan.of) first = keepFirst(first, this.#resolve(each, matches))
        return first
      }
      case 'and': {
        const before = matches.length
        const sides: QueryNode[] = []
        for (const each of plan.of) {
          const side = this.#resolve(each, matches)
          if (side === null) {
            matches.length = before
            return null
          }
          sides.push(side)
        }
        return joined('and', sides)
      }
    }
  }

  #has(term: number, field: 0 | 1): boolean {
    const at = term * 2 + field
    if (this.#states[at] === possible) this.#states[at] = this.#spansOf(term, field, 1).length > 0 ? there : absent
    return this.#states[at] === there
  }

  #spansOf(term: number, field: 0 | 1, most: number): readonly Omit<Span, 'field'>[] {
    const compiled = this.#terms[term]
    return compiled === undefined ? [] : spansOf(compiled, field === 0 ? this.#post.title : this.#post.body, most)
  }

  #inAddress(term: number): boolean {
    const compiled = this.#terms[term]
    this.#addresses ??= addressesOf(this.#post)
    return compiled !== undefined && spansOf(compiled, this.#addresses, 1).length > 0
  }

  #termPlaces(plan: Plan & { kind: 'term' }, name: PostField, most: number): readonly Place[] {
    const field = name === 'title' ? 0 : 1
    if (plan.field === 'url' || (plan.field !== 'text' && plan.field !== name) || !this.#has(plan.term, field)) return []
    const at = plan.term * 2 + field
    const spans = this.#spans.get(at) ?? this.#spansOf(plan.term, field, most)
    if (most === mostNear) this.#spans.set(at, spans)
    const term = this.#terms[plan.term]?.label ?? ''
    return spans.slice(0, most).map(({ start, end }) => ({ start, end, matches: [{ term, field: name, start, end }] }))
  }

  #places(plan: Plan, field: PostField): readonly Place[] {
    switch (plan.kind) {
      case 'term':
        return this.#termPlaces(plan, field, this.#nearRoom > 0 ? mostNear : fewNear)
      case 'or':
        return plan.of.flatMap((each) => this.#places(each, field))
      case 'near':
        return this.#nearPlaces(plan, field)
      default:
        return []
    }
  }

  /** Found once: a chain asks for those of its left side again and again. */
  #nearPlaces(plan: Plan & { kind: 'near' }, field: PostField): readonly Place[] {
    const known = this.#near[field].get(plan)
    if (known !== undefined) return known
    const left = this.#places(plan.left, field)
    const right = left.length === 0 ? [] : this.#places(plan.right, field)
    const before = this.#nearRoom > 0 ? left : left.slice(0, fewNear)
    this.#nearRoom -= left.length + right.length
    const places = right.length === 0 ? [] : nearPlaces(before, right, { words: plan.words, ordered: plan.ordered, starts: this.#startsOf(field) })
    this.#near[field].set(plan, places)
    return places
  }

  #startsOf(field: PostField): readonly number[] {
    const starts = this.#starts.get(field) ?? wordStarts(this.#post[field])
    this.#starts.set(field, starts)
    return starts
  }
}

const keepFirst = (first: QueryNode | null, next: QueryNode | null): QueryNode | null => first ?? next

/** Two alternatives may hold at one place. */
function distinct(matches: readonly Match[]): Match[] {
  const seen = new Set<string>()
  return matches.filter(({ term, field, start, end }) => {
    const key = `${field} ${start} ${end} ${term}`
    return seen.size < seen.add(key).size
  })
}
