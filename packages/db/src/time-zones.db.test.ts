import { dayMs, dayString, instantsOf, newId, type Scope, type WorkspaceId, zoneOf } from '@echoscope/domain'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { keepPosts, rangeOf, testHouse, type TestHouse } from './testing/index.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
afterAll(() => house?.[Symbol.asyncDispose]())

const zones = [
  'Asia/Kathmandu',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
]
const now = new Date('2026-11-23T08:00:00Z')
/** Over both autumn changes of the clocks, and around the midnights of every zone. */
const posts = Array.from({ length: 240 }, (_, at) => ({
  externalId: `t3_${at}`,
  publishedAt: new Date(Date.UTC(2026, 9, 20) + at * 3.37 * 3_600_000).toISOString(),
  author: `author${at % 7}`,
  community: `r/place${at % 3}`,
  sentiment: ((at % 21) - 10) / 10,
  painPoints: at % 4 === 0 ? ['crashes'] : [],
}))
const range = rangeOf('2026-10-22', '2026-11-21')

async function filled(workspaceId?: WorkspaceId): Promise<Scope> {
  const { automatic } = await house.brand({ customs: 0, ...(workspaceId !== undefined && { workspaceId }) })
  await keepPosts(house.db, automatic, { posts })
  return automatic
}
const newWorkspace = async (): Promise<WorkspaceId> => (await house.db.workspaces.create('Another')).id
const move = async (scope: Scope, zone: string) => {
  await house.db.timeZones.set(scope.workspaceId, zone)
  return house.db.timeZones.redate(scope)
}

/** All that is stored by day of a scope, as rows in an order of their own. */
const stored = ({ campaignId }: Scope) =>
  house.owner(
    `SELECT 'zone' AS what, day_zone AS row FROM campaigns WHERE id = $1
     UNION ALL SELECT 'thread', id || ' ' || day FROM threads WHERE campaign_id = $1
     UNION ALL SELECT 'community', row(community_id, day, threads, engagement, round(sentiment_sum::numeric, 9), positive, neutral, negative, pain_points)::text FROM community_days WHERE campaign_id = $1
     UNION ALL SELECT 'pain point', row(community_id, day, pain_point_id, mentions, round(sentiment_sum::numeric, 9))::text FROM pain_point_days WHERE campaign_id = $1
     UNION ALL SELECT 'author', row(community_id, day, influencer_id, posts, score_sum, comments_sum, engagement, mentions)::text FROM influencer_days WHERE campaign_id = $1
     ORDER BY 1, 2`,
    [campaignId],
  )

test('Postgres and this process put an instant into the same day, and let a day begin at the same instant', async () => {
  const instants = fc.sample(fc.date({ min: new Date('1990-01-01'), max: new Date('2037-12-31'), noInvalidDate: true }), { numRuns: 400, seed: 7 })
  for (const name of zones) {
    const zone = zoneOf(name)
    const days = instants.map((at) => zone.dayOf(at))
    const rows = await house.owner<{ day: string; start: Date }>(
      `SELECT (at AT TIME ZONE $2)::date::text AS day, day::timestamp AT TIME ZONE $2 AS start FROM unnest($1::timestamptz[], $3::date[]) WITH ORDINALITY AS i (at, day, place) ORDER BY place`,
      [instants, name, days],
    )
    expect(rows.map(({ day }) => day)).toEqual(days)
    expect(rows.map(({ start }) => start)).toEqual(days.map((day) => zone.startOf(day)))
  }
})

