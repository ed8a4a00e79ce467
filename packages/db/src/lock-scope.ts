import type { ScopedSql } from './session.ts'

/**
 * Takes the scope's row in the dispatcher until the transaction ends. Whatever decides about runs or recomputes a roll-up holds it, as every
 * batch of a scout does by its lease: two that read the same threads would else each write what they saw. The first statement, so that
 * nobody waits for it with rows in hand.
 */
export const lockScope = (sql: ScopedSql): Promise<unknown> =>
  sql.first('SELECT brand_id FROM scout_dispatch WHERE brand_id = $1 AND campaign_id = $2 FOR UPDATE', [sql.scope.brandId, sql.scope.campaignId])
