import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { Deps } from '../deps.ts'
import { toWire } from '../errors.ts'
import { appRouter } from '../routers/root.ts'
import type { Context } from '../trpc.ts'
import { retryAfter } from './answer.ts'
import type { Call } from './env.ts'

export const endpoint = '/api/trpc'
const largestBatch = 20

export const answerProcedure =
  (deps: Deps) =>
  (c: Call): Promise<Response> => {
    const context: Context = { deps, caller: c.get('caller'), requestId: c.get('requestId') }
    return fetchRequestHandler({
      endpoint,
      req: c.req.raw,
      router: appRouter,
      maxBatchSize: largestBatch,
      createContext: () => context,
      responseMeta: ({ errors }) => ({ headers: retryAfter(errors) }),
      onError: ({ error, path }) => {
        const wire = toWire(error)
        if (wire.reason === 'internal_error')
          deps.log.error({ requestId: context.requestId, procedure: path ?? null, error: wire.cause ?? wire }, 'a procedure failed')
      },
    })
  }
