import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { browserPath, launch, noBrowser, picture, watch, type Watched } from './src/browser.ts'
import { house, type House } from './src/house.ts'
import { makePosts, makeSpike } from './src/posts.ts'

let at: House
let browser: Browser
let context: BrowserContext
let tab: Watched
let brandId: string
let campaignId: string
const now = new Date()
const posts = makePosts(now)
const [first, later] = ['posts', 'later'].map((name) => join(tmpdir(), `echoscope-live-${name}-${process.pid}.ndjson`)) as [string, string]

beforeAll(async () => {
  if (browserPath === null) return
  await writeFile(first, posts.ndjson)
  await writeFile(later, makeSpike(now))
  at = await house()
  brandId = ((await at.api.mutate('brands.create', { name: 'Zephyr', primaryKeywords: ['zephyr', 'kestrel'], sources: [] })) as { id: string }).id
  campaignId = ((await at.api.mutate('campaigns.create', { brandId, name: 'Battery', keywords: ['battery'], sources: [] })) as { id: string }).id
  expect((await at.run('import', first, '--brand', brandId)).code).toBe(0)
  browser = await launch()
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  tab = watch(await context.newPage())
  await tab.page.goto(at.link)
  await tab.page.waitForURL(/\/brands\//)
})
afterAll(async () => {
  await browser?.close()
  await at?.[Symbol.asyncDispose]()
  for (const file of [first, later]) await rm(file, { force: true })
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && tab !== undefined) await picture(tab.page, task.name)
})
const figure = async (page: Page): Promise<number> =>
  Number((await page.getByRole('link', { name: /^Threads: [\d,]+, open the threads$/ }).innerText()).replaceAll(/\D/g, ''))

test('what a run finds is on the dashboard without a reload; a list tells of it, and moves when it is asked to; another scope is not touched', async ({
  skip,
}) => {
  skip(browserPath === null, noBrowser)
  const list = watch(await context.newPage())
  const campaign = watch(await context.newPage())
  await list.page.goto(`${at.address}/brands/${brandId}/threads`)
  const top = list.page.locator('.list article').first()
  const before = await top.getAttribute('data-thread')
  await campaign.page.goto(`${at.address}/campaigns/${campaignId}`)
  const { page, faults } = tab
  await page.goto(`${at.address}/brands/${brandId}?days=90`)
  const counted = await figure(page)
  expect(counted).toBe(posts.zephyr)
  expect((await at.run('import', later, '--brand', brandId)).code).toBe(0)
  await expect.poll(() => figure(page), { timeout: 20_000 }).toBe(posts.zephyr + 72)
  await list.page.bringToFront()
  const told = list.page.getByRole('button', { name: '72 new threads, show' })
  await told.waitFor()
  expect(await top.getAttribute('data-thread')).toBe(before)
  await told.click()
  await expect.poll(() => top.getAttribute('data-thread')).not.toBe(before)
  await expect.poll(() => told.count()).toBe(0)
  expect(await campaign.page.getByText('No threads yet').count()).toBe(1)
  expect([...faults, ...list.faults, ...campaign.faults]).toEqual([])
  await list.page.close()
  await campaign.page.close()
})

test('where the stream is cut the page says since when and that it is of then, tries again by itself, and takes the note back', async ({ skip }) => {
  skip(browserPath === null, noBrowser)
  const { page } = tab
  await page.bringToFront()
  let tries = 0
  await page.route(/analytics\.watch/, (route) => {
    tries += 1
    return route.abort()
  })
  await page.goto(`${at.address}/brands/${brandId}`)
  await page.getByText(/^Live updates are cut since/).waitFor({ timeout: 15_000 })
  expect(await page.locator('.kpi-value').first().isVisible()).toBe(true)
  expect(tries).toBeGreaterThan(1)
  // Each wait is twice as long as the one before: few tries, however long it lasts.
  expect(tries).toBeLessThan(8)
  await page.unroute(/analytics\.watch/)
  await page.getByText(/^Live updates are cut since/).waitFor({ state: 'detached', timeout: 30_000 })
})
