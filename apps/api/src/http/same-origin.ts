import { DomainError } from '@echoscope/domain'
import { createMiddleware } from 'hono/factory'
import type { Settings } from '../deps.ts'
import { answerError } from './answer.ts'
import type { Env } from './env.ts'

/**
 * A page elsewhere can make its own name resolve to this machine (DNS rebinding) and would then count as the same origin: only
 * the names this server goes by are answered.
 */
export const knownHost = ({ hosts }: Settings) =>
  createMiddleware<Env>(async (c, next) => {
    if (hosts.length > 0 && !hosts.includes(new URL(c.req.url).hostname))
      return answerError(c, new DomainError('cross_site', 'This server does not go by that name. Add it to ALLOWED_HOSTS.'))
    return next()
  })

const reads = new Set(['GET', 'HEAD', 'OPTIONS'])

/** What a browser's cookie may change comes from this site's own pages. Keys are sent on purpose and need no such check. */
export const sameOriginWrites = (settings: Settings) =>
  createMiddleware<Env>(async (c, next) => {
    if (reads.has(c.req.method)) return next()
    const from = originOf(c.req.raw, settings)
    const opensSession = c.req.path === '/api/session' || c.req.path.startsWith('/api/auth/')
    const suspicious = c.get('caller').credential?.via === 'session' ? from !== 'same' : opensSession && from === 'other'
    if (suspicious) return answerError(c, new DomainError('cross_site', 'A browser session changes things only from its own pages. Scripts use an API key.'))
    return next()
  })

/** Where a request says it comes from; `unknown` when it says nothing, as programs that are no browsers do. */
export function originOf(request: Request, { origins }: Pick<Settings, 'origins'>): 'same' | 'other' | 'unknown' {
  const origin = request.headers.get('origin')
  if (origin !== null && origins.includes(origin)) return 'same'
  // Browsers send it to https and loopback only; elsewhere the origin's host decides.
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin' ? 'same' : 'other'
  if (origin === null) return 'unknown'
  return URL.canParse(origin) && new URL(origin).host === new URL(request.url).host ? 'same' : 'other'
}