describe.each(zones)('in %s', (name) => {
  let scope: Scope
  beforeAll(async () => {
    scope = await filled(await newWorkspace())
    expect(await move(scope, name)).toMatchObject({ from: 'UTC', to: name })
  })

  test('every point of the trend is what the instants of the posts count up to, and opens that many threads', async () => {
    const { trend, timeZone, kpis } = await house.db.analytics.dashboard(scope, range, now)
    expect(timeZone).toBe(name)
    const counted = await house.owner<{ day: string; n: number }>(
      'SELECT (published_at AT TIME ZONE $2)::date::text AS day, count(*)::int AS n FROM threads WHERE campaign_id = $1 GROUP BY 1',
      [scope.campaignId, name],
    )
    const ofDay = new Map(counted.map(({ day, n }) => [day, n]))
    expect(trend.points.map(({ start, threads }) => [start, threads])).toEqual(trend.points.map(({ start }) => [start, ofDay.get(start) ?? 0]))
    for (const { start, threads } of trend.points.slice(0, 12)) {
      const day = { from: new Date(start), to: new Date(Date.parse(start) + dayMs) }
      const { items, total } = await house.db.threads.list(scope, { range: day, limit: 100 })
      expect(total).toBe(threads)
      const { from, to } = instantsOf(day, zoneOf(name))
      for (const { publishedAt } of items) expect([new Date(publishedAt) >= from, new Date(publishedAt) < to]).toEqual([true, true])
    }
    expect(kpis.find(({ id }) => id === 'threads')?.value).toBe(trend.points.reduce((sum, { threads }) => sum + threads, 0))
  })

  test('what is collected from then on lies in its days', async () => {
    const zone = zoneOf(name)
    const publishedAt = zone.startOf('2026-11-18')
    const early = { externalId: `late_${name}`, publishedAt: publishedAt.toISOString() }
    const before = { externalId: `before_${name}`, publishedAt: new Date(publishedAt.getTime() - 1).toISOString() }
    await keepPosts(house.db, scope, { posts: [early, before] })
    const rows = await house.owner('SELECT external_id, day::text FROM threads WHERE campaign_id = $1 AND external_id = ANY($2) ORDER BY 1', [
      scope.campaignId,
      [early.externalId, before.externalId],
    ])
    expect(rows).toEqual([
      { external_id: before.externalId, day: '2026-11-17' },
      { external_id: early.externalId, day: '2026-11-18' },
    ])
    const { trend } = await house.db.analytics.dashboard(scope, range, now)
    const { total } = await house.db.threads.list(scope, { range: rangeOf('2026-11-17', '2026-11-18') })
    expect(trend.points.find(({ start }) => start === '2026-11-17')?.threads).toBe(total)
  })
})

test('to another zone and back is as if nothing had been', async () => {
  const scope = await filled(await newWorkspace())
  const before = await stored(scope)
  const moved = await move(scope, 'Asia/Kathmandu')
  expect(moved?.moved).toBeGreaterThan(40)
  expect(await stored(scope)).not.toEqual(before)
  await move(scope, 'Pacific/Pago_Pago')
  expect(await move(scope, 'UTC')).toMatchObject({ from: 'Pacific/Pago_Pago', to: 'UTC' })
  expect(await stored(scope)).toEqual(before)
})

test('broken off in the middle it leaves the scope whole in its old zone, and is done later', async () => {
  const scope = await filled(await newWorkspace())
  const before = await stored(scope)
  const { revision } = (await house.owner<{ revision: string }>('SELECT revision FROM scope_revisions WHERE campaign_id = $1', [scope.campaignId]))[0] ?? {}
  await house.owner(`ALTER TABLE influencer_days ADD CONSTRAINT machine_went_down CHECK (campaign_id <> '${scope.campaignId}') NOT VALID`)
  try {
    await expect(move(scope, 'Asia/Kathmandu')).rejects.toThrow('machine_went_down')
  } finally {
    await house.owner('ALTER TABLE influencer_days DROP CONSTRAINT machine_went_down')
  }
  expect(await stored(scope)).toEqual(before)
  expect(await house.owner('SELECT revision FROM scope_revisions WHERE campaign_id = $1', [scope.campaignId])).toEqual([{ revision }])
  expect(await house.db.timeZones.state(scope.workspaceId)).toEqual({ timeZone: 'Asia/Kathmandu', scopes: 1, waiting: 1 })
  expect((await house.db.timeZones.due(100)).filter(({ workspaceId }) => workspaceId === scope.workspaceId)).toHaveLength(1)
  expect(await house.db.timeZones.redate(scope)).toMatchObject({ to: 'Asia/Kathmandu' })
  expect(await house.db.timeZones.state(scope.workspaceId)).toEqual({ timeZone: 'Asia/Kathmandu', scopes: 1, waiting: 0 })
  expect((await house.db.timeZones.due(100)).filter(({ workspaceId }) => workspaceId === scope.workspaceId)).toEqual([])
})

