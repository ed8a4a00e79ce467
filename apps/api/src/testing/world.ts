import type { TestHouse } from '@echoscope/db/testing'
import {
  type Brand,
  type CommunityId,
  type InvitationId,
  type KeyId,
  type MemberId,
  newId,
  type PainPointId,
  type RunId,
  type Scope,
  type SessionId,
  type ThreadId,
  type WorkspaceId,
} from '@echoscope/domain'

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
/** A member who is signed in, an open invitation and a key. */
export interface People {
  readonly memberId: MemberId
  readonly sessionId: SessionId
  readonly invitationId: InvitationId
  readonly keyId: KeyId
}
export interface FurnishedWorkspace {
  readonly workspaceId: WorkspaceId
  readonly first: FurnishedBrand
  readonly second: FurnishedBrand
  readonly people: People
}
/** Two workspaces, two brands in each, an automatic and two custom campaigns in each: all with the same names, URLs, authors and keywords. */
export interface World {
  readonly house: TestHouse
  readonly own: FurnishedWorkspace
  readonly foreign: FurnishedWorkspace
}

export async function buildWorld(house: TestHouse): Promise<World> {
  const other = await house.db.workspaces.create('Other')
  const workspace = async (workspaceId: WorkspaceId) => ({
    workspaceId,
    first: await furnishedBrand(house, workspaceId, 'Deno'),
    second: await furnishedBrand(house, workspaceId, 'Bun'),
    people: await peopleOf(house, workspaceId),
  })
  return { house, own: await workspace(house.workspaceId), foreign: await workspace(other.id) }
}

async function peopleOf({ db }: TestHouse, workspaceId: WorkspaceId): Promise<People> {
  const memberId = await db.members.add(workspaceId, { name: 'Same', email: 'same@example.com', role: 'viewer', limits: null, passwordHash: null })
  await db.access.signIn(await db.access.createSignInLink(workspaceId, { memberId, lifeMs: 60_000 }), { lifeMs: 3_600_000, address: '::1', agent: 'a test' })
  const [session] = await db.browserSessions.list(workspaceId, memberId)
  if (session === undefined) throw new Error('a session was opened')
  const invitation = await db.invitations.invite(workspaceId, { email: 'next@example.com', role: 'viewer', invitedBy: 'Same', lifeMs: 3_600_000 })
  const key = await db.access.createKey(workspaceId, { name: 'same', role: 'viewer', scope: null, expiresAt: null })
  return { memberId, sessionId: session.id, invitationId: invitation.id, keyId: key.id }
}

async function furnishedBrand(house: TestHouse, workspaceId: WorkspaceId, name: string): Promise<FurnishedBrand> {
  const { brand, automatic, customs } = await house.brand({ workspaceId, name, customs: 2 })
  const [first, second] = customs
  if (first === undefined || second === undefined) throw new Error('two campaigns were asked for')
  return { brand, automatic: await furnish(house, automatic), customs: [await furnish(house, first), await furnish(house, second)] }
}

/** Planted as the owner, but for the roll-ups: a sentiment that is taken back makes the database recompute those of the day. */
export async function furnish(house: TestHouse, scope: Scope, threads = 1): Promise<Furnished> {
  const ids = { communityId: newId<'community'>(), painPointId: newId<'pain-point'>(), runId: newId<'run'>() }
  const own = [scope.brandId, scope.campaignId, scope.type]
  await house.owner(
    `INSERT INTO communities (brand_id, campaign_id, campaign_type, id, platform, name, url, first_collected_at)
     VALUES ($1, $2, $3, $4, 'reddit', 'r/deno', 'https://reddit.com/r/deno', now())`,
    [...own, ids.communityId],
  )
  await house.owner(`INSERT INTO pain_points (brand_id, campaign_id, campaign_type, id, keyword) VALUES ($1, $2, $3, $4, 'crash')`, [...own, ids.painPointId])
  const threadId = newId<'thread'>()
  for (let n = 0; n < threads; n += 1) await plantThread(house, scope, { ...ids, threadId: n === 0 ? threadId : newId<'thread'>(), externalId: `t3_same_${n}` })
  await house.db.threads.update(scope, { threadId, revision: 0, sentiment: null })
  await house.owner('UPDATE threads SET revision = 0 WHERE id = $1', [threadId])
  await house.owner(
    `INSERT INTO scout_runs (brand_id, campaign_id, campaign_type, id, trigger, mode, status, requested_at)
     VALUES ($1, $2, $3, $4, 'manual', 'incremental', 'queued', now())`,
    [...own, ids.runId],
  )
  return { scope, threadId, ...ids }
}

interface Planted {
  readonly threadId: ThreadId
  readonly communityId: CommunityId
  readonly painPointId: PainPointId
  readonly externalId: string
}

async function plantThread(house: TestHouse, scope: Scope, { threadId, communityId, painPointId, externalId }: Planted): Promise<void> {
  const own = [scope.brandId, scope.campaignId, scope.type]
  await house.owner(
    `INSERT INTO threads (brand_id, campaign_id, campaign_type, id, source, platform, external_id, url, title, body, community_id, published_at, day, collected_at,
       comments, language, model_sentiment, sentiment_correction, mentions_brand, matches, rule_version)
     VALUES ($1, $2, $3, $4, 'archive', 'reddit', $7, 'https://reddit.com/' || $7, $6, 'crashes a lot', $5, now(), (now() AT TIME ZONE 'UTC')::date, now(),
       3, 'en', -0.5, 0, true, '[]', 1)`,
    [...own, threadId, communityId, `deno in ${scope.type} ${scope.campaignId}`, externalId],
  )
  await house.owner(
    `INSERT INTO thread_pain_points (brand_id, campaign_id, campaign_type, thread_id, pain_point_id, field, span_start, span_end) VALUES ($1, $2, $3, $4, $5, 'body', 0, 7)`,
    [...own, threadId, painPointId],
  )
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
