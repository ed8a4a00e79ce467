import type { ApiKey } from '@echoscope/db'
import { DomainError, KeyCreate, KeyId, type Page } from '@echoscope/domain'
import { z } from 'zod'
import { enter } from '../enter.ts'
import { Nothing, router, signedIn } from '../trpc.ts'

const KeyRef = z.strictObject({ keyId: KeyId })

/** Keys of the workspace. The key's text is answered once, at its making. */
export const keys = router({
  create: signedIn('owner')
    .input(KeyCreate)
    .mutation(async ({ ctx, input }): Promise<{ id: KeyId; key: string }> => {
      const expiresAt = input.expiresAt === undefined || input.expiresAt === null ? null : new Date(input.expiresAt)
      if (expiresAt !== null && expiresAt <= ctx.deps.now())
        throw new DomainError('invalid_input', 'The key would have expired already. Choose a time to come, or none.', { details: { path: 'expiresAt' } })
      const scope = input.scope === undefined ? null : await enter(ctx.deps, ctx.principal, input.scope)
      const { id, text } = await ctx.deps.db.access.createKey(ctx.principal.workspaceId, {
        name: input.name,
        role: input.role ?? 'viewer',
        scope,
        expiresAt,
        madeBy: ctx.principal,
      })
      return { id, key: text }
    }),
  list: signedIn('owner')
    .input(Nothing)
    .query(async ({ ctx }): Promise<Page<ApiKey>> => ({ items: await ctx.deps.db.access.listKeys(ctx.principal.workspaceId), nextCursor: null })),
  revoke: signedIn('owner')
    .input(KeyRef)
    .mutation(async ({ ctx, input }): Promise<{ id: KeyId }> => {
      await ctx.deps.db.access.revokeKey(ctx.principal.workspaceId, input.keyId)
      return { id: input.keyId }
    }),
})
