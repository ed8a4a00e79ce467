import type { Dashboard, Range, Scope } from '@echoscope/domain'
import { Sequelize } from 'sequelize'
import { createAnalytics } from '../src/analytics/index.ts'
import { createSessions } from '../src/session.ts'
import type { TestHouse } from '../src/testing/index.ts'

/** Median of 30 runs after 5 that warm the caches; `before` each of them, outside the time. */
export async function medianMs(work: () => Promise<unknown>, before?: () => Promise<unknown>): Promise<number> {
  for (let run = 0; run < 5; run += 1) await work()
  const times: number[] = []
  for (let run = 0; run < 30; run += 1) {
    await before?.()
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)[15] ?? 0
}

/** The dashboard of a scope as the owner reads it, whom no policy binds: the same statements with their own predicates alone. */
export async function withoutPolicies<T>(
  house: TestHouse,
  scope: Scope,
  work: (dashboard: (range: Range, now: Date) => Promise<Dashboard>) => Promise<T>,
): Promise<T> {
  const sequelize = new Sequelize(house.ownerUrl, { dialect: 'postgres', logging: false })
  try {
    const analytics = createAnalytics(createSessions(sequelize))
    return await work((range, now) => analytics.dashboard(scope, range, now))
  } finally {
    await sequelize.close()
  }
}
