import type { QueryNode, TermNode, TextField } from './ast.ts'
import { isGlobOf, type Searched, valueFields } from './searched.ts'
import { compileTerm, type Term } from './term.ts'

/** A query made ready: its terms by number, so that queries share them. */
export type Plan =
  | { readonly kind: 'term'; readonly node: TermNode; readonly term: number; readonly field: TextField }
  | { readonly kind: 'value'; readonly node: QueryNode; readonly holds: (post: Searched) => boolean }
  | { readonly kind: 'not'; readonly node: QueryNode; readonly of: Plan }
  | { readonly kind: 'and' | 'or'; readonly node: QueryNode; readonly of: readonly Plan[] }
  | { readonly kind: 'near'; readonly node: QueryNode; readonly ordered: boolean; readonly words: number; readonly left: Plan; readonly right: Plan }

/** The terms of all queries, each once. */
export class Terms {
  readonly all: Term[] = []
  readonly #numbers = new Map<string, number>()

  numberOf(node: TermNode): number {
    const key = JSON.stringify([node.style, node.parts, node.label])
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.all.push(compileTerm(node))
    this.#numbers.set(key, this.all.length - 1)
    return this.all.length - 1
  }
}

export function planOf(node: QueryNode, terms: Terms): Plan {
  switch (node.kind) {
    case 'term':
      return { kind: 'term', node, term: terms.numberOf(node), field: node.field }
    case 'value': {
      const { of, key } = valueFields[node.field]
      const parts = node.parts.map(key)
      return { kind: 'value', node, holds: (post) => of(post).some((value) => isGlobOf(parts, key(value))) }
    }
    case 'not':
      return { kind: 'not', node, of: planOf(node.of, terms) }
    case 'and':
    case 'or':
      return { kind: node.kind, node, of: node.of.map((each) => planOf(each, terms)) }
    case 'near':
      return { kind: 'near', node, ordered: node.ordered, words: node.words, left: planOf(node.left, terms), right: planOf(node.right, terms) }
  }
}

/**
 * Terms of which one at least stands in every text that the query accepts; null where it accepts texts with none of its terms. Of what AND joins
 * the fewest are taken.
 */
export function neededBy(plan: Plan): readonly number[] | null {
  switch (plan.kind) {
    case 'term':
      return plan.field === 'url' ? null : [plan.term]
    case 'value':
    case 'not':
      return null
    case 'or': {
      const all = plan.of.map(neededBy)
      return all.some((each) => each === null) ? null : [...new Set(all.flatMap((each) => each ?? []))]
    }
    case 'and':
      return fewest(plan.of.map(neededBy))
    case 'near':
      return fewest([neededBy(plan.left), neededBy(plan.right)])
  }
}

const fewest = (all: readonly (readonly number[] | null)[]): readonly number[] | null =>
  all.reduce((best, each) => (best === null || (each !== null && each.length < best.length) ? each : best), null)
