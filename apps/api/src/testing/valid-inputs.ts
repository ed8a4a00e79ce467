import { newId, requestOf } from '@echoscope/domain'
import type { RouterInputs } from '../router-type.ts'
import type { ProcedurePath } from '../routers/root.ts'
import type { World } from './world.ts'

type InputOf<Path extends ProcedurePath> = Path extends `${infer Noun}.${infer Verb}`
  ? Noun extends keyof RouterInputs
    ? Verb extends keyof RouterInputs[Noun]
      ? RouterInputs[Noun][Verb]
      : never
    : never
  : never
type Make<Input> = (world: World) => Input | Promise<Input>

const range = { from: '2026-11-01', to: '2026-12-01' }
const scopeOf = ({ own }: World) => requestOf(own.first.customs[0].scope)
const brandOf = async ({ house, own }: World) => house.db.brands.create(own.workspaceId, { name: 'Another' })
/** In the second brand, so that the first one's Campaign Analytics stays two campaigns long. */
const campaignOf = async ({ house, own }: World) => house.db.campaigns.create(own.workspaceId, { brandId: own.second.brand.id, name: 'Another' })

/**
 * For every procedure an input that uses all of its fields and is accepted as often as it is made. A procedure added tomorrow does not compile
 * without one, and is then covered by the tests that walk this table.
 */
