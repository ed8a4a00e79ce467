import { type TimeZoneState, TimeZoneSet } from '@echoscope/domain'
import { Nothing, router, signedIn } from '../trpc.ts'

export const timeZone = router({
  /** In which zone days are counted, and how many of its scopes are still to come to it. */
  get: signedIn('viewer')
    .input(Nothing)
    .query(({ ctx }): Promise<TimeZoneState> => ctx.deps.db.timeZones.state(ctx.principal.workspaceId)),
  /** Names to choose from. */
  choices: signedIn('viewer')
    .input(Nothing)
    .query(async ({ ctx }): Promise<{ items: string[] }> => ({ items: await ctx.deps.db.timeZones.choices() })),
  /** A worker counts the days of each scope anew; until it has, the answers of that scope name the zone before. */
  set: signedIn('owner')
    .input(TimeZoneSet)
    .mutation(async ({ ctx, input }): Promise<TimeZoneState> => {
      await ctx.deps.db.timeZones.set(ctx.principal.workspaceId, input.timeZone)
      return ctx.deps.db.timeZones.state(ctx.principal.workspaceId)
    }),
})
