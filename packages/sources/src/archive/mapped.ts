import type { Collected, Observation } from '@echoscope/domain'
import { type Fields, type Unusable, unusable } from '../fields.ts'

/** What one record of an archive becomes. */
export type Mapped = Extract<Collected, { kind: 'post' | 'observation' | 'left-out' }> | Unusable
export type Mapper = (fields: Fields) => Mapped

export const advertisement: Mapped = { kind: 'left-out', reason: 'advertisement' }
/** Its author or a moderator took it back after the archive saw it: neither text nor author may be kept. */
export const deletedAtSource: Mapped = { kind: 'left-out', reason: 'deleted_at_source' }

/** An observation, unless the record carries no figure either. */
export const observed = (observation: Observation): Mapped =>
  observation.score === null && observation.comments === null ? unusable('neither text nor figures') : { kind: 'observation', observation }
