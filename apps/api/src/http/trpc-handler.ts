import { trpcServer } from '@hono/trpc-server'
import type { MiddlewareHandler } from 'hono'
import type { Deps } from '../deps.ts'
import { toWire } from '../errors.ts'
import { appRouter } from '../routers/root.ts'
import type { Context } from '../trpc.ts'
import { retryAfter } from './answer.ts'
import type { Call, Env } from './env.ts'

export const endpoint = '/api/trpc'
const largestBatch = 20

export const answerProcedure = (deps: Deps): MiddlewareHandler<Env> =>
  trpcServer({
    endpoint,
    router: appRouter,
    maxBatchSize: largestBatch,
    // A question may be posted: a query of 100,000 characters is longer than an address may be.
    allowMethodOverride: true,
    createContext: (_options, c) => contextOf(deps, c) satisfies Context,
    responseMeta: ({ errors }) => ({ headers: retryAfter(errors) }),
    onError: ({ error, path, ctx }) => {
      const wire = toWire(error)
      if (wire.reason === 'internal_error')
        deps.log.error({ requestId: requestIdOf(ctx), procedure: path ?? null, error: wire.cause ?? wire }, 'a procedure failed')
    },
  })

/** The adapter gives the plain context of Hono; what the middleware before it has set is there. */
const contextOf = (deps: Deps, c: Call) => ({ deps, caller: c.get('caller'), requestId: c.get('requestId') })
const requestIdOf = (context: object | undefined): string => (context !== undefined && 'requestId' in context ? String(context.requestId) : '')
