import {
  type Brand,
  type CampaignStatus,
  DomainError,
  newId,
  nextOfInterval,
  type RunId,
  type Scope,
  type ScopeRequest,
  type WorkspaceId,
} from '@echoscope/domain'
import { nextDue } from './next-due.ts'
import type { ScopedSql, Sessions } from './session.ts'

/**
 * The right to write a scope's collected rows. The token counts up at each hand-over, and each writing transaction checks it, so that a
 * worker that was given up for dead cannot write any more.
 */
export interface Lease {
  readonly scope: Scope
  readonly holder: string
  readonly token: string
  /** How long the holder may say nothing. */
  readonly lifeMs: number
}
/** Who holds a scope now, and until when unless they renew it. */
export interface Hold {
  readonly holder: string
  readonly token: string
  /** By the database's clock. */
  readonly until: Date
}
/** A scope as the dispatcher knows it: to be resolved again before anything is done. */
export interface Waiting {
  readonly workspaceId: WorkspaceId
  readonly request: ScopeRequest
}

export interface Dispatch {
  /** Scopes whose planned time has come and that have no open run, longest due first. */
  due(limit: number): Promise<Waiting[]>
  /**
   * Scopes with an open run that nobody works on: queued, left by a dead worker, or due for another try. Each is given out once in five seconds,
   * however many workers ask.
   */
  unattended(limit: number): Promise<Waiting[]>
  /** Whether a scope has waited for a worker so long that none can have had a hand free. */
  someWait(): Promise<boolean>
  /**
   * Turns a scope's due time into one run and moves the due time on, in one transaction; null when another worker did it, or while an earlier run
   * is still open (then it stays due).
   */
  claim(scope: Scope, now: Date): Promise<RunId | null>
  /** Null while somebody else holds it. Expiry goes by the database's clock. */
  acquire(scope: Scope, holder: string, lifeMs: number): Promise<Lease | null>
  /** False when the lease was taken over. */
  renew(lease: Lease): Promise<boolean>
  release(lease: Lease): Promise<void>
  /**
   * The lease of a holder that is known to be dead, before it ends by itself; null when it has changed hands. Like any hand-over it counts the token
   * up: a holder that was not dead can write nothing more.
   */
  takeOver(scope: Scope, from: Hold, to: { readonly holder: string; readonly lifeMs: number }): Promise<Lease | null>
  hold(scope: Scope): Promise<Hold | null>
}

const own = 'brand_id = $1 AND campaign_id = $2 AND lease_token = $3 AND lease_holder = $4'
const ownParams = ({ scope, token, holder }: Pick<Lease, 'scope' | 'token' | 'holder'>): unknown[] => [scope.brandId, scope.campaignId, token, holder]

/** First statement of every writing transaction of a scout: holds the scope's row until commit, or throws `lease_lost`. */
export async function holdLease(sql: ScopedSql, lease: Lease): Promise<void> {
  if (!(await extend(sql, lease))) throw leaseLost()
}
const leaseLost = (): DomainError =>
  new DomainError('lease_lost', 'Another worker took this scope over. Nothing of this batch was written; the other one goes on from the last checkpoint.')

const extend = async (sql: Pick<ScopedSql, 'run'>, lease: Lease): Promise<boolean> =>
  (await sql.run(`UPDATE scout_dispatch SET lease_expires_at = now() + make_interval(secs => $5) WHERE ${own}`, [
    ...ownParams(lease),
    lease.lifeMs / 1_000,
  ])) === 1

export interface WaitingRow {
  workspace_id: WorkspaceId
  brand_id: string
  campaign_id: string
  campaign_type: string
}
export const toWaiting = (row: WaitingRow): Waiting => ({
  workspaceId: row.workspace_id,
  request: (row.campaign_type === 'automatic' ? { type: 'automatic', brandId: row.brand_id } : { type: 'custom', campaignId: row.campaign_id }) as ScopeRequest,
})

