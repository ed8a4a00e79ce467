import { DomainError } from '../errors.ts'

export interface QueryFault {
  /** In UTF-16 units of the query, from 0. */
  readonly at: number
  readonly what: string
  /** What to write instead. */
  readonly hint: string
}

/** A query that cannot be read, or not be searched for. Details: `position` and `hint`. */
export const invalidQuery = ({ at, what, hint }: QueryFault): DomainError =>
  new DomainError('invalid_query', `Character ${at + 1} of the query: ${what}. ${hint}.`, { details: { position: at, hint } })
