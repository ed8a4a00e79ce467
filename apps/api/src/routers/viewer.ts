import type { Viewer } from '@echoscope/domain'
import { Nothing, router, selfProcedure } from '../trpc.ts'

export const viewer = router({
  me: selfProcedure.input(Nothing).query(async ({ ctx }): Promise<Viewer> => {
    const { workspaceId, role, via, boundTo } = ctx.principal
    const workspace = await ctx.deps.db.workspaces.get(workspaceId)
    return { workspace: { id: workspaceId, name: workspace?.name ?? '' }, role, via, boundTo }
  }),
})