export function createDispatch(sessions: Sessions): Dispatch {
  const columns = 'workspace_id, brand_id, campaign_id, campaign_type'
  return {
    due: (limit) =>
      sessions.outside(async (sql) =>
        (
          await sql.all<WaitingRow>(
            // One that still has an open run stays due and is not given out: many such would keep the others from their turn.
            `SELECT ${columns} FROM scout_dispatch WHERE next_run_at <= now() AND wake_at IS NULL ORDER BY next_run_at LIMIT $1`,
            [limit],
          )
        ).map(toWaiting),
      ),
    unattended: (limit) =>
      sessions.outside(async (sql) =>
        (
          await sql.all<WaitingRow>(
            `UPDATE scout_dispatch d SET wake_at = now() + interval '5 seconds'
             FROM (SELECT brand_id, campaign_id FROM scout_dispatch
                   WHERE wake_at <= now() AND (lease_expires_at IS NULL OR lease_expires_at < now())
                   ORDER BY wake_at LIMIT $1 FOR UPDATE SKIP LOCKED) w
             WHERE d.brand_id = w.brand_id AND d.campaign_id = w.campaign_id
             RETURNING d.workspace_id, d.brand_id, d.campaign_id, d.campaign_type`,
            [limit],
          )
        ).map(toWaiting),
      ),
    someWait: () =>
      sessions.outside(async (sql) => {
        const row = await sql.first(
          `SELECT brand_id FROM scout_dispatch
           WHERE wake_at <= now() - interval '2 seconds' AND (lease_expires_at IS NULL OR lease_expires_at < now()) LIMIT 1`,
        )
        return row !== null
      }),
    claim: (scope, now) => sessions.inScope(scope, (sql) => claim(sql, now)),
    acquire: (scope, holder, lifeMs) =>
      sessions.outside(async (sql) => {
        const row = await sql.first<{ token: string }>(
          `UPDATE scout_dispatch SET lease_token = lease_token + 1, lease_holder = $3, lease_expires_at = now() + make_interval(secs => $4)
           WHERE brand_id = $1 AND campaign_id = $2 AND (lease_expires_at IS NULL OR lease_expires_at < now())
           RETURNING lease_token::text AS token`,
          [scope.brandId, scope.campaignId, holder, lifeMs / 1_000],
        )
        return row === null ? null : { scope, holder, token: row.token, lifeMs }
      }),
    renew: (lease) => sessions.outside((sql) => extend(sql, lease)),
    release: async (lease) => {
      await sessions.outside((sql) => sql.run(`UPDATE scout_dispatch SET lease_expires_at = NULL, lease_holder = NULL WHERE ${own}`, ownParams(lease)))
    },
    takeOver: (scope, from, { holder, lifeMs }) =>
      sessions.outside(async (sql) => {
        const row = await sql.first<{ token: string }>(
          `UPDATE scout_dispatch SET lease_token = lease_token + 1, lease_holder = $5, lease_expires_at = now() + make_interval(secs => $6)
           WHERE ${own} RETURNING lease_token::text AS token`,
          [...ownParams({ scope, ...from }), holder, lifeMs / 1_000],
        )
        return row === null ? null : { scope, holder, token: row.token, lifeMs }
      }),
    hold: (scope) =>
      sessions.outside((sql) =>
        sql.first<Hold>(
          `SELECT lease_holder AS holder, lease_token::text AS token, lease_expires_at AS until FROM scout_dispatch
           WHERE brand_id = $1 AND campaign_id = $2 AND lease_expires_at > now() AND lease_holder IS NOT NULL`,
          [scope.brandId, scope.campaignId],
        ),
      ),
  }
}

interface Due {
  due_at: Date
  hours: number
  brand_status: Brand['status']
  status: CampaignStatus
  cron: string | null
  time_zone: string | null
  starts_at: Date | null
  ends_at: Date | null
}

async function claim(sql: ScopedSql, now: Date): Promise<RunId | null> {
  const { scope } = sql
  const due = await sql.first<Due>(
    `SELECT d.next_run_at AS due_at, b.scout_interval_hours AS hours, b.status AS brand_status, c.status, c.cron, c.time_zone, c.starts_at, c.ends_at
     FROM scout_dispatch d
     JOIN campaigns c ON c.brand_id = d.brand_id AND c.id = d.campaign_id
     JOIN brands b ON b.id = c.brand_id
     WHERE d.brand_id = $1 AND d.campaign_id = $2 AND d.next_run_at <= $3
     FOR UPDATE OF d SKIP LOCKED`,
    [scope.brandId, scope.campaignId, now],
  )
  if (due === null) return null
  const open = await sql.first(
    `SELECT id FROM scout_runs WHERE ${sql.within()} AND status IN ('queued', 'running') AND trigger <> 'import' AND mode <> 'refresh'`,
  )
  if (open !== null) return null
  const id = newId<'run'>(now.getTime())
  const made = await sql.run(
    `INSERT INTO scout_runs (brand_id, campaign_id, campaign_type, id, trigger, mode, due_at, status, requested_at)
     VALUES ($1, $2, $3, $4, 'schedule', 'incremental', $5, 'queued', $6) ON CONFLICT (brand_id, campaign_id, due_at) DO NOTHING`,
    [scope.brandId, scope.campaignId, scope.type, id, due.due_at, now],
  )
  await sql.run(
    `UPDATE scout_dispatch SET next_run_at = $3, wake_at = CASE WHEN $4 THEN least(wake_at, now()) ELSE wake_at END
     WHERE brand_id = $1 AND campaign_id = $2`,
    [scope.brandId, scope.campaignId, afterThis(scope, due, now), made === 1],
  )
  return made === 1 ? id : null
}

function afterThis(scope: Scope, due: Due, now: Date): Date | null {
  if (scope.type === 'automatic') return due.brand_status === 'active' ? nextOfInterval(due.hours, due.due_at, now) : null
  return nextDue(
    {
      status: due.status,
      schedule: due.cron === null || due.time_zone === null ? null : { cron: due.cron, timeZone: due.time_zone },
      startsAt: due.starts_at?.toISOString() ?? null,
      endsAt: due.ends_at?.toISOString() ?? null,
    },
    now,
  )
}
