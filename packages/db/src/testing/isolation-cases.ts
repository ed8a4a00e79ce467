import { daysText, newId, notFound, parseRange, type ScopeRequest, type WorkspaceId, zoneOf } from '@echoscope/domain'
import { mintScope } from '@echoscope/domain/mint'
import type { Database } from '../database.ts'
import type { Lease } from '../dispatch.ts'
import { keepPosts } from './keep.ts'
import type { Place } from './worlds.ts'

type Call = (db: Database, at: Place) => Promise<unknown>
/** A call at `at` with the ids of another place. */
type CallWith = (db: Database, at: Place, ids: Place) => Promise<unknown>

/** What the isolation suite asks of one function of the database. */
export interface Case {
  /** Reads one scope: must answer as if the scope were alone. */
  readonly reads?: Call
  /** Reads the registries of one workspace: must carry no id of another. */
  readonly lists?: Call
  /** Ids of another scope must answer as random ids do. */
  readonly byId?: CallWith
  /** The same for ids of the registries, which are the workspace's. */
  readonly byRegistryId?: CallWith
  /** Writes: must leave every other scope as it was. */
  readonly changes?: Call
  /** It writes beside the scoped tables alone, or takes back what it did. */
  readonly leavesNoTrace?: true
  /** Why a function that takes neither scope nor workspace may be there. */
  readonly open?: string
}

const now = new Date('2026-11-23T08:00:00Z')
const range = parseRange(undefined, now, zoneOf('UTC'))
const held = async (db: Database, { scope }: Place, work: (lease: Lease) => Promise<unknown>): Promise<unknown> => {
  const lease = await db.dispatch.acquire(scope, 'isolation', 60_000)
  if (lease === null) throw new Error('somebody holds this scope')
  try {
    return await work(lease)
  } finally {
    await db.dispatch.release(lease)
  }
}
const entering = (db: Database, workspaceId: WorkspaceId) => async (request: ScopeRequest) => mintScope(await db.scopes.register(workspaceId, request))
const names = { brand: 'Deno', name: 'Brand Analytics' }
const addPerson = (db: Database, workspaceId: WorkspaceId) =>
  db.members.add(workspaceId, { name: 'Same', email: `${newId()}@example.com`, role: 'viewer', limits: null, passwordHash: null })
const invite = (db: Database, workspaceId: WorkspaceId) =>
  db.invitations.invite(workspaceId, { email: `${newId()}@example.com`, role: 'viewer', invitedBy: 'Same', lifeMs: 60_000 })
const archive = { trigger: 'import', mode: 'archive', archive: { files: [], options: {}, temporary: false } } as const
const batch = (runId: Place['runId']) => ({
  id: newId<'batch'>(),
  runId,
  source: 'archive',
  readings: [],
  heldBack: [],
  fetched: 1,
  leftOut: { no_match: 1 },
  bad: [],
  foldCopies: true,
  checkpoint: null,
  progress: null,
  at: now,
})

async function otherPainPoint(db: Database, { scope, painPointId }: Pick<Place, 'scope' | 'painPointId'>) {
  const found = (await db.analytics.painPoints(scope, range, { order: 'volume' })).find(({ id }) => id !== painPointId)
  if (found === undefined) throw new Error('there are two pain points')
  return found.id
}
const insightRun = {
  range: daysText(range),
  timeZone: 'UTC',
  writer: 'rules',
  fellBack: null,
  model: null,
  parameters: {},
  promptHash: null,
  factsHash: '',
  inputs: [],
  insights: [],
  struck: [],
  withheld: ['isolation'],
  inputTokens: 0,
  outputTokens: 0,
  usd: 0,
} as const

