import { fieldNames, type Token, tokenAt } from './tokens.ts'

/** What a stretch of a query is, for whoever draws it. */
export interface Painted {
  readonly at: number
  readonly end: number
  readonly paint: 'operator' | 'field' | 'group' | 'phrase' | 'term'
}

/**
 * The stretches of a query as its parser reads them, also of one that is still being written: from where it cannot be read on nothing is painted.
 * Never throws; linear in the length of the text.
 */
export function paintQuery(text: string): Painted[] {
  const painted: Painted[] = []
  for (let at = 0, afterField = false; ; ) {
    const token = readable(text, at, afterField)
    if (token === null || token.kind === 'end') return painted
    painted.push({ at: token.at, end: token.end, paint: paintOf(text, token) })
    afterField = token.kind === 'field'
    at = token.end
  }
}

function readable(text: string, at: number, afterField: boolean): Token | null {
  try {
    return tokenAt(text, at, afterField)
  } catch {
    return null
  }
}

function paintOf(text: string, { kind, at }: Token): Painted['paint'] {
  switch (kind) {
    case 'open':
    case 'close':
      return 'group'
    case 'field':
      return 'field'
    case 'term':
      return /["“”„{`=]/.test(text.charAt(at)) ? 'phrase' : 'term'
    case 'minus':
    case 'AND':
    case 'OR':
    case 'NOT':
    case 'near':
    case 'end':
      return 'operator'
  }
}

/** What can be put into a query by a press, with the caret where `|` stands. */
export const queryPieces: readonly { readonly label: string; readonly piece: string }[] = [
  { label: 'AND', piece: ' AND |' },
  { label: 'OR', piece: ' OR |' },
  { label: 'NOT', piece: ' NOT |' },
  { label: '“ ”', piece: '"|"' },
  { label: '( )', piece: '(|)' },
  { label: 'word*', piece: '|*' },
  { label: 'NEAR/5', piece: ' NEAR/5 |' },
  ...fieldNames.filter((name) => name === 'title' || name === 'community' || name === 'author').map((name) => ({ label: `${name}:`, piece: `${name}:|` })),
]
