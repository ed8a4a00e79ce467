import type { BrandStatus, CampaignStatus, KnownNames, Scope } from '@echoscope/domain'
import type { Sessions } from './session.ts'

/** What a scope listens for, and whether it may run at all. */
export interface ScoutPlan {
  readonly brandStatus: BrandStatus
  readonly campaignStatus: CampaignStatus
  readonly startsAt: Date | null
  readonly endsAt: Date | null
  readonly keywords: readonly string[]
  readonly exclusions: readonly string[]
  /** Stands in the place of the keywords. */
  readonly query: string | null
  /** Names and keywords by which a post mentions the brand, whatever the scope listens for. */
  readonly brandTerms: readonly string[]
  /** What posts may name, by the brand's own lists. */
  readonly names: KnownNames
  readonly sources: readonly string[]
  /** Set for the sample brand, whose posts are invented: the day they are counted from. */
  readonly sampleSince: Date | null
  /** Empty: all. */
  readonly communities: readonly string[]
  /** Empty: all. */
  readonly languages: readonly string[]
}

export interface Plans {
  get(scope: Scope): Promise<ScoutPlan>
}

interface Row {
  brand_name: string
  primary_keywords: string[]
  product_keywords: string[]
  brand_exclusions: string[]
  competitors: string[]
  brand_sources: string[]
  brand_status: BrandStatus
  sample_since: string | null
  keywords: string[]
  exclude_keywords: string[]
  query: string | null
  sources: string[]
  communities: string[]
  languages: string[]
  status: CampaignStatus
  starts_at: Date | null
  ends_at: Date | null
}

export function createPlans(sessions: Sessions): Plans {
  return {
    get: (scope) =>
      sessions.inWorkspace(scope.workspaceId, async (sql) => {
        const row = await sql.first<Row>(
          `SELECT b.name AS brand_name, b.primary_keywords, b.product_keywords, b.exclude_keywords AS brand_exclusions, b.competitors, b.sources AS brand_sources,
             b.status AS brand_status, b.sample_since::text, c.keywords, c.exclude_keywords, c.query, c.sources, c.communities, c.languages, c.status, c.starts_at, c.ends_at
           FROM campaigns c JOIN brands b ON b.workspace_id = c.workspace_id AND b.id = c.brand_id
           WHERE c.workspace_id = $1 AND c.brand_id = $2 AND c.id = $3 AND c.type = $4`,
          [scope.workspaceId, scope.brandId, scope.campaignId, scope.type],
        )
        if (row === null) throw new Error('a minted scope has lost its campaign')
        return planOf(scope, row)
      }),
  }
}

function planOf(scope: Scope, row: Row): ScoutPlan {
  const brandTerms = distinct([row.brand_name, ...row.primary_keywords, ...row.product_keywords])
  const names = {
    brand: { name: row.brand_name, terms: distinct([row.brand_name, ...row.primary_keywords]) },
    products: row.product_keywords,
    competitors: row.competitors,
  }
  const sampleSince = row.sample_since === null ? null : new Date(`${row.sample_since}T00:00:00Z`)
  const shared = { sampleSince, brandTerms, names, brandStatus: row.brand_status, campaignStatus: row.status, startsAt: row.starts_at, endsAt: row.ends_at }
  if (scope.type === 'automatic')
    return { ...shared, keywords: brandTerms, exclusions: row.brand_exclusions, query: null, sources: row.brand_sources, communities: [], languages: [] }
  return {
    ...shared,
    // A campaign without keywords of its own listens for the brand's name.
    keywords: row.keywords.length > 0 ? row.keywords : [row.brand_name],
    exclusions: row.exclude_keywords,
    query: row.query,
    sources: row.sources.length > 0 ? row.sources : row.brand_sources,
    communities: row.communities,
    languages: row.languages,
  }
}

/** Once each, ignoring case: `Deno` and `deno` are one keyword. */
function distinct(terms: readonly string[]): string[] {
  const seen = new Map<string, string>()
  for (const term of terms) if (!seen.has(term.toLowerCase())) seen.set(term.toLowerCase(), term)
  return [...seen.values()]
}
