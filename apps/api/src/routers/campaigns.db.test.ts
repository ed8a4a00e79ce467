import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { keepPosts } from '@echoscope/db/testing'
import type { Brand, Campaign, CampaignAnalytics, CampaignPage, CampaignPreview } from '@echoscope/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { type ApiHouse, apiHouse } from '../testing/api-house.ts'

let api: ApiHouse
let brand: Brand
beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'))
})
beforeEach(async () => {
  brand = (await api.call('brands.create', { name: 'Deno' })).data as Brand
})
afterAll(() => api[Symbol.asyncDispose]())

const make = async (more: object = {}): Promise<Campaign> =>
  (await api.call('campaigns.create', { brandId: brand.id, name: 'Launch', ...more })).data as Campaign
const reasonOf = async (path: string, input: object) => (await api.call(path, input)).error?.data.reason

test('the automatic campaign is in no list, and its id is no campaign to any procedure here', async () => {
  const { id } = await make()
  const { data } = await api.call('campaigns.list', { brandId: brand.id })
  expect((data as { items: Campaign[] }).items.map((campaign) => campaign.id)).toEqual([id])
  const campaignId = brand.automaticCampaignId
  for (const verb of ['get', 'pause', 'resume', 'complete', 'remove']) expect(await reasonOf(`campaigns.${verb}`, { campaignId })).toBe('not_found')
  expect(await reasonOf('campaigns.update', { campaignId, revision: 0, name: 'Taken over' })).toBe('not_found')
})

describe('a list', () => {
  const page = async (more: object = {}) => (await api.call('campaigns.list', { brandId: brand.id, ...more })).data as CampaignPage
  const names = async (more: object) => (await page(more)).items.map(({ name }) => name)

  test('goes on to its end by its cursor, each campaign once: running ones first, the newest first among them', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await make({ name })
    const [b] = (await page({ text: 'b' })).items
    await api.call('campaigns.complete', { campaignId: b?.id })
    await api.call('campaigns.pause', { campaignId: (await page({ text: 'd' })).items[0]?.id })
    const seen: string[] = []
    for (let cursor: string | undefined; ; ) {
      const { items, nextCursor, total } = await page({ limit: 2, ...(cursor !== undefined && { cursor }) })
      expect(total).toBe(5)
      seen.push(...items.map(({ name }) => name))
      if (nextCursor === null) break
      cursor = nextCursor
    }
    expect(seen).toEqual(['e', 'c', 'a', 'd', 'b'])
    expect((await page({ status: 'active', limit: 1 })).byStatus).toEqual({ active: 3, paused: 1, completed: 1 })
    expect(await names({ status: 'paused' })).toEqual(['d'])
  })
  test('is searched by a part of the name as it is written, without patterns', async () => {
    for (const name of ['100% off', 'Öffnung', 'a_b', 'axb']) await make({ name })
    expect(await names({ text: '%' })).toEqual(['100% off'])
    expect(await names({ text: 'a_b' })).toEqual(['a_b'])
    expect(await names({ text: 'öff' })).toEqual(['Öffnung'])
  })
  test('of a cursor of another list is refused', async () => {
    expect(await reasonOf('campaigns.list', { brandId: brand.id, cursor: 'WyIyMDI2Il0' })).toBe('invalid_cursor')
  })
  test('is followed by Campaign Analytics, which reads as many scopes as were asked for and counts all campaigns', async () => {
    for (const name of ['a', 'b', 'c']) await make({ name })
    const read = async (more: object) => (await api.call('analytics.campaigns', { brandId: brand.id, ...more })).data as CampaignAnalytics
    const first = await read({ limit: 2 })
    expect([first.campaigns.map(({ name }) => name), first.totals.total]).toEqual([['c', 'b'], 3])
    const rest = await read({ limit: 2, cursor: first.nextCursor })
    expect([rest.campaigns.map(({ name }) => name), rest.nextCursor]).toEqual([['a'], null])
    const found = await read({ text: 'B' })
    expect([found.campaigns.map(({ name }) => name), found.totals.total]).toEqual([['b'], 3])
  })
})

