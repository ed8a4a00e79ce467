import type { Principal } from '@echoscope/db'
import { type Brand, BrandCreate, type BrandId, BrandRef, BrandUpdate, notFound, type Page } from '@echoscope/domain'
import { z } from 'zod'
import { type LoadedSample, loadSample } from '../load-sample.ts'
import { requireRole } from '../grant.ts'
import { asSeen, reachesBrand, seesBrand } from '../reach.ts'
import { Nothing, registry, router, signedIn } from '../trpc.ts'

const BrandsList = z.strictObject({ archived: z.boolean().optional() }).optional()

export const brands = router({
  list: registry('viewer')
    .input(BrandsList)
    .query(async ({ ctx: { deps, principal }, input }): Promise<Page<Brand>> => {
      const brands = await deps.db.brands.list(principal.workspaceId, { archived: input?.archived ?? false })
      return { items: brands.filter(({ id }) => seesBrand(principal.reach, id)).map((brand) => asSeen(principal.reach, brand)), nextCursor: null }
    }),
  get: registry('viewer')
    .input(BrandRef)
    .query(async ({ ctx: { deps, principal }, input }): Promise<Brand> => {
      if (!seesBrand(principal.reach, input.brandId)) throw notFound('brand')
      return asSeen(principal.reach, await deps.db.brands.get(principal.workspaceId, input.brandId))
    }),
  create: signedIn('editor')
    .input(BrandCreate)
    .mutation(({ ctx, input }) => ctx.deps.db.brands.create(ctx.principal.workspaceId, input)),
  /** An invented brand to look around in, with campaigns and posts of its own; the one that is there, if it is. */
  loadSample: signedIn('editor')
    .input(Nothing)
    .mutation(({ ctx }): Promise<LoadedSample> => loadSample(ctx.deps, ctx.principal)),
  update: registry('editor')
    .input(BrandUpdate)
    .mutation(({ ctx, input }) => {
      const workspaceId = workspaceWith(ctx.principal, input.brandId)
      // Whoever shortens it deletes threads.
      if (input.retentionDays !== undefined) requireRole(ctx.principal.role, 'owner')
      return ctx.deps.db.brands.update(workspaceId, input)
    }),
  archive: registry('editor')
    .input(BrandRef)
    .mutation(({ ctx, input }) => ctx.deps.db.brands.archive(workspaceWith(ctx.principal, input.brandId), input.brandId)),
})

/** The workspace, for a brand that is the caller's to change. */
function workspaceWith({ workspaceId, reach }: Principal, brandId: BrandId): Principal['workspaceId'] {
  if (!reachesBrand(reach, brandId)) throw notFound('brand')
  return workspaceId
}
