import type { QueryNode } from './ast.ts'
import { type Atom, atomsOfTerm, atomsOfValue } from './atoms.ts'

/** All of these stand in a post; of no atoms: nothing is known of it. */
export type Branch = readonly Atom[]

/** More would be too many requests anyhow. */
const mostBranches = 64
/** No server takes a text that long. */
const mostAtoms = 40

/**
 * Alternatives of which one at least holds of every post that the query accepts. Exclusions are left out: servers level more letters than we do, so
 * theirs would keep out posts that ours let in. Of no alternatives: the query accepts nothing.
 */
export const branchesOf = (node: QueryNode, isKnown: (atom: Atom) => boolean): Branch[] => absorbed(widened(node, isKnown))

function widened(node: QueryNode, isKnown: (atom: Atom) => boolean): Branch[] {
  switch (node.kind) {
    case 'term':
      return [atomsOfTerm(node).flatMap((atom) => nearestKnown(atom, isKnown))]
    case 'value':
      return [atomsOfValue(node).filter(isKnown)]
    case 'not':
      return [[]]
    case 'near':
      return together([widened(node.left, isKnown), widened(node.right, isKnown)])
    case 'and':
      return together(node.of.map((each) => widened(each, isKnown)))
    case 'or':
      return node.of.flatMap((each) => widened(each, isKnown))
  }
}

/** Where a server cannot look in one field alone, it looks in all. */
function nearestKnown(atom: Atom, isKnown: (atom: Atom) => boolean): Atom[] {
  if (isKnown(atom) || atom.kind === 'name') return isKnown(atom) ? [atom] : []
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
  return (other.field === 'text' || other.field === one.field) && ` ${one.words.join(' ')} `.includes(` ${other.words.join(' ')} `)
}