test('a file that was sent and not imported yet goes with its campaign, and no other does', async () => {
  const [gone, stays] = [await make(), await make({ name: 'Stays' })]
  const send = (campaign: Campaign) =>
    api.call('archive.import', {
      scope: { type: 'custom', campaignId: campaign.id },
      upload: { name: 'posts.csv', content: 'id,title,at\n1,deno,2026-01-01' },
      options: { format: 'csv', columns: { id: 'id', title: 'title', publishedAt: 'at' }, platform: 'forum', community: 'r/deno' },
    })
  const there = () => readdir(join(api.home, 'uploads'))
  for (const campaign of [gone, stays]) expect((await send(campaign)).status).toBe(200)
  expect(await there()).toHaveLength(2)
  await api.call('campaigns.remove', { campaignId: gone.id })
  expect(await there()).toHaveLength(1)
})

describe('a query', () => {
  test('is kept as it was written, edited and taken back', async () => {
    const query = '(deno OR "dark  mode") -title:bot*'
    const campaign = await make({ query })
    expect(campaign.query).toBe(query)
    const update = async (revision: number, more: object) =>
      (await api.call('campaigns.update', { campaignId: campaign.id, revision, ...more })).data as Campaign
    expect((await update(0, { name: 'Other' })).query).toBe(query)
    expect((await update(1, { query: 'bun' })).query).toBe('bun')
    expect((await update(2, { query: null })).query).toBeNull()
    expect((await make()).query).toBeNull()
  })
  test.each([
    ['deno AND (bun', 9],
    ['', 0],
    ['('.repeat(10_000), 100],
  ])('that cannot be read is refused with its place and what to write: %s', async (query, position) => {
    const { error, status } = await api.call('campaigns.create', { brandId: brand.id, name: 'Launch', query })
    expect([status, error?.data]).toMatchObject([400, { reason: 'invalid_query', details: { position, hint: expect.any(String) } }])
    const campaign = await make()
    expect(await reasonOf('campaigns.update', { campaignId: campaign.id, revision: 0, query })).toBe('invalid_query')
  })
  test('of more than 100,000 characters is refused', async () => {
    expect(await reasonOf('campaigns.create', { brandId: brand.id, name: 'Launch', query: 'a '.repeat(50_001) })).toBe('invalid_query')
  })
})

