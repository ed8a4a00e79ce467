import { openSigner } from '@echoscope/db'
import type { Brand, Campaign, CampaignPreview, Role } from '@echoscope/domain'
import { replayAll, type ReplayAll } from '@echoscope/sources/replay'
import { samplePosts } from '@echoscope/sources/testing'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createApp } from '../app.ts'
import { parseConfig } from '../config.ts'
import { depsOf } from '../node/start.ts'
import { answerOf, type ApiHouse, apiHouse } from '../testing/api-house.ts'

let api: ApiHouse
let replay: ReplayAll
beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'))
  replay = await replayAll({
    posts: samplePosts(30, new Date(Date.now() - 60_000)),
    always: { lemmy: { kind: 'status', status: 403 } },
  })
})
afterAll(async () => {
  await replay.close()
  await api[Symbol.asyncDispose]()
})

async function asking(role: Role) {
  const config = parseConfig({
    DATABASE_APP_URL: api.house.appUrl,
    ECHOSCOPE_HOME: api.home,
    SOURCE_URLS: ['hacker-news', 'stack-exchange', 'lemmy'].map((place) => `${place}=${replay.urlOf(place as 'lemmy')}`).join(','),
  })
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const app = createApp(
    depsOf(
      { ...config, sourceUrls: { ...config.sourceUrls, 'hacker-news': replay.urlOf('hacker-news') } },
      { db: api.house.db, log, signer: await openSigner(api.home) },
    ),
  )
  const key = await api.key(role)
  return async (path: string, input: unknown) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', host: '127.0.0.1' }
    return answerOf(await app.fetch(new Request(`http://127.0.0.1/api/trpc/${path}`, { method: 'POST', headers, body: JSON.stringify(input) })))
  }
}

test('each source is asked for one page now: an empty answer, a refused one and one that matches are three things, and nothing is stored', async () => {
  const call = await asking('editor')
  const brand = (await api.call('brands.create', { name: 'alpha' })).data as Brand
  const campaign = (await api.call('campaigns.create', { brandId: brand.id, name: 'Launch' })).data as Campaign
  const sources = ['hacker-news', 'stack-exchange', 'lemmy', 'reddit']
  const preview = async (more: object) => (await call('campaigns.preview', { brandId: brand.id, live: true, sources, ...more })).data as CampaignPreview
  const { live } = await preview({ keywords: ['alpha'], excludeKeywords: ['number 3'] })
  const five = Array.from({ length: 5 }, () => expect.objectContaining({ threadId: null, leftOut: null, branch: '{alpha}' }))
  expect(live).toEqual([
    { source: 'hacker-news', fetched: 30, matching: 29, refused: null, samples: five },
    { source: 'stack-exchange', fetched: 30, matching: 29, refused: null, samples: five },
    { source: 'lemmy', fetched: null, matching: null, refused: expect.stringContaining('403'), samples: [] },
    { source: 'reddit', fetched: null, matching: null, refused: expect.stringContaining('credentials'), samples: [] },
  ])
  for (const { samples } of live ?? [])
    for (const { title, body, matches } of samples)
      for (const { field, start, end } of matches) expect((field === 'title' ? title : body).slice(start, end).toLowerCase()).toBe('alpha')
  expect(live?.[0]?.samples.map(({ publishedAt }) => publishedAt)).toEqual(
    live?.[0]?.samples
      .map(({ publishedAt }) => publishedAt)
      .toSorted()
      .toReversed(),
  )
  const before = replay.requests.length
  const edit = await preview({ campaignId: campaign.id, query: 'unheardof', sources: ['hacker-news'] })
  expect(edit.live).toEqual([{ source: 'hacker-news', fetched: 0, matching: 0, refused: null, samples: [] }])
  expect(replay.requests.length - before).toBe(1)
  expect((await preview({ campaignId: campaign.id, live: false })).live).toBeNull()
  expect(await api.house.owner('SELECT id FROM threads')).toEqual([])
  expect(await api.house.owner('SELECT id FROM held_back')).toEqual([])
})

test('a viewer has the preview and asks nobody', async () => {
  const call = await asking('viewer')
  const brand = (await api.call('brands.create', { name: 'beta' })).data as Brand
  const before = replay.requests.length
  expect((await call('campaigns.preview', { brandId: brand.id })).status).toBe(200)
  const { error } = await call('campaigns.preview', { brandId: brand.id, live: true, sources: ['hacker-news'] })
  expect(error?.data.reason).toBe('role_too_low')
  expect(replay.requests.length).toBe(before)
})

test('the places of the sample brand answer with what is invented for this week, and none out there is asked', async () => {
  const call = await asking('editor')
  const { brandId } = (await call('brands.loadSample', {})).data as { brandId: string }
  const before = replay.requests.length
  const { live } = (await call('campaigns.preview', { brandId, keywords: ['tarnwick'], live: true, sources: ['hacker-news'] })).data as CampaignPreview
  expect(live).toEqual([expect.objectContaining({ source: 'hacker-news', refused: null, samples: expect.arrayContaining([expect.anything()]) })])
  expect(live?.[0]?.matching).toBeGreaterThan(0)
  expect(replay.requests.length).toBe(before)
})