/** One line for each function of `Database`. A function that is missing here fails the suite. */
export const cases: Readonly<Record<string, Case>> = {
  close: { open: 'ends the connection' },
  recording: { open: 'the same functions, and a line in the log of the workspace that each is called for' },

  'across.scopes': { lists: (db, { workspaceId }) => db.across.scopes(workspaceId, entering(db, workspaceId)) },
  'across.measureSeparation': {
    lists: (db, { workspaceId }) => db.across.measureSeparation({ workspaceId, enter: entering(db, workspaceId), now, ownersCount: null, proof: null }),
  },
  'across.previewErasure': {
    byRegistryId: (db, { workspaceId }, { erasureId }) => db.across.previewErasure({ workspaceId, erasureId, enter: entering(db, workspaceId) }),
  },
  'across.confirmErasure': {
    byRegistryId: (db, { workspaceId }, { erasureId }) =>
      db.across.confirmErasure({ workspaceId, erasureId, enter: entering(db, workspaceId), username: 'zed', by: 'isolation' }),
  },

  'analytics.dashboard': { reads: (db, { scope }) => db.analytics.dashboard(scope, range, now) },
  'analytics.kpis': { reads: (db, { scope }) => db.analytics.kpis(scope, range) },
  'analytics.painPoints': { reads: (db, { scope }) => db.analytics.painPoints(scope, range, { order: 'volume' }) },
  'analytics.communities': { reads: (db, { scope }) => db.analytics.communities(scope, range, {}) },
  'analytics.influencers': { reads: (db, { scope }) => db.analytics.influencers(scope, range, {}) },
  'analytics.heatmap': { reads: (db, { scope }) => db.analytics.heatmap(scope, range) },
  'analytics.trend': {
    reads: (db, { scope, painPointId, communityId }) => db.analytics.trend(scope, range, { painPointIds: [painPointId], communityId }),
    byId: (db, { scope }, { painPointId, communityId }) => db.analytics.trend(scope, range, { painPointIds: [painPointId], communityId }),
  },
  'analytics.shareOfVoice': { reads: (db, { scope }) => db.analytics.shareOfVoice(scope, range) },
  'analytics.events': { reads: (db, { scope }) => db.analytics.events(scope, range) },
  'analytics.scouted': { reads: (db, { scope }) => db.analytics.scouted(scope, range) },
  'analytics.campaignFigures': { reads: (db, { scope }) => db.analytics.campaignFigures(scope, range) },

  'painPointNames.unnamed': { reads: (db, { scope }) => db.painPointNames.unnamed(scope, range, 10) },
  'painPointNames.shown': { reads: async (db, { scope }) => [...(await db.painPointNames.shown(scope)).values()].toSorted() },
  'painPointNames.give': {
    byId: async (db, { scope }, { painPointId: id }) => {
      if ((await db.painPointNames.give(scope, [{ painPoint: { id, keyword: 'x', alsoFoundAs: [], phrases: [] }, name: 'Another name' }])) === 0)
        throw notFound('pain point')
    },
    changes: (db, { scope, painPointId: id }) =>
      db.painPointNames.give(scope, [{ painPoint: { id, keyword: 'x', alsoFoundAs: [], phrases: [] }, name: 'Another name' }]),
  },
  'painPointChoices.rename': {
    byId: (db, { scope }, { painPointId }) => db.painPointChoices.rename(scope, painPointId, 'Another name'),
    changes: (db, { scope, painPointId }) => db.painPointChoices.rename(scope, painPointId, 'Another name'),
  },
  'painPointChoices.merge': {
    byId: (db, { scope, painPointId: own }, { painPointId }) => db.painPointChoices.merge(scope, own, painPointId),
    changes: async (db, { scope, painPointId }) => db.painPointChoices.merge(scope, painPointId, await otherPainPoint(db, { scope, painPointId })),
  },
  'painPointChoices.mergeSynonyms': { changes: (db, { scope }) => db.painPointChoices.mergeSynonyms(scope), leavesNoTrace: true },
  'painPointChoices.split': {
    byId: (db, { scope }, { painPointId }) => db.painPointChoices.split(scope, painPointId),
    changes: (db, { scope, painPointId }) => db.painPointChoices.split(scope, painPointId),
  },
  'painPointChoices.hide': {
    byId: (db, { scope }, { painPointId }) => db.painPointChoices.hide(scope, painPointId, true),
    changes: (db, { scope, painPointId }) => db.painPointChoices.hide(scope, painPointId, true),
  },
  'painPointChoices.list': { reads: (db, { scope }) => db.painPointChoices.list(scope) },
  'sourceGates.of': { open: 'a place, a digest of what it counts by, and times: nothing of any scope or workspace' },
  'insights.due': { open: 'ids of scopes whose insights are to be written: a worker asks before it knows any scope' },
  'insights.ask': { changes: (db, { scope }) => db.insights.ask(scope) },
  'insights.facts': { reads: (db, { scope }) => db.insights.facts(scope, range) },
  'insights.excerpts': {
    reads: (db, { scope, painPointId }) => db.insights.excerpts(scope, range, { painPointIds: [painPointId], each: 3, most: 10 }),
    byId: (db, { scope }, { painPointId }) => db.insights.excerpts(scope, range, { painPointIds: [painPointId], each: 3, most: 10 }),
  },
  'aiBudgets.read': { lists: (db, { workspaceId }) => db.aiBudgets.read(workspaceId, now) },
  'aiBudgets.set': { changes: (db, { workspaceId }) => db.aiBudgets.set(workspaceId, 7), leavesNoTrace: true },
  'aiBudgets.reserve': { changes: (db, { scope }) => db.aiBudgets.reserve(scope, 1, now), leavesNoTrace: true },
  'aiBudgets.settle': {
    changes: (db, { scope }) => db.aiBudgets.settle(scope, { month: '2026-11-01', usd: 1 }, { model: 'm', inputTokens: 1, outputTokens: 1, usd: 0.5 }),
  },
  'insights.textsOf': {
    reads: async (db, { scope, threadId }) => [...(await db.insights.textsOf(scope, [threadId])).values()],
    byId: async (db, { scope }, { threadId }) => [...(await db.insights.textsOf(scope, [threadId])).values()],
  },
  'insights.keep': { changes: (db, { scope }) => db.insights.keep(scope, insightRun) },
  'insights.current': { reads: async (db, { scope }) => (await db.insights.current(scope))?.run.insights ?? null },
  'insights.history': { reads: async (db, { scope }) => (await db.insights.history(scope, { limit: 10 })).items.map(({ insights }) => insights) },

  'timeZones.ofWorkspace': { lists: async (db, { workspaceId }) => (await db.timeZones.ofWorkspace(workspaceId)).name },
  'timeZones.state': { lists: (db, { workspaceId }) => db.timeZones.state(workspaceId) },
  'timeZones.choices': { open: 'names of time zones, the same for everybody' },
  'timeZones.set': { changes: (db, { workspaceId }) => db.timeZones.set(workspaceId, 'UTC'), leavesNoTrace: true },
  'timeZones.due': { open: 'ids of scopes whose days are to be counted anew: a worker asks before it knows any scope' },
  'timeZones.redate': { changes: (db, { scope }) => db.timeZones.redate(scope), leavesNoTrace: true },
  'timeZones.of': { reads: async (db, { scope }) => (await db.timeZones.of(scope)).name },

  'threads.list': {
    reads: (db, { scope, communityId, painPointId }) =>
      Promise.all([{}, { communityId }, { painPointId }, { author: 'bob' }, { text: 'number' }].map((filter) => db.threads.list(scope, { filter, limit: 5 }))),
    byId: (db, { scope }, { communityId, painPointId }) => Promise.all([{ communityId }, { painPointId }].map((filter) => db.threads.list(scope, { filter }))),
  },
  'threadTexts.page': { reads: (db, { scope }) => db.threadTexts.page(scope, { limit: 10, after: null }) },
  'threads.get': {
    reads: (db, { scope, threadId }) => db.threads.get(scope, threadId),
    byId: (db, { scope }, { threadId }) => db.threads.get(scope, threadId),
  },
  'threads.update': {
    byId: (db, { scope }, { threadId }) => db.threads.update(scope, { threadId, revision: 0, status: 'done', sentiment: 1 }),
    changes: (db, { scope, threadId }) => db.threads.update(scope, { threadId, revision: 0, status: 'done', sentiment: 1 }),
  },

  'runs.request': { changes: (db, { scope }) => db.runs.request(scope, { trigger: 'manual', mode: 'incremental', since: null }) },
  'runs.list': { reads: (db, { scope }) => db.runs.list(scope, { limit: 10 }) },
  'runs.get': {
    reads: (db, { scope, runId }) => db.runs.get(scope, runId),
    byId: (db, { scope }, { runId }) => db.runs.get(scope, runId),
  },
  'runs.uploads': { reads: (db, { scope }) => db.runs.uploads(scope) },
  'runs.cancel': {
    byId: (db, { scope }, { runId }) => db.runs.cancel(scope, runId),
    changes: async (db, { scope }) => db.runs.cancel(scope, (await db.runs.request(scope, archive)).runId),
  },

  'dispatch.due': { open: 'ids of scopes whose time has come: a worker asks before it knows any scope' },
  'dispatch.unattended': { open: 'ids of scopes with work left: a worker asks before it knows any scope' },
  'dispatch.someWait': { open: 'one yes or no about times: a worker asks it of all scopes' },
  'dispatch.claim': { changes: (db, { scope }) => db.dispatch.claim(scope, now), leavesNoTrace: true },
  'dispatch.acquire': { changes: async (db, place) => held(db, place, async () => null) },
  'dispatch.renew': { changes: (db, place) => held(db, place, (lease) => db.dispatch.renew({ ...lease, lifeMs: 90_000 })) },
  'dispatch.release': { changes: (db, place) => held(db, place, (lease) => db.dispatch.release(lease)) },
  'dispatch.takeOver': {
    changes: (db, place) =>
      held(db, place, async (lease) => {
        const taken = await db.dispatch.takeOver(place.scope, { ...lease, until: now }, { holder: 'another', lifeMs: 60_000 })
        if (taken !== null) await db.dispatch.release(taken)
      }),
  },
  'dispatch.hold': { reads: (db, { scope }) => db.dispatch.hold(scope) },

  'runProgress.take': {
    byId: (db, place, { runId }) => held(db, place, (lease) => db.runProgress.take(lease, runId)),
    changes: async (db, place) => {
      const { runId } = await db.runs.request(place.scope, archive)
      return held(db, place, (lease) => db.runProgress.take(lease, runId))
    },
  },
  'runProgress.prepare': {
    byId: (db, place, { runId }) => held(db, place, (lease) => db.runProgress.prepare(lease, runId, [{ source: 'other', window: null }])),
    changes: (db, place) => held(db, place, (lease) => db.runProgress.prepare(lease, place.runId, [{ source: 'other', window: null }])),
  },
  'runProgress.setSource': {
    byId: (db, place, { runId }) =>
      held(db, place, (lease) => db.runProgress.setSource(lease, runId, { source: 'archive', status: 'failed', error: 'foreign', waitingUntil: null })),
    changes: (db, place) =>
      held(db, place, (lease) => db.runProgress.setSource(lease, place.runId, { source: 'archive', status: 'waiting', error: 'own', waitingUntil: now })),
  },
  'runProgress.finish': { changes: (db, place) => held(db, place, (lease) => db.runProgress.finish(lease, place.runId, { status: 'partial', reason: 'own' })) },
  'runProgress.retryAt': {
    changes: async (db, place) => {
      const { runId } = await db.runs.request(place.scope, archive)
      return held(db, place, (lease) => db.runProgress.retryAt(lease, runId, { at: now, reason: 'own' }))
    },
  },
  'runProgress.leave': {
    byId: (db, place, { runId }) => held(db, place, (lease) => db.runProgress.leave(lease, runId)),
    changes: async (db, place) => {
      const { runId } = await db.runs.request(place.scope, archive)
      return held(db, place, async (lease) => {
        await db.runProgress.take(lease, runId)
        await db.runProgress.leave(lease, runId)
      })
    },
  },
  'runProgress.cancelRequested': {
    reads: (db, { scope, runId }) => db.runProgress.cancelRequested(scope, runId),
    byId: (db, { scope }, { runId }) => db.runProgress.cancelRequested(scope, runId),
  },
  'runProgress.collectedUntil': { reads: (db, { scope }) => db.runProgress.collectedUntil(scope, 'archive') },
  'store.writeBatch': {
    byId: (db, place, { runId }) => held(db, place, (lease) => db.store.writeBatch(lease, batch(runId))),
    changes: (db, { scope }) => keepPosts(db, scope, { posts: [{ externalId: 't3_0', score: 999, painPoints: ['crash'] }, { externalId: 't3_new' }] }),
  },

  'heldBack.list': { reads: (db, { scope }) => db.heldBack.list(scope, {}) },
  'heldBack.find': { reads: (db, { scope }) => db.heldBack.find(scope, { platform: 'reddit', externalId: 't3_held' }) },
  'heldBack.texts': { reads: (db, { scope }) => db.heldBack.texts(scope, 10) },

  'whyHere.of': { reads: (db, { scope }) => db.whyHere.of(scope, { url: 'https://reddit.com/t3_held', text: 'deno' }) },

  'rereads.due': { open: 'ids of scopes whose time has come: a worker asks before it knows any scope' },
  'rereads.claim': { changes: (db, { scope }) => db.rereads.claim(scope, [{ platform: 'reddit', withinMs: 0 }], now) },
  'rereads.stored': { reads: (db, { scope }) => db.rereads.stored(scope, { platform: 'reddit', withinMs: 0, isWished: false, limit: 10 }, now) },
  'rereads.scoutWaits': { reads: (db, { scope }) => db.rereads.scoutWaits(scope) },

  'revisions.of': { reads: (db, { scope }) => db.revisions.of(scope) },

  'plans.get': { reads: (db, { scope }) => db.plans.get(scope) },
  'scopes.register': {
    byRegistryId: (db, { workspaceId }, { scope }) =>
      db.scopes.register(
        workspaceId,
        scope.type === 'automatic' ? { type: 'automatic', brandId: scope.brandId } : { type: 'custom', campaignId: scope.campaignId },
      ),
  },
  'scopes.workspaceOf': { open: 'from the id in a job to the workspace whose registry is asked again: it grants nothing' },

  'separation.catalogue': { open: 'names of tables, policies and rights: no row of anybody' },
  'separation.rowsOf': { reads: async (db, { scope }) => [...(await db.separation.rowsOf(scope, (await db.separation.catalogue()).keys))] },
  'separation.strangersIn': { open: 'asks by the policies alone, on purpose; separation.db.test.ts holds that it counts what a missing policy shows' },

  'secrets.alone': { open: 'a lock; reads and writes nothing' },
  'secrets.settle': { open: 'waits for those who seal; reads and writes nothing' },
  'secrets.reseal': {
    changes: async (db, { workspaceId }) => {
      await db.sourceCredentials.put(workspaceId, 'reddit', { clientId: 'own' })
      await db.secrets.reseal(workspaceId)
    },
    leavesNoTrace: true,
  },
  'secrets.countOld': { open: 'a number; vault.db.test.ts holds that it is the own one' },
  'sourceCredentials.put': { changes: (db, { workspaceId }) => db.sourceCredentials.put(workspaceId, 'reddit', { clientId: 'own' }), leavesNoTrace: true },
  'sourceCredentials.list': { open: 'kinds and times; vault.db.test.ts holds that they are the own ones' },
  'sourceCredentials.open': { open: 'vault.db.test.ts holds that another workspace opens nothing' },
  'sourceHealth.of': { reads: (db, { scope }) => db.sourceHealth.of(scope, now) },
  'workspaceSecrets.put': {
    changes: (db, { workspaceId }) => db.workspaceSecrets.put(workspaceId, { purpose: 'webhook', name: 'w', text: 'own' }),
    leavesNoTrace: true,
  },
  'workspaceSecrets.open': { open: 'vault.db.test.ts holds that another workspace opens nothing' },
  'workspaceSecrets.remove': { changes: (db, { workspaceId }) => db.workspaceSecrets.remove(workspaceId, 'webhook', 'w'), leavesNoTrace: true },

  'erasures.request': {
    changes: (db, { workspaceId }) => db.erasures.request(workspaceId, { platform: 'reddit', username: 'nobody' }, 'isolation'),
    leavesNoTrace: true,
  },
  'erasures.list': { open: 'without a name; forget.db.test.ts holds that they are the own ones' },
  'erasures.get': { byRegistryId: (db, { workspaceId }, { erasureId }) => db.erasures.get(workspaceId, erasureId) },
  'erasures.countIn': {
    reads: (db, { scope, erasureId }) => db.erasures.countIn(scope, erasureId),
    byRegistryId: (db, { scope }, { erasureId }) => db.erasures.countIn(scope, erasureId),
  },
  'erasures.keepPreview': { byRegistryId: (db, { workspaceId }, { erasureId }) => db.erasures.keepPreview(workspaceId, erasureId, []) },
  'erasures.begin': { byRegistryId: (db, { workspaceId }, { erasureId }) => db.erasures.begin(workspaceId, erasureId, { username: 'zed', by: 'x' }) },
  'erasures.eraseIn': {
    byRegistryId: (db, { scope }, { erasureId }) => db.erasures.eraseIn(scope, erasureId, names),
    changes: async (db, { workspaceId, scope }) => {
      const { id } = await db.erasures.request(workspaceId, { platform: 'reddit', username: 'bob' }, 'isolation')
      await db.erasures.keepPreview(workspaceId, id, [])
      await db.erasures.begin(workspaceId, id, { username: 'bob', by: 'isolation' })
      return db.erasures.eraseIn(scope, id, names)
    },
  },
  'erasures.eraseQuarantined': { byRegistryId: (db, { workspaceId }, { erasureId }) => db.erasures.eraseQuarantined(workspaceId, erasureId) },
  'erasures.finish': { byRegistryId: (db, { workspaceId }, { erasureId }) => db.erasures.finish(workspaceId, erasureId) },
  'retention.due': { open: 'ids of scopes whose sweep is due: a worker asks before it knows any scope' },
  'retention.sweep': {
    changes: async (db, { workspaceId, scope, brand }) => {
      const days = { retentionDays: 10 }
      if (scope.type === 'automatic')
        await db.brands.update(workspaceId, { brandId: brand.id, revision: (await db.brands.get(workspaceId, brand.id)).revision, ...days })
      else
        await db.campaigns.update(workspaceId, {
          campaignId: scope.campaignId,
          revision: (await db.campaigns.get(workspaceId, scope.campaignId)).revision,
          ...days,
        })
      return db.retention.sweep(scope, now)
    },
  },
  'retention.sweeps': { reads: (db, { scope }) => db.retention.sweeps(scope, 10) },

  'brands.list': { lists: (db, { workspaceId }) => db.brands.list(workspaceId, { archived: true }) },
  'brands.get': {
    lists: (db, { workspaceId, brand }) => db.brands.get(workspaceId, brand.id),
    byRegistryId: (db, { workspaceId }, { brand }) => db.brands.get(workspaceId, brand.id),
  },
  'brands.create': { changes: (db, { workspaceId }) => db.brands.create(workspaceId, { name: 'Third' }), leavesNoTrace: true },
  'brands.sample': {
    changes: (db, { workspaceId }) => db.brands.sample(workspaceId, { name: 'Sample' }, new Date('2026-11-23T00:00:00Z')),
    leavesNoTrace: true,
  },
  'brands.update': {
    byRegistryId: (db, { workspaceId }, { brand }) => db.brands.update(workspaceId, { brandId: brand.id, revision: 0, name: 'Taken over' }),
    changes: (db, { workspaceId, brand }) => db.brands.update(workspaceId, { brandId: brand.id, revision: brand.revision, name: 'Renamed' }),
    leavesNoTrace: true,
  },
  'brands.archive': { byRegistryId: (db, { workspaceId }, { brand }) => db.brands.archive(workspaceId, brand.id) },
  'campaigns.list': {
    lists: (db, { workspaceId, brand }) => db.campaigns.list(workspaceId, brand.id),
    byRegistryId: (db, { workspaceId }, { brand }) => db.campaigns.list(workspaceId, brand.id),
  },
  'campaigns.page': {
    lists: (db, { workspaceId, brand }) => db.campaigns.page(workspaceId, { brandId: brand.id, limit: 500, within: null }),
    byRegistryId: (db, { workspaceId }, { brand }) => db.campaigns.page(workspaceId, { brandId: brand.id, limit: 500, within: null }),
  },
  'campaigns.get': { byRegistryId: (db, { workspaceId }, { scope }) => db.campaigns.get(workspaceId, scope.campaignId) },
  'campaigns.create': { byRegistryId: (db, { workspaceId }, { brand }) => db.campaigns.create(workspaceId, { brandId: brand.id, name: 'Planted' }) },
  'campaigns.update': {
    byRegistryId: (db, { workspaceId }, { scope }) => db.campaigns.update(workspaceId, { campaignId: scope.campaignId, revision: 0, name: 'Taken over' }),
    changes: async (db, { workspaceId, scope }) => {
      const { revision } = await db.campaigns.get(workspaceId, scope.campaignId)
      return db.campaigns.update(workspaceId, { campaignId: scope.campaignId, revision, name: 'Renamed' })
    },
  },
  'campaigns.setStatus': {
    byRegistryId: (db, { workspaceId }, { scope }) => db.campaigns.setStatus(workspaceId, scope.campaignId, 'paused'),
    changes: (db, { workspaceId, scope }) => db.campaigns.setStatus(workspaceId, scope.campaignId, 'paused'),
  },
  'campaigns.remove': { byRegistryId: (db, { workspaceId }, { scope }) => db.campaigns.remove(workspaceId, scope.campaignId) },

  'access.createKey': {
    changes: (db, { workspaceId }) => db.access.createKey(workspaceId, { name: 'one more', role: 'viewer', scope: null, expiresAt: null }),
    leavesNoTrace: true,
  },
  'access.listKeys': { lists: (db, { workspaceId }) => db.access.listKeys(workspaceId) },
  'access.revokeKey': { byRegistryId: (db, { workspaceId }, { keyId }) => db.access.revokeKey(workspaceId, keyId) },
  'access.principalOfKey': { open: 'the secret itself names its workspace; access.db.test.ts holds that a false claim finds nothing' },
  'access.createSignInLink': {
    changes: (db, { workspaceId }) => db.access.createSignInLink(workspaceId, { lifeMs: 1_000 }),
    leavesNoTrace: true,
  },
  'access.signIn': { open: 'the link itself names its workspace; access.db.test.ts holds that a false claim finds nothing' },
  'access.principalOfSession': { open: 'the secret itself names its workspace; access.db.test.ts holds that a false claim finds nothing' },
  'access.signOut': { open: 'the secret itself names its workspace; access.db.test.ts holds that a false claim finds nothing' },
  'audit.record': {
    changes: (db, { workspaceId }) =>
      db.audit.record(workspaceId, { via: 'command', actorId: null, actor: 'a test', action: 'x.y', target: {}, address: null }),
    leavesNoTrace: true,
  },
  'audit.list': { lists: (db, { workspaceId }) => db.audit.list(workspaceId, { limit: 100 }) },
  'browserSessions.list': { lists: (db, { workspaceId, memberId }) => db.browserSessions.list(workspaceId, memberId) },
  'browserSessions.revoke': {
    byRegistryId: async (db, { workspaceId }, { memberId, sessionId }) => (await db.browserSessions.revoke(workspaceId, memberId, sessionId)) || null,
  },
  'members.list': { lists: (db, { workspaceId }) => db.members.list(workspaceId) },
  'members.add': { changes: (db, { workspaceId }) => addPerson(db, workspaceId), leavesNoTrace: true },
  'members.find': { lists: (db, { workspaceId, index }) => db.members.find(workspaceId, `person-${index}@example.com`) },
  'members.update': { byRegistryId: (db, { workspaceId }, { memberId }) => db.members.update(workspaceId, { memberId, name: 'Taken over', role: 'viewer' }) },
  'members.remove': { byRegistryId: (db, { workspaceId }, { memberId }) => db.members.remove(workspaceId, memberId) },
  'invitations.list': { lists: (db, { workspaceId }) => db.invitations.list(workspaceId) },
  'invitations.invite': { changes: (db, { workspaceId }) => invite(db, workspaceId), leavesNoTrace: true },
  'invitations.revoke': { byRegistryId: (db, { workspaceId }, { invitationId }) => db.invitations.revoke(workspaceId, invitationId) },
  'invitations.look': { open: 'the invitation itself names its workspace' },
  'invitations.accept': { open: 'the invitation itself names its workspace' },
  'attempts.failed': { open: 'a digest of a network address, a time and a count: nobody is known yet' },
  'attempts.requireRoom': { open: 'the same, read' },
  'passwords.signIn': { open: 'nobody is known yet: a digest leads to the workspace, the password opens it' },
  'passwords.reset': { open: 'the link itself names its workspace' },
  'passwords.update': {
    changes: (db, { workspaceId, memberId }) => db.passwords.update(workspaceId, memberId, { name: 'Same', keepSession: null }),
    leavesNoTrace: true,
  },
  'workspaces.ensureLocal': { open: 'makes the one workspace of a local installation' },
  'workspaces.create': { open: 'makes a workspace' },
  'workspaces.get': { lists: (db, { workspaceId }) => db.workspaces.get(workspaceId) },
  'legacy.migrate': {
    open: 'writes to the campaigns it brings, each in a scope that its caller minted; legacy.db.test.ts holds that others stay as they were',
  },
  'health.check': { open: 'names of migrations and a time' },
  'health.beat': { open: 'ids and times of workers' },
}
