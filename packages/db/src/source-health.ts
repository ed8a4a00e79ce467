import { coverageByHour, type Scope, type SourceState } from '@echoscope/domain'
import type { Sessions } from './session.ts'

export interface SourceHealth {
  /** How each source that was ever asked for this scope did, by kind. */
  of(scope: Scope, now: Date): Promise<SourceState[]>
}

const shownHours = 7 * 24

interface Row {
  source: string
  status: SourceState['status']
  last_error: string | null
  waiting_until: Date | null
  asked_at: Date
  succeeded_at: Date | null
  collected_until: Date | null
}

export function createSourceHealth(sessions: Sessions): SourceHealth {
  return {
    of: (scope, now) =>
      sessions.readScope(scope, async (sql) => {
        const rows = await sql.all<Row>(
          `SELECT DISTINCT ON (s.source) s.source, s.status, s.last_error, s.waiting_until, r.requested_at AS asked_at, k.collected_until,
             (SELECT max(g.finished_at) FROM scout_runs g JOIN scout_run_sources o ON ${sql.within('o')} AND o.run_id = g.id
              WHERE ${sql.within('g')} AND g.mode <> 'refresh' AND o.source = s.source AND o.status = 'succeeded') AS succeeded_at
           FROM scout_run_sources s
           JOIN scout_runs r ON ${sql.within('r')} AND r.id = s.run_id AND r.mode <> 'refresh'
           LEFT JOIN checkpoints k ON ${sql.within('k')} AND k.source = s.source
           WHERE ${sql.within('s')} ORDER BY s.source, r.requested_at DESC, r.id DESC`,
        )
        const windows = await sql.all<{ source: string; from: Date; to: Date; ok: boolean }>(
          `SELECT c.source, c.starts_at AS "from", c.ends_at AS "to", c.ok FROM source_coverage c WHERE ${sql.within('c')} AND c.starts_at < $1 AND c.ends_at > $2`,
          [now, new Date(now.getTime() - shownHours * 3_600_000)],
        )
        const bySource = Map.groupBy(windows, ({ source }) => source)
        return rows.map((row) => ({
          kind: row.source,
          status: row.status,
          lastError: row.last_error,
          waitingUntil: row.waiting_until?.toISOString() ?? null,
          askedAt: row.asked_at.toISOString(),
          succeededAt: row.succeeded_at?.toISOString() ?? null,
          collectedUntil: row.collected_until?.toISOString() ?? null,
          coverage: coverageByHour(bySource.get(row.source) ?? [], now, shownHours),
        }))
      }),
  }
}