describe('a preview', () => {
  const preview = async (input: object) => (await api.call('campaigns.preview', { brandId: brand.id, ...input })).data as CampaignPreview
  const keep = async (campaign: Pick<Campaign, 'id'>, titles: readonly string[]) =>
    keepPosts(api.house.db, await api.house.scope({ type: 'custom', campaignId: campaign.id }), {
      posts: titles.map((title, index) => ({ externalId: `p${index}`, title, body: '', publishedAt: `2026-11-0${index + 1}T08:00:00Z` })),
    })

  test('of an edit counts what it keeps, gains and loses of what the campaign itself has stored, with the places of its terms', async () => {
    const campaign = await make({ query: 'deno -slow' })
    await keep(campaign, ['deno is fast', 'deno is slow', 'bun is fast', 'café deno'])
    await keepPosts(api.house.db, await api.house.scope({ type: 'automatic', brandId: brand.id }), { posts: [{ title: 'deno of Brand Analytics' }] })
    await keep(await make({ name: 'Beside' }), ['deno of another campaign'])
    const same = await preview({ campaignId: campaign.id })
    expect(same).toMatchObject({ stored: 4, tried: 4, count: 2, gained: 0, lost: 0 })
    expect(same.samples.map(({ title }) => title)).toEqual(['café deno', 'deno is fast'])
    const edit = await preview({ campaignId: campaign.id, query: 'cafe OR fast', excludeKeywords: ['deno'] })
    expect(edit).toMatchObject({ count: 1, gained: 1, lost: 2 })
    expect(edit.gainedSamples).toMatchObject([{ title: 'bun is fast', branch: 'fast', matches: [{ term: 'fast', field: 'title', start: 7, end: 11 }] }])
    expect(edit.lostSamples.map(({ title, leftOut }) => [title, leftOut])).toEqual([
      ['café deno', 'excluded'],
      ['deno is fast', 'excluded'],
    ])
    expect(edit.note).toMatch(/all 4 threads; nothing was held back/)
    expect((await api.call('campaigns.get', { campaignId: campaign.id })).data).toMatchObject({ query: 'deno -slow', revision: 0 })
  })

  test('of an edit counts as gained what the campaign fetched and held back, and nothing that another scope did', async () => {
    const campaign = await make({ query: 'deno' })
    const scope = await api.house.scope({ type: 'custom', campaignId: campaign.id })
    await keepPosts(api.house.db, scope, {
      posts: [{ title: 'deno' }],
      heldBack: [
        { externalId: 'h1', title: 'bun is fast' },
        { externalId: 'h2', title: 'zig' },
      ],
    })
    await keepPosts(api.house.db, await api.house.scope({ type: 'automatic', brandId: brand.id }), {
      posts: [],
      heldBack: [{ externalId: 'h3', title: 'bun elsewhere' }],
    })
    const edit = await preview({ campaignId: campaign.id, query: 'deno OR bun' })
    expect(edit).toMatchObject({ stored: 1, heldBack: 2, tried: 1, triedHeldBack: 2, count: 2, gained: 1, lost: 0 })
    expect(edit.gainedSamples).toMatchObject([{ threadId: null, title: 'bun is fast', branch: 'bun' }])
    expect(edit.note).toMatch(/all 2 posts that were held back/)
  })

  test('of the longest query there may be is answered when it is posted', async () => {
    const campaign = await make({ query: 'deno' })
    await keep(campaign, ['deno'])
    const words = Array.from({ length: 12_000 }, (_, at) => `word${at}`.slice(0, 7))
    const query = [...words.slice(0, 8_000), 'deno']
      .join(' OR ')
      .slice(-99_000)
      .replace(/^\S*\s(?:OR )?/, '')
    const { status, data } = await api.call('campaigns.preview', { brandId: brand.id, campaignId: campaign.id, query }, { method: 'POST' })
    expect([status, (data as CampaignPreview).count]).toEqual([200, 1])
  })

  test('of a new campaign says that nothing is stored, which is not the same as nothing that matches', async () => {
    await keepPosts(api.house.db, await api.house.scope({ type: 'automatic', brandId: brand.id }), { posts: [{ title: 'deno' }] })
    const nothing = { stored: 0, count: null, gained: null, lost: null, samples: [], note: expect.stringMatching(/Nothing is stored/) }
    expect(await preview({ query: 'deno' })).toMatchObject(nothing)
    expect(await preview({ campaignId: (await make()).id })).toMatchObject(nothing)
  })

  test('with a rule that is slow on texts made for it ends, tells how far it came, and keeps nobody else waiting', async () => {
    const campaign = await make({ query: 'a' })
    const rare = Array.from({ length: 200 }, (_, index) => `c${index}`)
    await keepPosts(api.house.db, await api.house.scope({ type: 'custom', campaignId: campaign.id }), {
      posts: rare.map((externalId) => ({ externalId, title: 'a', body: `${'a b '.repeat(20_000)}${rare.join(' ')}`, publishedAt: '2026-11-01T08:00:00Z' })),
      foldCopies: false,
    })
    let isOver = false
    const asked = preview({ campaignId: campaign.id, query: rare.map((word) => `((a OR b) NEAR/1 ${word} NEAR/1 d)`).join(' OR ') }).finally(() => {
      isOver = true
    })
    const waits: number[] = []
    while (!isOver) {
      const begunAt = performance.now()
      await api.call('brands.list')
      waits.push(performance.now() - begunAt)
    }
    const { tried, stored, note } = await asked
    expect(stored).toBe(200)
    expect(note.startsWith('Tried on the newest')).toBe(tried < stored)
    expect(waits.length).toBeGreaterThan(5)
    // Without giving way the first to ask would wait for all of it, ten seconds.
    expect(Math.max(...waits)).toBeLessThan(8_000)
  }, 60_000)
  test('refuses a query that cannot be read, and a campaign that is not of the brand as one that there is not', async () => {
    expect(await reasonOf('campaigns.preview', { brandId: brand.id, query: '(' })).toBe('invalid_query')
    const campaign = await make()
    expect(await reasonOf('campaigns.preview', { brandId: brand.id, campaignId: campaign.id, query: 'a OR' })).toBe('invalid_query')
    const other = (await api.call('brands.create', { name: 'Bun' })).data as Brand
    const answers = [campaign.id, brand.automaticCampaignId, '0190a0a0-0000-7000-8000-000000000000'].map((campaignId) =>
      api.call('campaigns.preview', { brandId: other.id, campaignId }),
    )
    for (const { error } of await Promise.all(answers)) expect(error?.data.reason).toBe('scope_not_found')
  })
})

