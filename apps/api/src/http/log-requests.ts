import { createMiddleware } from 'hono/factory'
import type { Log } from '../deps.ts'
import type { Env } from './env.ts'

/** Method, path, status, time and who: never a query's value, a body, a header or a token. */
export const logRequests = (log: Log) =>
  createMiddleware<Env>(async (c, next) => {
    const startedMs = performance.now()
    await next()
    const principal = c.get('caller').known()
    const fields = {
      requestId: c.get('requestId'),
      method: c.req.method,
      path: withoutSecrets(c.req.path),
      status: c.res.status,
      ms: Math.round((performance.now() - startedMs) * 10) / 10,
      principal: principal?.id ?? null,
    }
    // Not being ready yet is an answer, not a fault: whoever starts the installation asks until it is.
    if (c.res.status >= 500 && c.req.path !== '/api/ready') log.warn(fields, 'answered')
    else log.info(fields, 'answered')
  })

/** A token pasted into a path must not stay in a log. */
export const withoutSecrets = (path: string): string => path.slice(0, 300).replace(/es[iklps]_[\w-]+/g, '(secret)')
