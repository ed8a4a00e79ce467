import type { Principal } from '@echoscope/db'
import { DomainError, type Role, ScopeRequest } from '@echoscope/domain'
import { initTRPC } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import type { TRPC_ERROR_CODE_NUMBER } from '@trpc/server/rpc'
import { z } from 'zod'
import { type Caller, refuseWhenEmpty, signInRequired } from './caller.ts'
import type { Deps } from './deps.ts'
import { enter } from './enter.ts'
import { toWire, type WireErrorData } from './errors.ts'
import { type Grant, requireRole } from './grant.ts'

export interface Context {
  readonly deps: Deps
  readonly caller: Caller
  readonly requestId: string
}

const t = initTRPC
  .context<Context>()
  .meta<Grant>()
  .create({
    errorFormatter: ({ shape, error, ctx }): { message: string; code: TRPC_ERROR_CODE_NUMBER; data: WireErrorData } => {
      const wire = toWire(error)
      return {
        message: wire.message,
        code: shape.code,
        data: { code: wire.code, httpStatus: getHTTPStatusCodeFromError(wire), reason: wire.reason, details: wire.details, requestId: ctx?.requestId ?? '' },
      }
    },
    // A stream ends after five minutes and its client comes back, so that a revoked key does not read on for hours.
    sse: { ping: { enabled: true, intervalMs: 10_000 }, client: { reconnectAfterInactivityMs: 30_000 }, maxDurationMs: 300_000 },
  })

export const router = t.router

/** For procedures that take nothing: an unknown field is refused there too. */
export const Nothing = z.strictObject({}).optional()

const translateErrors = t.middleware(async ({ next, meta }) => {
  const result = await next()
  if (!result.ok) throw toWire(result.error, { scoped: meta?.reach === 'scoped' })
  return result
})

/** Without a credential nothing is parsed; a credential that calls too often is not looked up. */
const limitCalls = t.middleware(({ ctx, next }) => {
  const { credential } = ctx.caller
  if (credential === null) throw signInRequired()
  refuseWhenEmpty(ctx.deps.limits.calls.take(credential.text))
  return next()
})

const publicProcedure = t.procedure.use(translateErrors).use(limitCalls)

async function allow(caller: Caller, role: Role): Promise<Principal> {
  const principal = await caller.principal()
  requireRole(principal.role, role)
  return principal
}

/** Whoever is signed in, about themselves. */
export const selfProcedure = publicProcedure
  .meta({ reach: 'self', role: 'viewer' })
  .use(async ({ ctx, next }) => next({ ctx: { principal: await allow(ctx.caller, 'viewer') } }))

/** The registries of the caller's workspace. A key that is bound to one scope learns nothing here, not even whether a name exists. */
export const signedIn = (role: Role) =>
  publicProcedure.meta({ reach: 'workspace', role }).use(async ({ ctx, next }) => {
    const principal = await allow(ctx.caller, role)
    if (principal.boundTo !== null)
      throw new DomainError('key_bound_elsewhere', 'This key is bound to one scope and may call only what takes that scope. Use a key of the whole workspace.')
    return next({ ctx: { principal } })
  })

/** One scope: parsed before any database work, entered before the rest of the input is read. */
export const scoped = (role: Role) =>
  publicProcedure
    .meta({ reach: 'scoped', role })
    .input(z.object({ scope: ScopeRequest }))
    .use(async ({ ctx, input, next }) => {
      const principal = await allow(ctx.caller, role)
      return next({ ctx: { principal, scope: await enter(ctx.deps, principal, input.scope) } })
    })
