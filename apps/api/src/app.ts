import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { createCaller, credentialOf } from './caller.ts'
import type { Deps } from './deps.ts'
import { toWire, WireError } from './errors.ts'
import { confirmGrants } from './grants.ts'
import { answerError } from './http/answer.ts'
import { auditExport } from './http/audit-export.ts'
import { auth } from './http/auth.ts'
import { archiveUpload } from './http/archive-upload.ts'
import { bodyOfAtMost } from './http/body-limit.ts'
import type { Env } from './http/env.ts'
import { tableExport } from './http/export.ts'
import { health } from './http/health.ts'
import { logRequests } from './http/log-requests.ts'
import { pageHeader } from './http/page-header.ts'
import { requestId } from './http/request-id.ts'
import { knownHost, sameOriginWrites } from './http/same-origin.ts'
import { securityHeaders } from './http/security-headers.ts'
import { sessions } from './http/sessions.ts'
import { timeLimit } from './http/time-limit.ts'
import { answerProcedure, endpoint } from './http/trpc-handler.ts'
import { appRouter } from './routers/root.ts'

const procedureBodyBytes = 1_000_000
/** Eight million characters of an archive, each of at most three bytes or an escape. */
const importBodyBytes = 32_000_000

/** The whole API as a web-standard fetch handler: no `node:` import is reached from here, so it runs wherever `fetch` does. */
export function createApp(deps: Deps): Hono<Env> {
  confirmGrants(appRouter)
  const { settings, log } = deps
  const app = new Hono<Env>()

  app.use(requestId, securityHeaders, async (c, next) => {
    const address = deps.addressOf(c.req.raw, c.env)
    c.set('address', address)
    c.set('caller', createCaller(deps, credentialOf(c.req.raw), address))
    await next()
  })
  app.use(logRequests(log), knownHost(settings))
  app.use('/api/*', pageHeader(deps), sameOriginWrites(settings), timeLimit(settings.requestTimeoutMs))
  app.options('/api/*', (c) => c.body(null, 204, { allow: 'GET, HEAD, POST, DELETE, OPTIONS' }))

  app.route('/api', health(deps))
  app.route('/api/session', sessions(deps))
  app.route('/api/auth', auth(deps))
  app.route('/api/audit', auditExport(deps))
  app.route('/api/export', tableExport(deps))
  app.route('/api/archive', archiveUpload(deps))
  app.all(`${endpoint}/archive.import`, bodyOfAtMost(importBodyBytes), answerProcedure(deps))
  app.all(`${endpoint}/*`, bodyOfAtMost(procedureBodyBytes), answerProcedure(deps))
  app.all('/api/*', (c) => answerError(c, noSuchPath()))
  app.all('/api', (c) => answerError(c, noSuchPath()))

  app.get('*', compress(), async (c) => (await deps.assets?.(c.req.raw)) ?? c.text('There is no such page.', 404))
  app.notFound((c) => answerError(c, noSuchPath()))
  app.onError((error, c) => {
    if (toWire(error).reason === 'internal_error') log.error({ requestId: c.get('requestId'), error }, 'a request failed')
    return answerError(c, error)
  })
  return app
}

const noSuchPath = (): WireError =>
  new WireError('NOT_FOUND', { reason: 'not_found', message: 'There is nothing at this address. The procedures are under /api/trpc.' })