test('of two workers one counts anew, and the other finds it done; posts that come in meanwhile are in the days of the zone that is named', async () => {
  const scope = await filled(await newWorkspace())
  await house.db.timeZones.set(scope.workspaceId, 'Pacific/Kiritimati')
  const late = Array.from({ length: 20 }, (_, at) => ({ externalId: `meanwhile_${at}`, publishedAt: new Date(Date.UTC(2026, 10, 10, at)).toISOString() }))
  const [one, other] = await Promise.all([house.db.timeZones.redate(scope), house.db.timeZones.redate(scope), keepPosts(house.db, scope, { posts: late })])
  expect([one, other].filter((redated) => redated !== null)).toHaveLength(1)
  const [wrong] = await house.owner<{ n: number }>(
    `SELECT count(*)::int AS n FROM threads WHERE campaign_id = $1 AND day <> (published_at AT TIME ZONE 'Pacific/Kiritimati')::date`,
    [scope.campaignId],
  )
  expect(wrong?.n).toBe(0)
  const before = await stored(scope)
  // Counted once more from nothing, the roll-ups are what they are.
  await move(scope, 'UTC')
  await move(scope, 'Pacific/Kiritimati')
  expect(await stored(scope)).toEqual(before)
})

test('a remembered dashboard does not outlive the change', async () => {
  const scope = await filled(await newWorkspace())
  expect((await house.db.analytics.dashboard(scope, range, now)).timeZone).toBe('UTC')
  await house.db.timeZones.set(scope.workspaceId, 'Asia/Kathmandu')
  // Chosen, and not counted yet: it says so by the zone that it names.
  expect((await house.db.analytics.dashboard(scope, range, now)).timeZone).toBe('UTC')
  await house.db.timeZones.redate(scope)
  expect((await house.db.analytics.dashboard(scope, range, now)).timeZone).toBe('Asia/Kathmandu')
})

test('another workspace and its scopes are not touched, nor another scope by the counting of one', async () => {
  const [here, there] = [await newWorkspace(), await newWorkspace()]
  const [scope, stranger] = [await filled(here), await filled(there)]
  const { automatic: sibling } = await house.brand({ workspaceId: here, name: 'Sibling', customs: 0 })
  await keepPosts(house.db, sibling, { posts })
  const before = [await stored(stranger), await stored(sibling)]
  await move(scope, 'Asia/Kathmandu')
  expect([await stored(stranger), await stored(sibling)]).toEqual(before)
  expect(await house.db.timeZones.state(there)).toEqual({ timeZone: 'UTC', scopes: 1, waiting: 0 })
  expect(await house.db.timeZones.state(here)).toEqual({ timeZone: 'Asia/Kathmandu', scopes: 2, waiting: 1 })
})

test('a brand or campaign that is made later begins in the zone of its workspace', async () => {
  const workspaceId = await newWorkspace()
  await house.db.timeZones.set(workspaceId, 'Asia/Kathmandu')
  const { automatic, customs } = await house.brand({ workspaceId, customs: 1 })
  for (const scope of [automatic, ...customs]) expect((await house.db.timeZones.of(scope)).name).toBe('Asia/Kathmandu')
  expect(await house.db.timeZones.state(workspaceId)).toMatchObject({ waiting: 0 })
})

