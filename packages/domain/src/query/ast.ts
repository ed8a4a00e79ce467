/** Where a term is looked for: title or body, one of them, or the post's addresses. */
export type TextField = 'text' | 'title' | 'body' | 'url'
/** What a post has one value of: compared whole. */
export type ValueField = 'author' | 'community' | 'source' | 'lang'

/**
 * How a term's characters are compared. `word`: between word edges, ignoring case; a letter without accents stands for the accented ones too.
 * `spelt`: the same, but accents are as written. `cased`: accents and case are as written. `literal`: exactly these characters, inside words too.
 */
export type TermStyle = 'word' | 'spelt' | 'cased' | 'literal'

export interface TermNode {
  readonly kind: 'term'
  readonly field: TextField
  readonly style: TermStyle
  /** The text between its wildcards: `anti*vir*` is `['anti', 'vir', '']`. */
  readonly parts: readonly string[]
  /** The keyword this came from, as its user wrote it: matches are shown under that name. */
  readonly label?: string
}
export interface ValueNode {
  readonly kind: 'value'
  readonly field: ValueField
  readonly parts: readonly string[]
}
export interface NearNode {
  readonly kind: 'near'
  /** Left stands before right. */
  readonly ordered: boolean
  /** Neighbouring words are 1 apart. */
  readonly words: number
  readonly left: QueryNode
  readonly right: QueryNode
}
export type QueryNode =
  | TermNode
  | ValueNode
  | NearNode
  | { readonly kind: 'not'; readonly of: QueryNode }
  /** Of no nodes, `and` always holds and `or` never does. */
  | { readonly kind: 'and' | 'or'; readonly of: readonly QueryNode[] }

/** Nested nodes of the same kind are one, so that one meaning has one shape. */
export function joined(kind: 'and' | 'or', nodes: readonly QueryNode[]): QueryNode {
  const flat = nodes.some((node) => node.kind === kind) ? nodes.flatMap((node) => (node.kind === kind ? node.of : [node])) : nodes
  const [only] = flat
  return flat.length === 1 && only !== undefined ? only : { kind, of: flat }
}

/** What a match is called: the term without its signs. */
export const labelOfTerm = ({ label, parts }: TermNode): string => label ?? parts.join('*')

/** Why a node cannot stand beside NEAR, whose sides are places in a text; null when it can. */
export function whyNotNear(node: QueryNode): string | null {
  switch (node.kind) {
    case 'term':
      return node.field === 'url' ? 'an address has no place in the text' : null
    case 'near':
      return null
    case 'or':
      return node.of.map(whyNotNear).find((why) => why !== null) ?? null
    case 'value':
      return `${node.field}: has no place in the text`
    case 'and':
      return 'a group joined by AND has no one place'
    case 'not':
      return 'what is not there has no place'
  }
}
