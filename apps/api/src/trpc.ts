import type { AuditRecord, Principal } from '@echoscope/db'
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
import { targetOf } from './target-of.ts'

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

/**
 * Every change, whichever procedure makes it: its line is written in the transaction that changes something, so one added tomorrow is in the log too.
 * What changed nothing here is noted when it is over; an answer of null says that nothing was done. Last of all middleware: it asks who the caller is.
 */
const recordChanges = t.middleware(async ({ ctx, next, path, type, getRawInput }) => {
  if (type !== 'mutation') return next()
  const line = async (made: unknown): Promise<AuditRecord> => ({
    ...actorOf(await ctx.caller.principal()),
    action: path,
    target: targetOf(await getRawInput(), made),
    address: ctx.caller.address,
  })
  const { db, recorded } = ctx.deps.db.recording(line)
  const result = await next({ ctx: { deps: { ...ctx.deps, db } } })
  if (result.ok && result.data !== null && !recorded()) {
    const { workspaceId } = await ctx.caller.principal()
    await ctx.deps.db.audit.record(workspaceId, await line(result.data))
  }
  return result
})

/** Who acts, as the audit log keeps it. */
export const actorOf = ({ via, id, name, member }: Principal) => ({ via, actorId: member?.id ?? id, actor: name })

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
  .use(recordChanges)

/** A key that is bound to one scope learns nothing outside of it, not even whether a name exists. */
async function allowUnbound(caller: Caller, role: Role): Promise<Principal> {
  const principal = await allow(caller, role)
  if (principal.boundTo !== null)
    throw new DomainError('key_bound_elsewhere', 'This key is bound to one scope and may call only what takes that scope. Use a key of the whole workspace.')
  return principal
}

/** What concerns the whole of the caller's workspace: closed to members whose access is limited. */
export const signedIn = (role: Role) =>
  publicProcedure
    .meta({ reach: 'workspace', role })
    .use(async ({ ctx, next }) => {
      const principal = await allowUnbound(ctx.caller, role)
      if (principal.reach !== null)
        throw new DomainError('access_limited', 'Your access is limited to some brands or campaigns, and this concerns the whole workspace. Ask an owner.')
      return next({ ctx: { principal } })
    })
    .use(recordChanges)

/** The registries of brands and campaigns: the procedure itself keeps to `principal.reach` (reach.ts). */
export const registry = (role: Role) =>
  publicProcedure
    .meta({ reach: 'registry', role })
    .use(async ({ ctx, next }) => next({ ctx: { principal: await allowUnbound(ctx.caller, role) } }))
    .use(recordChanges)

/** One scope: parsed before any database work, entered before the rest of the input is read. */
export const scoped = (role: Role) =>
  publicProcedure
    .meta({ reach: 'scoped', role })
    .input(z.object({ scope: ScopeRequest }))
    .use(async ({ ctx, input, next }) => {
      const principal = await allow(ctx.caller, role)
      /** For streams: the caller looked up anew and let in anew, or the error that ends the stream. */
      const enterAgain = async (): Promise<void> => {
        const now = await ctx.caller.again()
        requireRole(now.role, role)
        await enter(ctx.deps, now, input.scope)
      }
      return next({ ctx: { principal, enterAgain, scope: await enter(ctx.deps, principal, input.scope) } })
    })
    .use(recordChanges)
