import type { QueryNode, TermStyle } from './ast.ts'
import { tokenAt } from './tokens.ts'

/** A query's text in its one spelling; read again it gives the same nodes. */
export function printQuery(node: QueryNode): string {
  switch (node.kind) {
    case 'or':
      return node.of.map((side) => (side.kind === 'or' ? group(side) : printQuery(side))).join(' OR ')
    case 'and':
      return node.of.map((side) => (side.kind === 'or' || side.kind === 'and' ? group(side) : printQuery(side))).join(' AND ')
    case 'not':
      return `NOT ${node.of.kind === 'or' || node.of.kind === 'and' ? group(node.of) : printQuery(node.of)}`
    case 'near': {
      const left = node.left.kind === 'near' ? printQuery(node.left) : side(node.left)
      return `${left} ${node.ordered ? 'O' : ''}NEAR/${node.words} ${side(node.right)}`
    }
    case 'value':
      return `${node.field}:${termText(node.parts, 'word')}`
    case 'term':
      return `${node.field === 'text' ? '' : `${node.field}:`}${termText(node.parts, node.style)}`
  }
}

const group = (node: QueryNode): string => `(${printQuery(node)})`
const side = (node: QueryNode): string => (node.kind === 'term' || node.kind === 'value' ? printQuery(node) : group(node))

const withEscapes = (parts: readonly string[], signs: RegExp): string => parts.map((part) => part.replaceAll(signs, String.raw`\$&`)).join('*')

function termText(parts: readonly string[], style: TermStyle): string {
  switch (style) {
    case 'spelt':
      return `{${withEscapes(parts, /[\\*{}]/gu)}}`
    case 'literal':
      return `\`${withEscapes(parts, /[\\`]/gu)}\``
    case 'cased':
    case 'word': {
      const sign = style === 'cased' ? '=' : ''
      return isBare(parts) ? `${sign}${parts.join('*')}` : `${sign}"${withEscapes(parts, /["“”„\\*]/gu)}"`
    }
  }
}

/** Where a term needs no quotation marks: read by itself it is that term and nothing else. */
function isBare(parts: readonly string[]): boolean {
  const text = parts.join('*')
  if (!/^[^\s"“”„()\\{}`=-][^\s"“”„()\\]*$/u.test(text) || parts.some((part) => part.includes('*'))) return false
  try {
    const token = tokenAt(text, 0)
    return token.kind === 'term' && token.end === text.length
  } catch {
    return false
  }
}
