import type {
  ArchiveOptions, CampaignAnalytics, Community, Dashboard, Heatmap, Influencer, Kpi, BrandId, Page, PainPoint, Range, Run, RunId, Scope, Thread, ThreadId, ThreadPage,
  ThreadsList, ThreadUpdate, Trend, Bucket, PainPointId, CommunityId, WorkspaceId,
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
  readonly runs: {
    request(
      scope: Scope,
      request:
        | { readonly trigger: 'manual'; readonly mode: 'incremental' | 'backfill'; readonly since: Date | null }
        | { readonly trigger: 'import'; readonly mode: 'archive'; readonly archive: { files: readonly string[]; options: ArchiveOptions; temporary: boolean } },
    ): Promise<{ runId: RunId; created: boolean }>
    list(scope: Scope, options: { cursor?: string | undefined; limit: number }): Promise<Page<Run>>
    get(scope: Scope, id: RunId): Promise<Run>
    cancel(scope: Scope, id: RunId): Promise<void>
  }
}
