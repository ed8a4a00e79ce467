import type { TestHouse } from '@echoscope/db/testing'
import { type Brand, type CommunityId, newId, type PainPointId, type RunId, type Scope, type ThreadId, type WorkspaceId } from '@echoscope/domain'

/** A scope with something of everything in it. */
export interface Furnished {
  readonly scope: Scope
  readonly threadId: ThreadId
  readonly communityId: CommunityId
  readonly painPointId: PainPointId
  readonly runId: RunId
}
export interface FurnishedBrand {
  readonly brand: Brand
  readonly automatic: Furnished
  readonly customs: readonly [Furnished, Furnished]
}
/** Two workspaces, two brands in each, an automatic and two custom campaigns in each: all with the same names, URLs, authors and keywords. */
export interface World {
  readonly house: TestHouse
  readonly own: { readonly workspaceId: WorkspaceId; readonly first: FurnishedBrand; readonly second: FurnishedBrand }
  readonly foreign: { readonly workspaceId: WorkspaceId; readonly first: FurnishedBrand; readonly second: FurnishedBrand }
}

export async function buildWorld(house: TestHouse): Promise<World> {
  const other = await house.db.workspaces.create('Other')
  const workspace = async (workspaceId: WorkspaceId) => ({
    workspaceId,
    first: await furnishedBrand(house, workspaceId, 'Deno'),
    second: await furnishedBrand(house, workspaceId, 'Bun'),
  })
  return { house, own: await workspace(house.workspaceId), foreign: await workspace(other.id) }
}

async function furnishedBrand(house: TestHouse, workspaceId: WorkspaceId, name: string): Promise<FurnishedBrand> {
  const { brand, automatic, customs } = await house.brand({ workspaceId, name, customs: 2 })
  const [first, second] = customs
  if (first === undefined || second === undefined) throw new Error('two campaigns were asked for')
  return { brand, automatic: await furnish(house, automatic), customs: [await furnish(house, first), await furnish(house, second)] }
}

/** Planted as the owner, so that what the API shows was not written by what is tested. */
export async function furnish(house: TestHouse, scope: Scope): Promise<Furnished> {
  const ids = { threadId: newId<'thread'>(), communityId: newId<'community'>(), painPointId: newId<'pain-point'>(), runId: newId<'run'>() }
  const own = [scope.brandId, scope.campaignId, scope.type]
  await house.owner(
    `INSERT INTO communities (brand_id, campaign_id, campaign_type, id, platform, name, url, first_collected_at)
     VALUES ($1, $2, $3, $4, 'reddit', 'r/deno', 'https://reddit.com/r/deno', now())`,
    [...own, ids.communityId],
  )
  await house.owner(
    `INSERT INTO threads (brand_id, campaign_id, campaign_type, id, source, platform, external_id, url, title, body, community_id, published_at, day, collected_at,
       comments, language, model_sentiment, mentions_brand, matches, rule_version)
     VALUES ($1, $2, $3, $4, 'archive', 'reddit', 't3_same', 'https://reddit.com/t3_same', $6, 'crashes a lot', $5, now(), (now() AT TIME ZONE 'UTC')::date, now(),
       3, 'en', -0.5, true, '[]', 1)`,
    [...own, ids.threadId, ids.communityId, `deno in ${scope.type} ${scope.campaignId}`],
  )
  await house.owner(`INSERT INTO pain_points (brand_id, campaign_id, campaign_type, id, keyword) VALUES ($1, $2, $3, $4, 'crash')`, [...own, ids.painPointId])
  await house.owner(
    `INSERT INTO thread_pain_points (brand_id, campaign_id, campaign_type, thread_id, pain_point_id, field, span_start, span_end) VALUES ($1, $2, $3, $4, $5, 'body', 0, 7)`,
    [...own, ids.threadId, ids.painPointId],
  )
  await house.owner(
    `INSERT INTO community_days (brand_id, campaign_id, campaign_type, community_id, day, threads, engagement, sentiment_sum, positive, neutral, negative)
     VALUES ($1, $2, $3, $4, (now() AT TIME ZONE 'UTC')::date, 1, 3, -0.5, 0, 0, 1)`,
    [...own, ids.communityId],
  )
  await house.owner(
    `INSERT INTO pain_point_days (brand_id, campaign_id, campaign_type, community_id, day, pain_point_id, mentions, sentiment_sum)
     VALUES ($1, $2, $3, $4, (now() AT TIME ZONE 'UTC')::date, $5, 1, -0.5)`,
    [...own, ids.communityId, ids.painPointId],
  )
  await house.owner(
    `INSERT INTO scout_runs (brand_id, campaign_id, campaign_type, id, trigger, mode, status, requested_at) VALUES ($1, $2, $3, $4, 'manual', 'incremental', 'queued', now())`,
    [...own, ids.runId],
  )
  return { scope, ...ids }
}

/** All rows of everything a scope owns, and of the registries: equal before and after means that nothing was written. */
export async function everythingIn(house: TestHouse, tables: readonly string[]): Promise<string> {
  const parts: string[] = []
  for (const table of tables) {
    const rows = await house.owner<{ text: string }>(`SELECT t::text AS text FROM ${table} t ORDER BY t::text`)
    parts.push(table, ...rows.map((row) => row.text))
  }
  return parts.join('\n')
}
