import { namesDays, parseRange, type Range, type RangeInput, type Scope, zoneOf } from '@echoscope/domain'
import type { Deps } from './deps.ts'

/** The days that a caller asks for of a scope. Its zone is looked up where they depend on it: today, or the day of an instant. */
export const askedRange = async ({ deps, scope }: { readonly deps: Deps; readonly scope: Scope }, input: RangeInput | undefined): Promise<Range> =>
  parseRange(input, deps.now(), namesDays(input) ? zoneOf('UTC') : await deps.db.timeZones.of(scope))
