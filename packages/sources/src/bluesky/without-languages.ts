import type { QueryNode } from '@echoscope/domain'

const something: QueryNode = { kind: 'term', field: 'text', style: 'word', parts: ['a'] }
const always: QueryNode = { kind: 'or', of: [something, { kind: 'not', of: something }] }
const never: QueryNode = { kind: 'not', of: always }

/** A query that accepts whatever the given one accepts of a text in any language: where no language is known yet, each may still be right. */
export function withoutLanguages(node: QueryNode, isWanted = true): QueryNode {
  switch (node.kind) {
    case 'value':
      return node.field === 'lang' ? (isWanted ? always : never) : node
    case 'not':
      return { kind: 'not', of: withoutLanguages(node.of, !isWanted) }
    case 'and':
    case 'or':
      return { ...node, of: node.of.map((each) => withoutLanguages(each, isWanted)) }
    default:
      return node
  }
}
