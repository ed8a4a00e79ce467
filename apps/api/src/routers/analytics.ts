import {
  AnalyticsInput,
  AnalyticsListInput,
  type CampaignAnalytics,
  CampaignAnalyticsInput,
  type Community,
  type Influencer,
  type InZone,
  type Kpi,
  notFound,
  type Page,
  type PainPoint,
  PainPointsInput,
  parseRange,
  type ScopeEvent,
  ScopeInput,
  type ScopeStamp,
  type ScoutedAt,
  type ShareOfVoice,
  TrendInput,
} from '@echoscope/domain'
import { askedRange, inZone } from '../asked-range.ts'
import { campaignAnalytics } from '../campaign-analytics.ts'
import { seesBrand } from '../reach.ts'
import { atMostEvery, watchScope } from '../watch-run.ts'
import { registry, router, scoped } from '../trpc.ts'

/** Nobody removed reads on for longer than ten seconds. */
const recheckMs = 5_000
const whole = <Item>(items: readonly Item[]): Page<Item> => ({ items, nextCursor: null })

/** Each is a scope to be read. */
const campaignsAtOnce = 25

export const analytics = router({
  /** Every card of one dashboard from one snapshot, so that its numbers agree with each other. */
  dashboard: scoped('viewer')
    .input(AnalyticsInput)
    .query(async ({ ctx, input }) => ctx.deps.db.analytics.dashboard(ctx.scope, await askedRange(ctx, input.range), ctx.deps.now())),
  kpis: scoped('viewer')
    .input(AnalyticsInput)
    .query(
      ({ ctx, input }): Promise<Page<Kpi> & InZone> =>
        inZone(ctx, async () => whole(await ctx.deps.db.analytics.kpis(ctx.scope, await askedRange(ctx, input.range)))),
    ),
  painPoints: scoped('viewer')
    .input(PainPointsInput)
    .query(
      ({ ctx, input: { range, order, limit } }): Promise<Page<PainPoint> & InZone> =>
        inZone(ctx, async () => whole(await ctx.deps.db.analytics.painPoints(ctx.scope, await askedRange(ctx, range), { order, limit }))),
    ),
  communities: scoped('viewer')
    .input(AnalyticsListInput)
    .query(
      async ({ ctx, input: { range, limit } }): Promise<Page<Community>> =>
        whole(await ctx.deps.db.analytics.communities(ctx.scope, await askedRange(ctx, range), { limit })),
    ),
  influencers: scoped('viewer')
    .input(AnalyticsListInput)
    .query(
      async ({ ctx, input: { range, limit } }): Promise<Page<Influencer>> =>
        whole(await ctx.deps.db.analytics.influencers(ctx.scope, await askedRange(ctx, range), { limit })),
    ),
  heatmap: scoped('viewer')
    .input(AnalyticsInput)
    .query(async ({ ctx, input }) => ctx.deps.db.analytics.heatmap(ctx.scope, await askedRange(ctx, input.range))),
  trend: scoped('viewer')
    .input(TrendInput)
    .query(async ({ ctx, input: { range, bucket, painPointIds, communityId } }) =>
      ctx.deps.db.analytics.trend(ctx.scope, await askedRange(ctx, range), { bucket, painPointIds, communityId }),
    ),
  /** Spikes, silences and pain points that are new, and beside them the times at which the sources were asked; both oldest first. */
  events: scoped('viewer')
    .input(AnalyticsInput)
    .query(
      ({ ctx, input }): Promise<{ items: ScopeEvent[]; scouted: ScoutedAt[] } & InZone> =>
        inZone(ctx, async () => {
          const range = await askedRange(ctx, input.range)
          const [items, scouted] = await Promise.all([ctx.deps.db.analytics.events(ctx.scope, range), ctx.deps.db.analytics.scouted(ctx.scope, range)])
          return { items, scouted }
        }),
    ),
  /** The brand beside its competitors, by the threads of the scope that name them. */
  shareOfVoice: scoped('viewer')
    .input(AnalyticsInput)
    .query(async ({ ctx, input }): Promise<ShareOfVoice> => ctx.deps.db.analytics.shareOfVoice(ctx.scope, await askedRange(ctx, input.range))),
  /** A stamp now, and another one each time something was written in the scope: what is shown of it is asked for again then. */
  watch: scoped('viewer')
    .input(ScopeInput)
    .subscription(
      ({ ctx, signal }): AsyncGenerator<ScopeStamp, void> =>
        watchScope(() => ctx.deps.db.revisions.of(ctx.scope), {
          intervalMs: ctx.deps.settings.watchIntervalMs,
          signal,
          allowed: atMostEvery(recheckMs, ctx.enterAgain),
        }),
    ),
  /** The custom campaigns of a brand, each read in its own scope. Brand Analytics is not among them, and nothing is summed over both. */
  campaigns: registry('viewer')
    .input(CampaignAnalyticsInput)
    .query(async ({ ctx, input }): Promise<CampaignAnalytics> => {
      if (!seesBrand(ctx.principal.reach, input.brandId)) throw notFound('brand')
      const now = ctx.deps.now()
      const { range, limit = campaignsAtOnce, ...choice } = input
      const zone = await ctx.deps.db.timeZones.ofWorkspace(ctx.principal.workspaceId)
      return campaignAnalytics(ctx.deps, ctx.principal, { choice, limit, range: parseRange(range, now, zone), now })
    }),
})
