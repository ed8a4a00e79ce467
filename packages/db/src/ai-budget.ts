import { type AiBudget, newId, type Scope, type WorkspaceId } from '@echoscope/domain'
import type { Sessions, Sql } from './session.ts'

export interface AiCall {
  readonly model: string
  readonly inputTokens: number
  readonly outputTokens: number
  readonly usd: number
}
/** Money set aside for one call, in the month in which it was. */
export interface Reservation {
  /** First day of the UTC month, `2026-11-01`. */
  readonly month: string
  readonly usd: number
}

/** A workspace's money for models, by UTC month: a hard stop, asked before each call. */
export interface AiBudgets {
  read(workspaceId: WorkspaceId, now: Date): Promise<AiBudget>
  set(workspaceId: WorkspaceId, usd: number): Promise<void>
  /** Sets aside the most that a call can cost; null where that is not left. What a killed process had set aside stays so until the month ends. */
  reserve(scope: Scope, usd: number, now: Date): Promise<Reservation | null>
  /** What the call cost, in the scope it was made for. */
  settle(scope: Scope, reservation: Reservation, call: AiCall): Promise<void>
}

const monthOf = (now: Date): string => `${now.toISOString().slice(0, 7)}-01`

export const createAiBudgets = (sessions: Sessions): AiBudgets => ({
  read: (workspaceId, now) => sessions.inWorkspace(workspaceId, (sql) => readBudget(sql, workspaceId, monthOf(now))),
  set: async (workspaceId, usd) => {
    await sessions.inWorkspace(workspaceId, (sql) => sql.run('UPDATE workspaces SET ai_budget_usd = $2 WHERE id = $1', [workspaceId, usd]))
  },
  reserve: (scope, usd, now) =>
    sessions.inWorkspace(scope.workspaceId, async (sql) => {
      const month = monthOf(now)
      await sql.run('INSERT INTO ai_spending (workspace_id, month) VALUES ($1, $2) ON CONFLICT DO NOTHING', [scope.workspaceId, month])
      // One statement asks and takes: two workers cannot both have the last of it.
      const taken = await sql.run(
        `UPDATE ai_spending s SET reserved_usd = reserved_usd + $3 FROM workspaces w
         WHERE s.workspace_id = $1 AND s.month = $2 AND w.id = $1 AND s.spent_usd + s.reserved_usd + $3 <= w.ai_budget_usd`,
        [scope.workspaceId, month, usd],
      )
      return taken === 0 ? null : { month, usd }
    }),
  settle: async (scope, { month, usd }, call) => {
    await sessions.inScope(scope, async (sql) => {
      await sql.run('UPDATE ai_spending SET reserved_usd = greatest(0, reserved_usd - $3), spent_usd = spent_usd + $4 WHERE workspace_id = $1 AND month = $2', [
        scope.workspaceId,
        month,
        usd,
        call.usd,
      ])
      await sql.run(
        `INSERT INTO ai_calls (brand_id, campaign_id, campaign_type, id, called_at, model, input_tokens, output_tokens, usd)
         VALUES ($1, $2, $3, $4, now(), $5, $6, $7, $8)`,
        [scope.brandId, scope.campaignId, scope.type, newId(), call.model, call.inputTokens, call.outputTokens, call.usd],
      )
    })
  },
})

async function readBudget(sql: Sql, workspaceId: WorkspaceId, month: string): Promise<AiBudget> {
  const row = await sql.first<{ budget: number; spent: number; reserved: number }>(
    `SELECT w.ai_budget_usd::float8 AS budget, coalesce(s.spent_usd, 0)::float8 AS spent, coalesce(s.reserved_usd, 0)::float8 AS reserved
     FROM workspaces w LEFT JOIN ai_spending s ON s.workspace_id = w.id AND s.month = $2 WHERE w.id = $1`,
    [workspaceId, month],
  )
  return { month, budgetUsd: row?.budget ?? 0, spentUsd: row?.spent ?? 0, reservedUsd: row?.reserved ?? 0 }
}
