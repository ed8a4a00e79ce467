import { migrationNames } from './migrate.ts'
import type { Sessions } from './session.ts'
import { reasonsUnguarded } from './unguarded.ts'

export interface Health {
  /** Throws `database_unavailable` when there is no answer; names the migrations that are still to run, and why policies would not hold for this connection. */
  check(): Promise<{ pendingMigrations: string[]; workerSeenAt: Date | null; unguarded: string[] }>
  /** Each worker says that it lives; `ready` asks for the newest. */
  beat(workerId: string, startedAt: Date): Promise<void>
}

export function createHealth(sessions: Sessions): Health {
  return {
    check: () =>
      sessions.outside(async (sql) => {
        const done = new Set((await sql.all<{ name: string }>('SELECT name FROM schema_migrations')).map((row) => row.name))
        const seen = await sql.first<{ at: Date | null }>('SELECT max(seen_at) AS at FROM worker_heartbeats')
        return {
          pendingMigrations: (await migrationNames()).filter((name) => !done.has(name)),
          workerSeenAt: seen?.at ?? null,
          unguarded: await reasonsUnguarded(sql),
        }
      }),
    beat: (workerId, startedAt) =>
      sessions.outside(async (sql) => {
        await sql.run(
          `INSERT INTO worker_heartbeats (worker_id, started_at, seen_at) VALUES ($1, $2, now()) ON CONFLICT (worker_id) DO UPDATE SET seen_at = now()`,
          [workerId, startedAt],
        )
        await sql.run(`DELETE FROM worker_heartbeats WHERE seen_at < now() - interval '1 day'`)
      }),
  }
}
