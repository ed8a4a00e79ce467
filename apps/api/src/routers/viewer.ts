import type { MemberReach } from '@echoscope/db'
import type { MemberLimit, Viewer } from '@echoscope/domain'
import { Nothing, router, selfProcedure } from '../trpc.ts'

export const viewer = router({
  me: selfProcedure.input(Nothing).query(async ({ ctx }): Promise<Viewer> => {
    const { workspaceId, role, via, boundTo, member, reach } = ctx.principal
    const workspace = boundTo === null ? await ctx.deps.db.workspaces.get(workspaceId) : null
    const { name: timeZone } = await ctx.deps.db.timeZones.ofWorkspace(workspaceId)
    return {
      workspace: { id: workspaceId, name: workspace?.name ?? null, timeZone },
      role,
      via,
      boundTo,
      member,
      limits: reach === null ? null : limitsOf(reach),
    }
  }),
})

const limitsOf = ({ brands, campaigns }: MemberReach): MemberLimit[] => [
  ...brands.map((brandId) => ({ type: 'brand', brandId }) as const),
  ...campaigns.map(({ campaignId }) => ({ type: 'campaign', campaignId }) as const),
]