describe('a schedule', () => {
  test('counts at once, and taking it away leaves nothing due', async () => {
    const campaign = await make()
    expect(campaign.nextRunAt).toBeNull()
    const scheduled = (await api.call('campaigns.update', { campaignId: campaign.id, revision: 0, schedule: { cron: '0 8 * * *', timeZone: 'Europe/Berlin' } }))
      .data as Campaign
    expect(Date.parse(scheduled.nextRunAt ?? '') - Date.now()).toBeGreaterThan(0)
    expect(Date.parse(scheduled.nextRunAt ?? '') - Date.now()).toBeLessThanOrEqual(25 * 3_600_000)
    expect(
      ((await api.call('campaigns.update', { campaignId: campaign.id, revision: scheduled.revision, schedule: null })).data as Campaign).nextRunAt,
    ).toBeNull()
  })
  test.each([
    { cron: '* * * * * *', timeZone: 'UTC' },
    { cron: '@daily', timeZone: 'UTC' },
    { cron: '61 * * * *', timeZone: 'UTC' },
    { cron: '0 8 * * *', timeZone: 'Mars/Olympus' },
    { cron: '0 8 * * *' },
    { cron: '', timeZone: 'UTC' },
    'daily',
  ])('of %j is invalid_schedule', async (schedule) => {
    expect(await reasonOf('campaigns.create', { brandId: brand.id, name: 'x', schedule })).toBe('invalid_schedule')
  })
})

test('a paused campaign is not due, a resumed one is again, a completed one stays completed', async () => {
  const { id: campaignId } = await make({ schedule: { cron: '*/5 * * * *', timeZone: 'UTC' } })
  const status = async (verb: string) => {
    const { status: state, nextRunAt } = (await api.call(`campaigns.${verb}`, { campaignId })).data as Campaign
    return [state, nextRunAt === null]
  }
  expect(await status('pause')).toEqual(['paused', true])
  expect(await status('resume')).toEqual(['active', false])
  expect(await status('complete')).toEqual(['completed', true])
  expect(await reasonOf('campaigns.resume', { campaignId })).toBe('wrong_state')
})
test('two editors at once: the later gets conflict, and who made which revision when', async () => {
  const { id: campaignId } = await make()
  const answers = await Promise.all(['a', 'b'].map((name) => api.call('campaigns.update', { campaignId, revision: 0, name })))
  expect(answers.map(({ status, error }) => `${status} ${error?.data.reason ?? ''}`).toSorted()).toEqual(['200 ', '409 edited_meanwhile'])
  const details = answers.find(({ status }) => status === 409)?.error?.data.details
  expect(details).toMatchObject({ revision: 1, by: 'test', at: expect.stringMatching(/^20/) })
})
test('a removed campaign is gone, with a second removal as with an unknown one', async () => {
  const { id: campaignId } = await make()
  expect((await api.call('campaigns.remove', { campaignId })).data).toEqual({ campaignId })
  expect(await reasonOf('campaigns.remove', { campaignId })).toBe('not_found')
  expect(await reasonOf('scouts.list', { scope: { type: 'custom', campaignId } })).toBe('scope_not_found')
})
test('an end before the start is invalid_range, also against what is stored', async () => {
  expect(await reasonOf('campaigns.create', { brandId: brand.id, name: 'x', startsAt: '2026-11-02T00:00:00Z', endsAt: '2026-11-02T00:30:00+01:00' })).toBe(
    'invalid_range',
  )
  const { id: campaignId } = await make({ startsAt: '2026-11-02T00:00:00Z' })
  expect(await reasonOf('campaigns.update', { campaignId, revision: 0, endsAt: '2026-11-01T00:00:00Z' })).toBe('invalid_range')
})
