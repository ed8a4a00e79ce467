import type { QueryNode } from './ast.ts'
import { type Atom, atomsOfTerm } from './atoms.ts'
import { type Branch, branchesOf, mostCompared } from './branches.ts'
import { type Dialect, type Grammar, grammars, mayBeJoined } from './dialects.ts'

/** Each is a request, at least, in every run. */
export const mostServerQueries = 8

/**
 * The widest searches of a source that together find whatever the query accepts, at most `most`; what they find is held against the query again. `''`
 * asks for everything new: nothing narrower is sure to find it all. None: the query accepts nothing. Servers are taken to level case and accents;
 * one that does not finds a term without accents only where it is written so.
 */
export function compileQuery(query: QueryNode, dialect: Dialect, most = mostServerQueries): readonly string[] {
  const grammar = grammars[dialect]
  let branches = branchesOf(query, grammar)
  if (branches.length > mostCompared) return ['']
  for (;;) {
    const texts = branches.map((branch) => textOf(branch, grammar))
    if (texts.includes('')) return ['']
    const queries = packed([...new Set(texts)], { dialect, grammar })
    if (queries.length <= most) return queries
    const fewer = withSharedWord(branches)
    if (fewer === null) return ['']
    branches = fewer
  }
}

/** Atoms that do not fit are left out, the shortest first. */
function textOf(branch: Branch, { all, longest }: Grammar): string {
  const text = all(branch)
  if (text.length <= longest) return text
  const rest = branch.toSorted((one, other) => other.text.length - one.text.length)
  while (rest.length > 0 && all(rest).length > longest) rest.pop()
  return all(rest)
}

function packed(texts: readonly string[], { dialect, grammar }: { dialect: Dialect; grammar: Grammar }): string[] {
  const { any, longest, mostAlternatives } = grammar
  if (any === null) return [...texts]
  const packs: string[][] = []
  for (const text of texts) {
    const last = packs.at(-1)
    const isJoined = last !== undefined && [...last, text].every((each) => mayBeJoined(dialect, each))
    if (isJoined && last.length < mostAlternatives && any([...last, text]).length <= longest) last.push(text)
    else packs.push([text])
  }
  return packs.map((pack) => (pack.length === 1 ? (pack[0] ?? '') : any(pack)))
}

/** The branches that have the most shared word ask for it alone; null where no two share one. */
function withSharedWord(branches: readonly Branch[]): Branch[] | null {
  const holders = new Map<string, number>()
  for (const branch of branches) for (const word of new Set(branch.flatMap(wordsOf))) holders.set(word, (holders.get(word) ?? 0) + 1)
  const [shared, count = 0] = [...holders].toSorted((one, other) => other[1] - one[1] || other[0].length - one[0].length)[0] ?? []
  if (shared === undefined || count < 2) return null
  const rest = branches.filter((branch) => !branch.some((atom) => wordsOf(atom).includes(shared)))
  return [...rest, [{ kind: 'words', field: 'text', text: shared, words: [shared], isPrefix: false }]]
}

const wordsOf = (atom: Atom): readonly string[] => (atom.kind === 'name' ? [] : atom.isPrefix ? atom.words.slice(0, -1) : atom.words)

/**
 * Hashtags under which such posts may be found, at most `most`; not all of them are: a tag's timeline has only what its author tagged. A phrase is
 * one tag without its spaces.
 */
export const tagsOfQuery = (query: QueryNode, most = mostServerQueries): readonly string[] => [...new Set(tagsIn(query))].slice(0, most)

function tagsIn(node: QueryNode): string[] {
  switch (node.kind) {
    case 'term': {
      const tag = atomsOfTerm(node).flatMap(wordsOf).join('')
      return /\p{L}/u.test(tag) ? [tag] : []
    }
    case 'value':
    case 'not':
      return []
    case 'or':
      return node.of.flatMap(tagsIn)
    case 'and':
      return fewest(node.of.map(tagsIn))
    case 'near':
      return fewest([tagsIn(node.left), tagsIn(node.right)])
  }
}

/** Of sides that must all hold, one is enough: the one with the fewest tags, and of those the longest. */
const fewest = (sides: readonly string[][]): string[] =>
  sides.filter((tags) => tags.length > 0).toSorted((one, other) => one.length - other.length || other.join('').length - one.join('').length)[0] ?? []
