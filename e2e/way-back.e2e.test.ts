import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accessibleNow } from './src/accessible.ts'
import { atRest, browserPath, launch, noBrowser, picture, watch, type Watched } from './src/browser.ts'
import { house, type House } from './src/house.ts'
import { makePosts } from './src/posts.ts'

let at: House
let browser: Browser
let context: BrowserContext
let tab: Watched
let brandId: string
let campaignId: string
const archive = join(tmpdir(), `echoscope-way-back-${process.pid}.ndjson`)

beforeAll(async () => {
  if (browserPath === null) return
  await writeFile(archive, makePosts(new Date()).ndjson)
  at = await house()
  brandId = ((await at.api.mutate('brands.create', { name: 'Zephyr', primaryKeywords: ['zephyr'], sources: [] })) as { id: string }).id
  campaignId = ((await at.api.mutate('campaigns.create', { brandId, name: 'Battery', keywords: ['battery'], sources: [] })) as { id: string }).id
  expect((await at.run('import', archive, '--brand', brandId)).code).toBe(0)
  browser = await launch()
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  tab = watch(await context.newPage())
  await tab.page.goto(at.link)
  await tab.page.waitForURL(/\/brands\//)
})
afterAll(async () => {
  await browser?.close()
  await at?.[Symbol.asyncDispose]()
  await rm(archive, { force: true })
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && tab !== undefined) await picture(tab.page, task.name)
})

const step = (name: string, work: () => Promise<void>): void =>
  test(name, async ({ skip }) => {
    skip(browserPath === null, noBrowser)
    await work()
  })
const visible = (place: Locator): Promise<void> => place.first().waitFor({ state: 'visible' })
const threads = () => `${at.address}/brands/${brandId}/threads`
/** The thread at the top of what is in sight, and where the list stands. */
const inSight = (page: Page): Promise<unknown> =>
  page.evaluate("[...document.querySelectorAll('article[data-thread]')].find((row) => row.getBoundingClientRect().top > 150)?.getAttribute('data-thread')")

step('Back and forward go through filters, search and reader one by one, and each is as it was', async () => {
  const { page } = tab
  await page.goto(threads())
  await visible(page.locator('.list article'))
  await page.getByRole('navigation', { name: 'Status' }).locator('> *').nth(1).click()
  await page.waitForURL(/status=new/)
  await page.getByLabel('Search threads').fill('battery')
  await page.waitForURL(/text=battery/)
  await atRest(page)
  await page.locator('.list article').nth(2).click()
  await page.waitForURL(/thread=/)
  const open = new URL(page.url()).searchParams.get('thread')
  await page.goBack()
  await page.waitForURL((url) => !url.search.includes('thread=') && url.search.includes('text=battery'))
  await page.goBack()
  await page.waitForURL((url) => !url.search.includes('text=') && url.search.includes('status=new'))
  expect(await page.getByLabel('Search threads').inputValue()).toBe('')
  await page.goBack()
  await page.waitForURL((url) => url.search === '')
  for (const expected of [/status=new/, /text=battery/, /thread=/]) {
    await page.goForward()
    await page.waitForURL(expected)
  }
  expect(new URL(page.url()).searchParams.get('thread')).toBe(open)
  expect(await page.getByLabel('Search threads').inputValue()).toBe('battery')
})

for (const [name, viewport] of [
  ['wide', { width: 1440, height: 900 }],
  ['a phone', { width: 390, height: 844 }],
] as const)
  step(`who comes back to a list stands where they left it, ${name}`, async () => {
    const { page } = tab
    await page.setViewportSize(viewport)
    await page.goto(threads())
    await visible(page.locator('.list article'))
    await atRest(page)
    const top = await inSight(page)
    await page.locator('.list article').first().hover()
    for (let turns = 0; turns < 6; turns += 1) {
      await page.mouse.wheel(0, 400)
      await page.waitForTimeout(60)
    }
    await atRest(page)
    const before = await inSight(page)
    expect(before).not.toBe(top)
    if (viewport.width < 500) await page.locator(`.list article[data-thread="${String(before)}"]`).click()
    else await page.getByRole('link', { name: 'Insights' }).first().click()
    await page.waitForURL(/insights|thread=/)
    await atRest(page)
    await page.goBack()
    await visible(page.locator('.list article'))
    await atRest(page)
    expect(await inSight(page)).toBe(before)
    await page.setViewportSize({ width: 1440, height: 900 })
  })

step('a thread that is gone says so beside its list, which goes on', async () => {
  const { page } = tab
  await page.goto(`${threads()}?thread=0190a0a0-0000-7000-8000-000000000000`)
  await visible(page.getByText('The thread is not here'))
  await accessibleNow(page, 'light')
  await page.locator('.list article').first().click()
  await page.getByText('The thread is not here').waitFor({ state: 'detached' })
})

step('Back to a campaign that was removed shows that it is not there, with a way on, and no number of it', async () => {
  const { page } = tab
  await page.goto(`${at.address}/campaigns/${campaignId}`)
  await page.getByRole('navigation', { name: 'Campaign' }).getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel('Write its name to remove it').fill('Battery')
  await page.getByRole('button', { name: 'Remove it for good' }).click()
  await page.waitForURL(/\/brands\/[^/]+\/campaigns$/)
  await expect.poll(() => page.getByText('Battery').count()).toBe(0)
  for (let times = 0; times < 2; times += 1) {
    await page.goBack()
    await visible(page.getByText('There is no such page here'))
    expect(await page.locator('.kpi-value').count()).toBe(0)
  }
  await accessibleNow(page, 'light')
  await page.getByRole('link', { name: 'Open the dashboard' }).click()
  await visible(page.locator('.kpi-value'))
})

step('Back to a brand that was archived shows what it is now, and how to bring it back', async () => {
  const { page } = tab
  await page.goto(`${at.address}/brands/${brandId}`)
  await page.getByRole('link', { name: 'Brand settings' }).first().click()
  await page.getByRole('button', { name: 'Archive the brand' }).click()
  await visible(page.getByText('Welcome to Echoscope'))
  await page.goBack()
  await visible(page.getByText('Archived: it is in no list'))
  await page.getByRole('button', { name: 'Bring it back' }).click()
  await visible(page.getByText('Scouts run by their schedule'))
  expect(tab.faults).toEqual([])
})
