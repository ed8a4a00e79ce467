import { toWaiting, type Waiting, type WaitingRow } from './dispatch.ts'
import type { Sessions } from './session.ts'

/** Times of the dispatcher at which something is to be done for a scope. */
export type DueTime = 'sweep_at' | 'insights_at' | 'refresh_at' | 'redate_at'

/**
 * Scopes whose time has come, each given to one worker however many ask. One that does not say within minutes that it is done is taken for dead, and the scope
 * is given to the next.
 */
export const claimDue = (sessions: Sessions, time: DueTime, limit: number): Promise<Waiting[]> =>
  sessions.outside(async (sql) =>
    (
      await sql.all<WaitingRow>(
        `UPDATE scout_dispatch d SET ${time} = now() + interval '10 minutes'
         FROM (SELECT brand_id, campaign_id FROM scout_dispatch WHERE ${time} <= now() ORDER BY ${time} LIMIT $1 FOR UPDATE SKIP LOCKED) w
         WHERE d.brand_id = w.brand_id AND d.campaign_id = w.campaign_id
         RETURNING d.workspace_id, d.brand_id, d.campaign_id, d.campaign_type`,
        [limit],
      )
    ).map(toWaiting),
  )