test('a zone that the database does not know is refused, and nothing changes; each that is offered is taken', async () => {
  const workspaceId = await newWorkspace()
  for (const name of ['Europe/Atlantis', '+05:45', 'europe/berlin', 'UTC0FOO', ''])
    await expect(house.db.timeZones.set(workspaceId, name)).rejects.toMatchObject({ reason: 'invalid_input' })
  expect(await house.db.timeZones.state(workspaceId)).toMatchObject({ timeZone: 'UTC' })
  const choices = await house.db.timeZones.choices()
  expect(choices).toEqual(expect.arrayContaining(['UTC', 'Asia/Kathmandu', 'Europe/Berlin', 'America/New_York']))
  for (const name of choices) expect(zoneOf(name).dayOf(now)).toMatch(/^2026-11-2[234]$/)
})

test('sentences that were written about days of another zone are not kept, and what was written is written again', async () => {
  const scope = await filled(await newWorkspace())
  const { range: days } = await house.db.insights.facts(scope, range)
  const run = {
    range: days,
    writer: 'rules',
    fellBack: null,
    model: null,
    parameters: {},
    promptHash: null,
    factsHash: '',
    inputs: [],
    insights: [],
    struck: [],
  } as const
  const spent = { withheld: [], inputTokens: 0, outputTokens: 0, usd: 0 }
  await house.db.insights.keep(scope, { ...run, ...spent, timeZone: 'UTC' })
  await move(scope, 'Asia/Kathmandu')
  await expect(house.db.insights.keep(scope, { ...run, ...spent, timeZone: 'UTC' })).rejects.toMatchObject({ reason: 'wrong_state' })
  expect((await house.db.insights.due(1_000)).some(({ workspaceId }) => workspaceId === scope.workspaceId)).toBe(true)
  expect(await house.db.insights.keep(scope, { ...run, ...spent, timeZone: 'Asia/Kathmandu' })).toMatchObject({ timeZone: 'Asia/Kathmandu' })
})

test('an hour that stands out is one on the zone’s clock, also where it begins inside an hour of UTC', async () => {
  const { automatic } = await house.brand({ customs: 0, workspaceId: await newWorkspace() })
  const hour = zoneOf('Asia/Kathmandu').startOf('2026-11-18').getTime() + 10 * 3_600_000
  const daily = Array.from({ length: 60 }, (_, day) => hour + (2 - day) * dayMs + 5 * 60_000)
  const burst = Array.from({ length: 12 }, (_, n) => hour + (2 + n * 4.7) * 60_000)
  await keepPosts(house.db, automatic, {
    posts: [...daily, ...burst].map((at, n) => ({ externalId: `t3_${n}`, publishedAt: new Date(at).toISOString() })),
    foldCopies: false,
  })
  await move(automatic, 'Asia/Kathmandu')
  const events = await house.db.analytics.events(automatic, rangeOf('2026-11-01', '2026-11-21'))
  expect(events.filter(({ kind }) => kind === 'spike')).toMatchObject([{ from: new Date(hour).toISOString(), threads: 13 }])
})

test('what a scope keeps no longer goes by the zone’s days', async () => {
  const scope = await filled(await newWorkspace())
  await move(scope, 'Pacific/Pago_Pago')
  await house.owner('UPDATE campaigns SET retention_days = 10 WHERE id = $1', [scope.campaignId])
  // Still the 22nd there.
  const swept = await house.db.retention.sweep(scope, now)
  expect(swept?.beforeDay).toBe('2026-11-12')
  const [oldest] = await house.owner<{ day: string; at: Date }>('SELECT min(day)::text AS day, min(published_at) AS at FROM threads WHERE campaign_id = $1', [
    scope.campaignId,
  ])
  expect(oldest?.day).toBe('2026-11-12')
  expect(oldest?.at.getTime()).toBeGreaterThanOrEqual(zoneOf('Pacific/Pago_Pago').startOf('2026-11-12').getTime())
  expect(dayString(oldest?.at ?? now) >= '2026-11-12').toBe(true)
})

test('nobody sets a zone for a workspace that is not there', async () => {
  await house.db.timeZones.set(newId() as WorkspaceId, 'Asia/Kathmandu')
  expect(await house.owner(`SELECT id FROM workspaces WHERE time_zone = 'Asia/Kathmandu' AND name = 'Local workspace'`)).toEqual([])
})
