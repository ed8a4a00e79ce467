import type {
  Bucket,
  BrandId,
  CampaignAnalytics,
  Community,
  CommunityId,
  Dashboard,
  Heatmap,
  Influencer,
  Kpi,
  PainPoint,
  PainPointId,
  Range,
  Scope,
  Trend,
  WorkspaceId,
} from '@echoscope/domain'

/** The agreed shape of nouns that packages/db is growing right now. */
export interface Pending {
  readonly analytics: {
    dashboard(scope: Scope, range: Range, now: Date): Promise<Dashboard>
    kpis(scope: Scope, range: Range, now: Date): Promise<Kpi[]>
    painPoints(scope: Scope, range: Range, options: { order?: 'growing' | 'volume'; limit?: number }): Promise<PainPoint[]>
    communities(scope: Scope, range: Range, options: { limit?: number }): Promise<Community[]>
    influencers(scope: Scope, range: Range, options: { limit?: number }): Promise<Influencer[]>
    heatmap(scope: Scope, range: Range): Promise<Heatmap>
    trend(scope: Scope, range: Range, options: { bucket?: Bucket; painPointIds?: PainPointId[]; communityId?: CommunityId }): Promise<Trend>
    campaigns(workspaceId: WorkspaceId, brandId: BrandId, range: Range, now: Date): Promise<CampaignAnalytics>
  }
}
