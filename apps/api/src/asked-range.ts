import { type InZone, namesDays, parseRange, type Range, type RangeInput, type Scope, zoneOf } from '@echoscope/domain'
import type { Deps } from './deps.ts'

interface Entered {
  readonly deps: Pick<Deps, 'db' | 'now'>
  readonly scope: Scope
}

/** The days that a caller asks for of a scope. Its zone is looked up where they depend on it: today, or the day of an instant. */
export const askedRange = async ({ deps, scope }: Entered, input: RangeInput | undefined): Promise<Range> =>
  parseRange(input, deps.now(), namesDays(input) ? zoneOf('UTC') : await deps.db.timeZones.of(scope))

/** An answer, and the zone that its days were counted in: asked before and after, and once more where it changed in between. */
export async function inZone<Answer extends object>({ deps, scope }: Entered, read: () => Promise<Answer>): Promise<Answer & InZone> {
  for (;;) {
    const { name: timeZone } = await deps.db.timeZones.of(scope)
    const answer = await read()
    if ((await deps.db.timeZones.of(scope)).name === timeZone) return { ...answer, timeZone }
  }
}
