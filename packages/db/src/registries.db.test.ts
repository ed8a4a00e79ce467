import { newId, nextOfCron, type WorkspaceId } from '@echoscope/domain'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { scopedTables } from './rights.ts'
import { keepPosts, testHouse, type TestHouse } from './testing/index.ts'

let house: TestHouse
let other: WorkspaceId
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
  other = (await house.db.workspaces.create('Other')).id
})
afterAll(() => house?.[Symbol.asyncDispose]())

const count = async (table: string, campaignId: string): Promise<number> => {
  const [row] = await house.owner<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE campaign_id = $1`, [campaignId])
  return row?.n ?? 0
}
const reasonOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'no error',
    ({ reason, message, details }) => ({ reason, message, details }),
  )

describe('brands', () => {
  test('a new brand has exactly one automatic campaign, due at once, and shows neither in the list of campaigns', async () => {
    const brand = await house.db.brands.create(house.workspaceId, { name: 'Acme', primaryKeywords: ['acme'] })
    expect(await house.owner('SELECT id, type FROM campaigns WHERE brand_id = $1', [brand.id])).toEqual([{ id: brand.automaticCampaignId, type: 'automatic' }])
    expect(Date.parse(brand.nextRunAt ?? '')).toBeLessThanOrEqual(Date.now() + 1_000)
    expect(await house.db.campaigns.list(house.workspaceId, brand.id)).toEqual([])
    await expect(house.db.campaigns.get(house.workspaceId, brand.automaticCampaignId)).rejects.toMatchObject({ reason: 'not_found' })
  })

  test('a brand that cannot be made leaves nothing behind', async () => {
    const brands = () => house.owner('SELECT id FROM brands')
    const before = await brands()
    await house.owner('ALTER TABLE campaigns ADD CONSTRAINT refuse CHECK (false) NOT VALID')
    await expect(house.db.brands.create(house.workspaceId, { name: 'Half' })).rejects.toThrow(/refuse/)
    await house.owner('ALTER TABLE campaigns DROP CONSTRAINT refuse')
    expect(await brands()).toEqual(before)
  })

  test('of two edits of one revision the later is told, with the revision that won, and overwrites nothing', async () => {
    const { brand } = await house.brand({ customs: 0 })
    const edits = await Promise.allSettled(
      ['One', 'Two'].map((name) => house.db.brands.update(house.workspaceId, { brandId: brand.id, revision: brand.revision, name })),
    )
    const [won] = edits.filter((edit) => edit.status === 'fulfilled')
    const [lost] = edits.filter((edit) => edit.status === 'rejected')
    expect(lost?.reason).toMatchObject({ reason: 'edited_meanwhile', code: 'conflict', details: { revision: brand.revision + 1 } })
    expect((await house.db.brands.get(house.workspaceId, brand.id)).name).toBe(won?.value.name)
  })

  test('a field left out keeps its value, null blanks it', async () => {
    const brand = await house.db.brands.create(house.workspaceId, { name: 'Acme', website: 'https://acme.example', industry: 'tools' })
    const edited = await house.db.brands.update(house.workspaceId, { brandId: brand.id, revision: 0, website: null })
    expect([edited.website, edited.industry, edited.name, edited.revision]).toEqual([null, 'tools', 'Acme', 1])
  })

  test('a new interval counts at once, a paused brand is not due, a resumed one is', async () => {
    const { brand } = await house.brand({ customs: 0 })
    const faster = await house.db.brands.update(house.workspaceId, { brandId: brand.id, revision: 0, scoutIntervalHours: 1 })
    expect(Date.parse(faster.nextRunAt ?? '')).toBeLessThanOrEqual(Date.now() + 3_601_000)
    const paused = await house.db.brands.update(house.workspaceId, { brandId: brand.id, revision: 1, status: 'paused' })
    expect(paused.nextRunAt).toBeNull()
    const resumed = await house.db.brands.update(house.workspaceId, { brandId: brand.id, revision: 2, status: 'active' })
    expect(resumed.nextRunAt).not.toBeNull()
  })

  test('an archived brand leaves the list and is due nowhere, and what it collected stays', async () => {
    const { brand, automatic, customs } = await house.brand({ campaign: { schedule: { cron: '0 8 * * *', timeZone: 'Europe/Berlin' } } })
    await keepPosts(house.db, automatic, { posts: [{}] })
    await house.db.brands.archive(house.workspaceId, brand.id)
    expect((await house.db.brands.list(house.workspaceId)).map(({ id }) => id)).not.toContain(brand.id)
    expect((await house.db.brands.list(house.workspaceId, { archived: true })).map(({ id }) => id)).toContain(brand.id)
    expect(await house.owner('SELECT 1 FROM scout_dispatch WHERE brand_id = $1 AND next_run_at IS NOT NULL', [brand.id])).toEqual([])
    expect((await house.db.threads.list(automatic, {})).total).toBe(1)
    expect(customs).toHaveLength(2)
  })
})

describe('campaigns', () => {
  const schedule = { cron: '0 8 * * *', timeZone: 'Europe/Berlin' }

  test('an edited schedule counts at once, and none means never by itself', async () => {
    const { brand } = await house.brand({ customs: 0 })
    const campaign = await house.db.campaigns.create(house.workspaceId, { brandId: brand.id, name: 'Launch' })
    expect(campaign.nextRunAt).toBeNull()
    const daily = await house.db.campaigns.update(house.workspaceId, { campaignId: campaign.id, revision: 0, schedule })
    expect(daily.nextRunAt).toBe(nextOfCron(schedule, new Date())?.toISOString())
    const hourly = await house.db.campaigns.update(house.workspaceId, { campaignId: campaign.id, revision: 1, schedule: { ...schedule, cron: '0 * * * *' } })
    expect(Date.parse(hourly.nextRunAt ?? '')).toBeLessThanOrEqual(Date.now() + 3_600_000)
    expect((await house.db.campaigns.update(house.workspaceId, { campaignId: campaign.id, revision: 2, schedule: null })).nextRunAt).toBeNull()
  })

  test('of an archived brand nothing is due, also after an edit, and everything is when it comes back', async () => {
    const { brand } = await house.brand({ customs: 0 })
    const { id } = await house.db.campaigns.create(house.workspaceId, { brandId: brand.id, name: 'Daily', schedule })
    await house.db.brands.archive(house.workspaceId, brand.id)
    expect((await house.db.campaigns.update(house.workspaceId, { campaignId: id, revision: 0, name: 'Each day' })).nextRunAt).toBeNull()
    const archived = await house.db.brands.get(house.workspaceId, brand.id)
    const back = await house.db.brands.update(house.workspaceId, { brandId: brand.id, revision: archived.revision, status: 'active' })
    expect(back.nextRunAt).not.toBeNull()
    expect((await house.db.campaigns.get(house.workspaceId, id)).nextRunAt).toBe(nextOfCron(schedule, new Date())?.toISOString())
  })

  test('a campaign is due between its start and its end alone, and not while paused', async () => {
    const { brand } = await house.brand({ customs: 0 })
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
    const campaign = await house.db.campaigns.create(house.workspaceId, {
      brandId: brand.id,
      name: 'Later',
      schedule,
      startsAt: inDays(10),
      endsAt: inDays(20),
    })
    expect(Date.parse(campaign.nextRunAt ?? '')).toBeGreaterThanOrEqual(Date.now() + 9.9 * 86_400_000)
    expect((await house.db.campaigns.setStatus(house.workspaceId, campaign.id, 'paused')).nextRunAt).toBeNull()
    expect((await house.db.campaigns.setStatus(house.workspaceId, campaign.id, 'active')).nextRunAt).toBe(campaign.nextRunAt)
    const over = await house.db.campaigns.update(house.workspaceId, { campaignId: campaign.id, revision: 2, startsAt: inDays(-20), endsAt: inDays(-10) })
    expect(over.nextRunAt).toBeNull()
  })

  test('a campaign that ends before it starts is refused, at its making and at an edit of either end', async () => {
    const { brand } = await house.brand({ customs: 0 })
    const [early, late] = ['2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z']
    await expect(house.db.campaigns.create(house.workspaceId, { brandId: brand.id, name: 'x', startsAt: late, endsAt: early })).rejects.toMatchObject({
      reason: 'invalid_range',
    })
    const campaign = await house.db.campaigns.create(house.workspaceId, {
      brandId: brand.id,
      name: 'x',
      startsAt: '2026-11-10T00:00:00Z',
      endsAt: '2026-11-20T00:00:00Z',
    })
    const edit = (change: object) => house.db.campaigns.update(house.workspaceId, { campaignId: campaign.id, revision: 0, ...change })
    await expect(edit({ endsAt: early })).rejects.toMatchObject({ reason: 'invalid_range' })
    await expect(edit({ startsAt: late })).rejects.toMatchObject({ reason: 'invalid_range' })
  })

  test('a completed campaign stays completed', async () => {
    const {
      customs: [scope],
    } = await house.brand({ customs: 1 })
    if (scope === undefined) throw new Error('no campaign')
    await house.db.campaigns.setStatus(house.workspaceId, scope.campaignId, 'completed')
    await expect(house.db.campaigns.setStatus(house.workspaceId, scope.campaignId, 'active')).rejects.toMatchObject({ reason: 'wrong_state' })
  })

  test('a removed campaign takes with it all that was collected for it, its keys too, and nothing else', async () => {
    const {
      automatic,
      customs: [gone, stays],
    } = await house.brand()
    if (gone === undefined || stays === undefined) throw new Error('no campaigns')
    for (const scope of [automatic, gone, stays]) {
      await keepPosts(house.db, scope, {
        posts: [{ externalId: 't3_same', painPoints: ['crash'] }],
        window: { since: new Date('2026-11-01'), until: new Date('2026-11-20') },
      })
      await house.db.access.createKey(house.workspaceId, { name: 'bound', role: 'viewer', scope, expiresAt: null })
    }
    const tables = [...scopedTables, 'api_keys', 'scout_dispatch']
    const counts = async (campaignId: string) => Promise.all(tables.map((table) => count(table, campaignId)))
    const before = [await counts(automatic.campaignId), await counts(stays.campaignId)]
    expect((await counts(gone.campaignId)).filter((n) => n > 0).length).toBeGreaterThan(10)
    await house.db.campaigns.remove(house.workspaceId, gone.campaignId)
    expect(await counts(gone.campaignId)).toEqual(tables.map(() => 0))
    expect([await counts(automatic.campaignId), await counts(stays.campaignId)]).toEqual(before)
    await expect(house.db.analytics.campaignFigures(gone, { from: new Date('2026-11-01'), to: new Date('2026-12-01') })).resolves.toMatchObject({ threads: 0 })
  })

  test('the automatic campaign has no door: every call with its id answers as an unknown id does', async () => {
    const { brand } = await house.brand({ customs: 0 })
    const calls = (campaignId: typeof brand.automaticCampaignId) =>
      Promise.all([
        reasonOf(house.db.campaigns.get(house.workspaceId, campaignId)),
        reasonOf(house.db.campaigns.update(house.workspaceId, { campaignId, revision: 0, name: 'mine' })),
        reasonOf(house.db.campaigns.setStatus(house.workspaceId, campaignId, 'paused')),
        reasonOf(house.db.campaigns.remove(house.workspaceId, campaignId)),
      ])
    expect(await calls(brand.automaticCampaignId)).toEqual(await calls(newId()))
  })
})

const here = { lifeMs: 60_000, address: '127.0.0.1', agent: 'a test' }

describe('keys and sessions', () => {
  test('a key opens its own workspace with its role and scope, and its text is kept nowhere', async () => {
    const { automatic } = await house.brand({ customs: 0 })
    const { id, text } = await house.db.access.createKey(house.workspaceId, { name: 'script', role: 'editor', scope: automatic, expiresAt: null })
    expect(await house.db.access.principalOfKey(text)).toEqual({
      workspaceId: house.workspaceId,
      role: 'editor',
      via: 'key',
      id,
      boundTo: { type: 'automatic', brandId: automatic.brandId },
      name: 'script',
      member: null,
      reach: null,
    })
    const [row] = await house.owner<{ text: string }>('SELECT k::text AS text FROM api_keys k WHERE id = $1', [id])
    expect(row?.text).not.toContain(text.split('_').slice(2).join('_'))
    const [listed] = (await house.db.access.listKeys(house.workspaceId)).filter((key) => key.id === id)
    expect(listed?.createdAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    expect(listed?.lastUsedAt).toMatch(/Z$/)
  })

  test('revoked, expired, altered and foreign keys are one answer: nobody', async () => {
    const make = (expiresAt: Date | null = null) => house.db.access.createKey(house.workspaceId, { name: 'k', role: 'owner', scope: null, expiresAt })
    const revoked = await make()
    await house.db.access.revokeKey(house.workspaceId, revoked.id)
    const good = await make()
    const claimed = good.text.replace(house.workspaceId.replaceAll('-', ''), other.replaceAll('-', ''))
    const altered = good.text.slice(0, -1) + (good.text.endsWith('A') ? 'B' : 'A')
    for (const text of [
      revoked.text,
      (await make(new Date(Date.now() - 1_000))).text,
      claimed,
      altered,
      good.text.replace('esk', 'ess'),
      '',
      'esk_',
      `${good.text}\n`,
      good.text.toUpperCase(),
    ])
      expect(await house.db.access.principalOfKey(text), text).toBeNull()
    expect(await house.db.access.principalOfKey(good.text)).not.toBeNull()
  })

  test('a key is revoked in its own workspace alone', async () => {
    const { id, text } = await house.db.access.createKey(house.workspaceId, { name: 'k', role: 'viewer', scope: null, expiresAt: null })
    expect(await reasonOf(house.db.access.revokeKey(other, id))).toEqual(await reasonOf(house.db.access.revokeKey(other, newId())))
    expect(await house.db.access.principalOfKey(text)).not.toBeNull()
  })

  test('a sign-in link works once, however many try it at once, and opens a session that ends by time or by signing out', async () => {
    const link = await house.db.access.createSignInLink(house.workspaceId, { lifeMs: 60_000 })
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => house.db.access.signIn(link, here)))
    const opened = tries.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    expect(opened).toHaveLength(1)
    for (const each of tries) if (each.status === 'rejected') expect(each.reason).toMatchObject({ reason: 'link_used' })
    const session = opened[0]?.session ?? ''
    expect(await house.db.access.principalOfSession(session)).toMatchObject({ workspaceId: house.workspaceId, role: 'owner', via: 'session', boundTo: null })
    expect(await house.db.access.principalOfKey(session)).toBeNull()
    await house.db.access.signOut(session)
    expect(await house.db.access.principalOfSession(session)).toBeNull()
    const short = await house.db.access.signIn(await house.db.access.createSignInLink(house.workspaceId, { lifeMs: 60_000 }), { ...here, lifeMs: -1 })
    expect(await house.db.access.principalOfSession(short.session)).toBeNull()
  })

  test('an old link, a foreign claim and noise are one answer', async () => {
    const old = await house.db.access.createSignInLink(house.workspaceId, { lifeMs: -1 })
    const good = await house.db.access.createSignInLink(house.workspaceId, { lifeMs: 60_000 })
    const claimed = good.replace(house.workspaceId.replaceAll('-', ''), other.replaceAll('-', ''))
    const answers = await Promise.all([old, claimed, 'noise', ''].map((link) => reasonOf(house.db.access.signIn(link, here))))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  })
})

test('two processes that start at once agree on the one local workspace', async () => {
  await using fresh = await testHouse(inject('postgresUrl'))
  const ids = await Promise.all(Array.from({ length: 5 }, () => fresh.db.workspaces.ensureLocal()))
  expect(new Set(ids.map(({ id }) => id)).size).toBe(1)
})
