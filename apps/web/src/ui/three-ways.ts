/** A field that somebody else changed: what it says there, and what it says here. */
export interface Difference<Draft> {
  readonly field: keyof Draft & string
  readonly theirs: Draft[keyof Draft]
  readonly mine: Draft[keyof Draft]
  /** Changed on both sides, so that only one of them can stay. */
  readonly both: boolean
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
const fieldsOf = <Draft extends object>(draft: Draft): (keyof Draft & string)[] => Object.keys(draft) as (keyof Draft & string)[]

interface ThreeWays<Draft> {
  readonly base: Draft
  readonly theirs: Draft
  readonly mine: Draft
}

/** Where theirs is not what is typed here, though it is not what this form began with either. */
export const differences = <Draft extends object>({ base, theirs, mine }: ThreeWays<Draft>): Difference<Draft>[] =>
  fieldsOf(base)
    .filter((field) => !same(base[field], theirs[field]) && !same(theirs[field], mine[field]))
    .map((field) => ({ field, theirs: theirs[field], mine: mine[field], both: !same(base[field], mine[field]) }))

/** Theirs, with every field that was changed here on top. */
export const merged = <Draft extends object>({ base, theirs, mine }: ThreeWays<Draft>): Draft =>
  fieldsOf(base).reduce((draft, field) => (same(base[field], mine[field]) ? draft : { ...draft, [field]: mine[field] }), theirs)
