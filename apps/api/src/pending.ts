import type {
  CampaignAnalytics,
  Community,
  Dashboard,
  Heatmap,
  Influencer,
  Kpi,
  BrandId,
  PainPoint,
  Range,
  Scope,
  Thread,
  ThreadId,
  ThreadPage,
  ThreadsList,
  ThreadUpdate,
  Trend,
  Bucket,
  PainPointId,
  CommunityId,
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
  readonly threads: {
    list(scope: Scope, input: Omit<ThreadsList, 'scope' | 'range'> & { range?: Range }): Promise<ThreadPage>
    get(scope: Scope, id: ThreadId): Promise<Thread>
    update(scope: Scope, input: Omit<ThreadUpdate, 'scope'>): Promise<Thread>
  }
}
