import { DomainError } from '@echoscope/domain'
import { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import type { Env } from './env.ts'

/** A worker that was silent for longer counts as gone. */
const heartbeatMs = 60_000

/** `/health`: the process lives. `/ready`: the database answers, is of this version, its policies hold for this connection, and a worker runs. */
export const health = ({ db, now, settings }: Deps) =>
  new Hono<Env>()
    .get('/health', (c) => c.json({ status: 'ok', version: settings.version }))
    .get('/ready', async (c) => {
      const checked = await db.health.check().catch((error: unknown) => {
        if (error instanceof DomainError) return null
        throw error
      })
      const seenAt = checked?.workerSeenAt ?? null
      const parts = {
        database: checked !== null,
        migrations: checked?.pendingMigrations.length === 0,
        separation: checked?.unguarded.length === 0,
        worker: seenAt !== null && now().getTime() - seenAt.getTime() <= heartbeatMs,
      }
      const missing = Object.entries(parts).flatMap(([part, ok]) => (ok ? [] : [part]))
      return c.json(
        {
          status: missing.length === 0 ? 'ready' : 'not_ready',
          missing,
          pendingMigrations: checked?.pendingMigrations ?? [],
          workerSeenAt: seenAt?.toISOString() ?? null,
        },
        missing.length === 0 ? 200 : 503,
      )
    })
