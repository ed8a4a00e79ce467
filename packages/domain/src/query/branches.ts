import type { QueryNode } from './ast.ts'
import { type Atom, atomsOfTerm, atomsOfValue } from './atoms.ts'

/** All of these stand in a post; of no atoms: nothing is known of it. */
export type Branch = readonly Atom[]

/** What a server can look for. */
export interface Known {
  /** In this field, by this name. */
  readonly knows: (atom: Atom) => boolean
  /** Beginnings of words. */
  readonly prefixes: boolean
}

/** More would be too many requests anyhow. */
const mostBranches = 64
/** No server takes a text that long. */
const mostAtoms = 40

/**
 * Alternatives of which one at least holds of every post that the query accepts. Exclusions are left out: servers level more letters than we do, so
 * theirs would keep out posts that ours let in. Of no alternatives: the query accepts nothing.
 */
export const branchesOf = (node: QueryNode, known: Known): Branch[] => absorbed(widened(node, known))

function widened(node: QueryNode, known: Known): Branch[] {
  switch (node.kind) {
    case 'term':
      return [atomsOfTerm(node, known.prefixes).flatMap((atom) => nearestKnown(atom, known))]
    case 'value':
      return [atomsOfValue(node).filter(known.knows)]
    case 'not':
      return [[]]
    case 'near':
      return together([widened(node.left, known), widened(node.right, known)])
    case 'and':
      return together(node.of.map((each) => widened(each, known)))
    case 'or':
      return node.of.flatMap((each) => widened(each, known))
  }
}

/** Where a server cannot look in one field alone, it looks in all. */
function nearestKnown(atom: Atom, { knows }: Known): Atom[] {
  if (knows(atom) || atom.kind === 'name') return knows(atom) ? [atom] : []
  return [{ ...atom, field: 'text' }]
}

/** Each alternative of each side with each of the others; a side that would make too many is left out. */
function together(sides: readonly (readonly Branch[])[]): Branch[] {
  const [fewest = [[]], ...others] = sides.toSorted((one, other) => one.length - other.length)
  return others.reduce<Branch[]>(
    (all, side) =>
      all.length * side.length > mostBranches
        ? all
        : all.flatMap((branch) => side.map((other) => (branch.length >= mostAtoms ? branch : [...branch, ...other]))),
    [...fewest],
  )
}

/** Comparing is quadratic. */
export const mostCompared = 400

/** Without the alternatives that ask for more than another does, and the atoms that another one implies. */
function absorbed(branches: readonly Branch[]): Branch[] {
  const all = distinct(branches.map((branch) => without(distinct(branch), (one, other) => implies(other, one))))
  return all.length > mostCompared ? all : without(all, (one, other) => asksLess(other, one))
}

const distinct = <Each>(all: readonly Each[]): Each[] => [...new Map(all.map((each) => [JSON.stringify(each), each])).values()]

/** Of two that make each other needless the first stays. */
const without = <Each>(all: readonly Each[], isNeedless: (one: Each, beside: Each) => boolean): Each[] =>
  all.filter((one, index) => !all.some((other, at) => at !== index && isNeedless(one, other) && (at < index || !isNeedless(other, one))))

const asksLess = (one: Branch, other: Branch): boolean => one.every((atom) => other.some((each) => implies(each, atom)))

function implies(one: Atom, other: Atom): boolean {
  if (one.kind === 'name' || other.kind === 'name')
    return one.kind === other.kind && one.field === other.field && one.text.toLowerCase() === other.text.toLowerCase()
  return (other.field === 'text' || other.field === one.field) && spelt(one).includes(spelt(other))
}

const spelt = ({ words, isPrefix }: Atom & { kind: 'words' }): string => ` ${words.join(' ')}${isPrefix ? '' : ' '}`
