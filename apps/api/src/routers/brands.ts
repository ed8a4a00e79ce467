import { type Brand, BrandCreate, BrandRef, BrandUpdate, type Page } from '@echoscope/domain'
import { z } from 'zod'
import { requireRole } from '../grant.ts'
import { router, signedIn } from '../trpc.ts'

const BrandsList = z.strictObject({ archived: z.boolean().optional() }).optional()

export const brands = router({
  list: signedIn('viewer')
    .input(BrandsList)
    .query(
      async ({ ctx, input }): Promise<Page<Brand>> => ({
        items: await ctx.deps.db.brands.list(ctx.principal.workspaceId, { archived: input?.archived ?? false }),
        nextCursor: null,
      }),
    ),
  get: signedIn('viewer')
    .input(BrandRef)
    .query(({ ctx, input }) => ctx.deps.db.brands.get(ctx.principal.workspaceId, input.brandId)),
  create: signedIn('editor')
    .input(BrandCreate)
    .mutation(({ ctx, input }) => ctx.deps.db.brands.create(ctx.principal.workspaceId, input)),
  update: signedIn('editor')
    .input(BrandUpdate)
    .mutation(({ ctx, input }) => {
      // Whoever shortens it deletes threads.
      if (input.retentionDays !== undefined) requireRole(ctx.principal.role, 'owner')
      return ctx.deps.db.brands.update(ctx.principal.workspaceId, input)
    }),
  archive: signedIn('editor')
    .input(BrandRef)
    .mutation(({ ctx, input }) => ctx.deps.db.brands.archive(ctx.principal.workspaceId, input.brandId)),
})
