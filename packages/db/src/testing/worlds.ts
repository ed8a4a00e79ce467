import type {
  Brand,
  CommunityId,
  ErasureId,
  InvitationId,
  KeyId,
  MemberId,
  PainPointId,
  RunId,
  Scope,
  SessionId,
  ThreadId,
  WorkspaceId,
} from '@echoscope/domain'
import type { TestHouse } from './house.ts'
import { keepPosts, type PostPlan } from './keep.ts'

/** One scope with something of everything in it, and the ids of what it holds. */
export interface Place {
  readonly workspaceId: WorkspaceId
  readonly brand: Brand
  readonly scope: Scope
  readonly threadId: ThreadId
  readonly communityId: CommunityId
  readonly painPointId: PainPointId
  readonly runId: RunId
  readonly keyId: KeyId
  /** Asked for, and never confirmed. */
  readonly erasureId: ErasureId
  readonly memberId: MemberId
  readonly sessionId: SessionId
  readonly invitationId: InvitationId
  /** Its number among the places: what it holds differs by it, so that answers of two places are never equal by chance. */
  readonly index: number
}

/**
 * Two workspaces, two brands in each, an automatic and two custom campaigns in each brand: twelve scopes that share URLs, authors, community names,
 * keywords and pain points. Scores and sentiments differ from place to place.
 */
export async function twoWorlds(house: TestHouse): Promise<Place[]> {
  const other = await house.db.workspaces.create('Other world')
  const places: Place[] = []
  for (const workspaceId of [house.workspaceId, other.id])
    for (const name of ['Deno', 'Bun']) {
      const { brand, automatic, customs } = await house.brand({ workspaceId, name, keywords: ['deno'], customs: 2 })
      for (const scope of [automatic, ...customs]) places.push(await furnish(house, { brand, scope, index: places.length }))
    }
  return places
}

export const postsOf = (index: number): PostPlan[] =>
  Array.from({ length: 12 }, (_, post) => ({
    externalId: `t3_${post}`,
    title: `deno ${post}`,
    body: `it is slow, says number ${index}, and so say all others who use it here`,
    community: post % 3 === 0 ? 'r/deno' : 'r/programming',
    author: post % 4 === 0 ? null : post % 2 === 0 ? 'ann' : 'bob',
    publishedAt: new Date(Date.UTC(2026, 9, 20 + post * 3, post)).toISOString(),
    score: 10 * post + index,
    comments: post + index,
    sentiment: ((post + index) % 9) / 5 - 0.8,
    brandSentiment: post % 2 === 0 ? 0.1 * (index % 5) : null,
    painPoints: post % 2 === 0 ? ['be slow'] : ['crash', 'be slow'],
  }))

/** The first of them once more, in another community. */
const copyIn = (index: number): PostPlan[] =>
  postsOf(index)
    .slice(0, 1)
    .map((post) => ({ ...post, externalId: 't3_copy', community: 'r/programming', author: 'hal', publishedAt: '2026-10-20T05:00:00Z' }))

/** Fills a scope; the ids are read as the owner, past the code under test. */
export async function furnish(house: TestHouse, { brand, scope, index }: { brand: Brand; scope: Scope; index: number }): Promise<Place> {
  await keepPosts(house.db, scope, {
    posts: postsOf(index),
    heldBack: [{ externalId: 't3_held', author: 'hal', title: `held back ${index}` }],
    window: { since: new Date('2026-10-01'), until: new Date('2026-11-23'), ok: index % 2 === 0 },
    at: new Date('2026-11-23T08:00:00Z'),
  })
  await keepPosts(house.db, scope, { posts: copyIn(index), at: new Date('2026-11-23T08:00:01Z') })
  const one = async <Id extends string>(table: string, order: string): Promise<Id> => {
    const [row] = await house.owner<{ id: Id }>(`SELECT id FROM ${table} WHERE campaign_id = $1 ORDER BY ${order} LIMIT 1`, [scope.campaignId])
    if (row === undefined) throw new Error(`${table} is empty`)
    return row.id
  }
  const key = await house.db.access.createKey(scope.workspaceId, { name: `key ${index}`, role: 'viewer', scope, expiresAt: null })
  const erasure = await house.db.erasures.request(scope.workspaceId, { platform: 'reddit', username: 'zed' }, `place ${index}`)
  return {
    workspaceId: scope.workspaceId,
    brand,
    scope,
    index,
    threadId: await one<ThreadId>('threads', 'external_id'),
    communityId: await one<CommunityId>('communities', 'name'),
    painPointId: await one<PainPointId>('pain_points', 'keyword'),
    runId: await one<RunId>('scout_runs', 'requested_at'),
    keyId: key.id,
    erasureId: erasure.id,
    ...(await peopleOf(house, scope.workspaceId, index)),
  }
}

/** A member who is signed in, and an open invitation. */
async function peopleOf({ db }: TestHouse, workspaceId: WorkspaceId, index: number): Promise<Pick<Place, 'memberId' | 'sessionId' | 'invitationId'>> {
  const email = `person-${index}@example.com`
  const memberId = await db.members.add(workspaceId, { name: 'Same', email, role: 'viewer', limits: null, passwordHash: null })
  await db.access.signIn(await db.access.createSignInLink(workspaceId, { memberId, lifeMs: 60_000 }), { lifeMs: 3_600_000, address: '::1', agent: 'a test' })
  const [session] = await db.browserSessions.list(workspaceId, memberId)
  if (session === undefined) throw new Error('a session was opened')
  const { id } = await db.invitations.invite(workspaceId, { email: `next-${index}@example.com`, role: 'viewer', invitedBy: 'Same', lifeMs: 3_600_000 })
  return { memberId, sessionId: session.id, invitationId: id }
}
