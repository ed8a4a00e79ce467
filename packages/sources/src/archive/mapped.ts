import type { Collected, Gone, Observation, Post } from '@echoscope/domain'
import { type Fields, type Unusable, unusable } from '../fields.ts'

/** What one record of an archive becomes. */
export type Mapped = Extract<Collected, { kind: 'post' | 'observation' | 'gone' | 'left-out' }> | Unusable
export type Mapper = (fields: Fields) => Mapped

export const advertisement: Mapped = { kind: 'left-out', reason: 'advertisement' }
/** Its author or a moderator took it back: neither text nor author may be kept, also of what is stored already. */
export const goneAtSource = (gone: Gone, post: Post | null = null): Mapped => ({ kind: 'gone', gone, post })
/** The same of a record that does not say which post it is. */
export const deletedAtSource: Mapped = { kind: 'left-out', reason: 'deleted_at_source' }

/** An observation, unless the record carries no figure either. */
export const observed = (observation: Observation): Mapped =>
  observation.score === null && observation.comments === null ? unusable('neither text nor figures') : { kind: 'observation', observation }
