import { createMiddleware } from 'hono/factory'
import type { Env } from './env.ts'

const policy = [
  "default-src 'self'",
  "script-src 'self'",
  // The charts set style attributes.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "object-src 'none'",
].join('; ')

const headers = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
} as const

export const securityHeaders = createMiddleware<Env>(async (c, next) => {
  await next()
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  if (!c.req.path.startsWith('/api')) return
  // A stream carries the rows of a scope as any answer does, and its writer asks only that nobody recode it.
  if (c.res.headers.get('content-type')?.startsWith('text/event-stream')) c.header('cache-control', 'no-store, no-transform')
  if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
  if (c.res.status === 401) c.header('www-authenticate', 'Bearer')
})