export const validInputs: { readonly [Path in ProcedurePath]: Make<InputOf<Path>> } = {
  'viewer.me': () => ({}),
  'account.update': () => ({}),
  'sessions.list': () => ({}),
  'sessions.revoke': ({ own }) => ({ sessionId: own.people.sessionId }),
  'members.list': () => ({}),
  'members.update': async (world) => ({
    memberId: await memberOf(world),
    name: 'Grace',
    role: 'editor',
    limits: [{ type: 'brand', brandId: world.own.first.brand.id }],
  }),
  'members.remove': async (world) => ({ memberId: await memberOf(world) }),
  'members.sessions': async (world) => ({ memberId: await memberOf(world) }),
  'members.endSession': (world) => sessionOf(world),
  'members.link': async (world) => ({ memberId: await memberOf(world), purpose: 'password' }),
  'members.invite': (world) => ({
    email: `${newId()}@example.com`,
    role: 'viewer',
    limits: [{ type: 'campaign', campaignId: world.own.first.customs[0].scope.campaignId }],
  }),
  'members.invitations': () => ({}),
  'members.revokeInvitation': async ({ house, own }) => ({
    invitationId: (await house.db.invitations.invite(own.workspaceId, { email: `${newId()}@example.com`, role: 'viewer', invitedBy: 'Ada', lifeMs: 60_000 }))
      .id,
  }),
  'audit.list': () => ({ limit: 10, actor: 'a', action: 'members' }),
  'brands.list': () => ({ archived: false }),
  'brands.get': ({ own }) => ({ brandId: own.first.brand.id }),
  'brands.create': () => ({
    name: 'Deno',
    website: 'https://deno.com',
    description: 'A runtime',
    industry: 'Software',
    primaryKeywords: ['deno'],
    productKeywords: ['fresh'],
    excludeKeywords: ['deno, italy'],
    sources: ['hacker-news'],
    competitors: ['Bun'],
    scoutIntervalHours: 6,
  }),
  'brands.loadSample': () => ({}),
  'brands.update': async (world) => ({
    brandId: (await brandOf(world)).id,
    revision: 0,
    name: 'Renamed',
    status: 'paused',
    sources: [],
    scoutIntervalHours: 12,
  }),
  'brands.archive': async (world) => ({ brandId: (await brandOf(world)).id }),
  'campaigns.list': ({ own }) => ({ brandId: own.first.brand.id, text: '', limit: 5 }),
  'campaigns.get': async (world) => ({ campaignId: (await campaignOf(world)).id }),
  'campaigns.preview': ({ own }) => ({
    brandId: own.first.brand.id,
    campaignId: own.first.customs[0].scope.campaignId,
    keywords: ['deno'],
    excludeKeywords: ['rocket'],
    query: 'launch OR number',
    communities: ['r/deno'],
    sources: [],
    live: false,
  }),
  'campaigns.create': ({ own }) => ({
    brandId: own.second.brand.id,
    name: 'Launch',
    description: 'What people say',
    keywords: ['launch'],
    excludeKeywords: ['rocket'],
    query: 'launch NEAR/3 deno',
    sources: ['hacker-news'],
    communities: ['r/deno'],
    schedule: { cron: '0 8 * * 1-5', timeZone: 'Europe/Berlin' },
    startsAt: '2026-11-01T00:00:00Z',
    endsAt: '2027-11-01T00:00:00+02:00',
  }),
  'campaigns.update': async (world) => ({
    campaignId: (await campaignOf(world)).id,
    revision: 0,
    name: 'Renamed',
    keywords: ['x'],
    query: null,
    schedule: null,
  }),
  'campaigns.pause': async (world) => ({ campaignId: (await campaignOf(world)).id }),
  'campaigns.resume': async (world) => ({ campaignId: (await campaignOf(world)).id }),
  'campaigns.complete': async (world) => ({ campaignId: (await campaignOf(world)).id }),
  'campaigns.remove': async (world) => ({ campaignId: (await campaignOf(world)).id }),
  'analytics.dashboard': (world) => ({ scope: scopeOf(world), range }),
  'analytics.kpis': (world) => ({ scope: scopeOf(world), range }),
  'analytics.painPoints': (world) => ({ scope: scopeOf(world), range, limit: 10, order: 'growing' }),
  'analytics.communities': (world) => ({ scope: scopeOf(world), range, limit: 10 }),
  'analytics.influencers': (world) => ({ scope: scopeOf(world), range, limit: 10 }),
  'analytics.heatmap': (world) => ({ scope: scopeOf(world), range }),
  'analytics.trend': (world) => ({
    scope: scopeOf(world),
    range,
    bucket: 'week',
    painPointIds: [world.own.first.customs[0].painPointId],
    communityId: world.own.first.customs[0].communityId,
  }),
  'analytics.events': (world) => ({ scope: scopeOf(world), range }),
  'analytics.shareOfVoice': (world) => ({ scope: scopeOf(world), range }),
  'analytics.watch': (world) => ({ scope: scopeOf(world) }),
  'analytics.campaigns': ({ own }) => ({ brandId: own.first.brand.id, range }),
  'insights.current': (world) => ({ scope: scopeOf(world), range }),
  'painPoints.choices': (world) => ({ scope: scopeOf(world) }),
  'painPoints.rename': async (world) => ({ scope: scopeOf(world), painPointId: await spareIn(world), name: `Name ${newId()}` }),
  'painPoints.merge': async (world) => ({ scope: scopeOf(world), painPointId: await spareIn(world), into: { painPointId: await spareIn(world) } }),
  'painPoints.split': async (world) => ({ scope: scopeOf(world), painPointId: await spareIn(world, world.own.first.customs[0].painPointId) }),
  'painPoints.hide': async (world) => ({ scope: scopeOf(world), painPointId: await spareIn(world), hidden: true }),
  'timeZone.get': () => ({}),
  'timeZone.choices': () => ({}),
  'timeZone.set': () => ({ timeZone: 'UTC' }),
  'ai.budget': () => ({}),
  'ai.setBudget': () => ({ usd: 12.5 }),
  'insights.history': (world) => ({ scope: scopeOf(world), limit: 10 }),
  'insights.regenerate': (world) => ({ scope: scopeOf(world) }),
  'threads.list': (world) => ({
    scope: scopeOf(world),
    range,
    sort: 'newest',
    limit: 10,
    filter: {
      communityId: world.own.first.customs[0].communityId,
      painPointId: world.own.first.customs[0].painPointId,
      author: 'ry',
      sentiment: 'negative',
      status: 'new',
      text: 'deno',
      source: 'archive',
    },
  }),
  'threads.get': (world) => ({ scope: scopeOf(world), threadId: world.own.first.customs[0].threadId }),
  'threads.heldBack': (world) => ({ scope: scopeOf(world), reason: 'no_match', limit: 10 }),
  'threads.why': (world) => ({ scope: scopeOf(world), url: 'https://reddit.com/t3_0', text: 'deno crashes' }),
  'threads.update': async (world) => ({
    scope: scopeOf(world),
    threadId: world.own.first.customs[0].threadId,
    revision: await revisionOf(world),
    status: 'open',
    assignee: 'Ada',
    note: 'seen',
    sentiment: 0.5,
  }),
  'scouts.run': (world) => ({ scope: scopeOf(world), mode: 'backfill', since: '2026-11-01T00:00:00Z' }),
  'scouts.list': (world) => ({ scope: scopeOf(world), limit: 10 }),
  'scouts.get': (world) => ({ scope: scopeOf(world), runId: world.own.first.customs[0].runId }),
  'scouts.watch': (world) => ({ scope: scopeOf(world), runId: world.own.first.customs[0].runId }),
  'scouts.cancel': async (world) => ({ scope: scopeOf(world), runId: await queuedRun(world) }),
  'archive.import': (world) => ({
    scope: scopeOf(world),
    upload: { name: 'posts.csv', content: 'id,title,at\n1,deno,2026-01-01' },
    options: { format: 'csv', columns: { id: 'id', title: 'title', publishedAt: 'at' }, platform: 'forum', community: 'r/deno' },
  }),
  'sources.list': () => ({}),
  'sources.configure': () => ({ kind: 'hacker-news', credentials: null }),
  'sources.test': () => ({ kind: 'hacker-news' }),
  'sources.health': () => ({}),
  'separation.report': () => ({}),
  'erasure.request': () => ({ platform: 'reddit', username: 'somebody' }),
  'erasure.preview': async (world) => ({ erasureId: await erasureOf(world) }),
  'erasure.confirm': async (world) => {
    const erasureId = await erasureOf(world)
    await world.house.db.erasures.keepPreview(world.own.workspaceId, erasureId, [])
    return { erasureId, username: 'somebody' }
  },
  'erasure.list': () => ({}),
  'keys.create': (world) => ({ name: 'script', role: 'viewer', scope: scopeOf(world), expiresAt: '2100-01-01T00:00:00Z' }),
  'keys.list': () => ({}),
  'keys.revoke': async ({ house, own }) => ({
    keyId: (await house.db.access.createKey(own.workspaceId, { name: 'k', role: 'viewer', scope: null, expiresAt: null })).id,
  }),
}

