import { newId } from '@echoscope/domain'
import { createMiddleware } from 'hono/factory'
import type { Env } from './env.ts'

const acceptable = /^[\w.:-]{8,100}$/

/** Takes over a sensible id from the proxy before it, so that one request is one id in all logs. */
export const requestId = createMiddleware<Env>(async (c, next) => {
  const given = c.req.header('x-request-id')
  const id: string = given !== undefined && acceptable.test(given) ? given : newId()
  c.set('requestId', id)
  await next()
  c.header('x-request-id', id)
})