async function erasureOf({ house, own }: World) {
  return (await house.db.erasures.request(own.workspaceId, { platform: 'reddit', username: 'somebody' }, 'test')).id
}

/** A pain point that no thread names, to do something with. */
async function spareIn({ house, own }: World, mergedInto: string | null = null): Promise<string> {
  const { scope } = own.first.customs[0]
  const id = newId<'pain-point'>()
  await house.owner('INSERT INTO pain_points (brand_id, campaign_id, campaign_type, id, keyword, merged_into) VALUES ($1, $2, $3, $4, $5, $6)', [
    scope.brandId,
    scope.campaignId,
    scope.type,
    id,
    `spare ${id}`,
    mergedInto,
  ])
  return id
}

async function revisionOf({ house, own }: World): Promise<number> {
  const [row] = await house.owner<{ revision: number }>('SELECT revision FROM threads WHERE id = $1', [own.first.customs[0].threadId])
  return row?.revision ?? 0
}

const memberOf = ({ house, own }: World) =>
  house.db.members.add(own.workspaceId, { name: 'Ada', email: `${newId()}@example.com`, role: 'viewer', limits: null, passwordHash: null })

async function sessionOf(world: World) {
  const memberId = await memberOf(world)
  const { db } = world.house
  const { workspaceId } = world.own
  await db.access.signIn(await db.access.createSignInLink(workspaceId, { memberId, lifeMs: 60_000 }), { lifeMs: 60_000, address: '::1', agent: '' })
  const [session] = await db.browserSessions.list(workspaceId, memberId)
  if (session === undefined) throw new Error('no session was opened')
  return { memberId, sessionId: session.id }
}

async function queuedRun({ house, own }: World): Promise<string> {
  const { scope } = own.first.customs[0]
  const id = newId<'run'>()
  await house.owner(
    `INSERT INTO scout_runs (brand_id, campaign_id, campaign_type, id, trigger, mode, status, requested_at) VALUES ($1, $2, $3, $4, 'import', 'archive', 'queued', now())`,
    [scope.brandId, scope.campaignId, scope.type, id],
  )
  return id
}

/** Ids of another scope, brand or workspace, by the field that would carry them. A field of a new name needs a line here. */
export function foreignIds(field: string, { own, foreign }: World): readonly string[] {
  const elsewhere = [own.first.automatic, own.first.customs[1], own.second.automatic, own.second.customs[0], foreign.first.customs[0]]
  switch (field) {
    case 'threadId':
      return elsewhere.map((place) => place.threadId)
    case 'communityId':
      return elsewhere.map((place) => place.communityId)
    case 'painPointId':
    case 'painPointIds':
      return elsewhere.map((place) => place.painPointId)
    case 'runId':
      return elsewhere.map((place) => place.runId)
    case 'brandId':
      return [foreign.first.brand.id, foreign.second.brand.id, foreign.first.customs[0].scope.campaignId, own.first.customs[0].scope.campaignId]
    case 'campaignId':
      // An automatic campaign is none of the custom ones, not even the own brand's.
      return [foreign.first.customs[0].scope.campaignId, own.first.automatic.scope.campaignId, own.first.brand.id]
    case 'erasureId':
      return [own.first.brand.id, foreign.first.brand.id]
    case 'keyId':
      return [foreign.people.keyId, own.first.brand.id]
    case 'memberId':
      return [foreign.people.memberId, own.first.brand.id]
    case 'sessionId':
      return [foreign.people.sessionId, own.people.sessionId]
    case 'invitationId':
      return [foreign.people.invitationId, own.people.memberId]
    default:
      throw new Error(`say in foreignIds which ids of elsewhere ${field} could name`)
  }
}
