import type { Browser, Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { testHouse, type TestHouse } from '@echoscope/db/testing'
import { benchServer } from '../packages/db/bench/server.ts'
import { accessible } from './src/accessible.ts'
import { atRest, browserPath, launch, noBrowser, picture, watch, type Watched } from './src/browser.ts'
import { freePort, interrupt, newHome, removeHome, start, type Started } from './src/installation.ts'

const many = 10_000
let server: Awaited<ReturnType<typeof benchServer>>
let house: TestHouse
let home: string
let started: Started
let browser: Browser
let tab: Watched
let brandId: string

beforeAll(async () => {
  if (browserPath === null) return
  server = await benchServer()
  house = await testHouse(server.ownerUrl)
  home = await newHome()
  started = await start({ home, port: await freePort(), env: { DATABASE_URL: house.ownerUrl, RATE_PER_MINUTE: '100000', RATE_BURST: '100000' } })
  const { id: workspaceId } = await house.db.workspaces.ensureLocal()
  const brand = await house.db.brands.create(workspaceId, { name: 'Zephyr', primaryKeywords: ['zephyr'], sources: [] })
  brandId = brand.id
  await house.owner(`INSERT INTO campaigns (workspace_id, brand_id, id, type, name, keywords, status)
    SELECT '${workspaceId}', '${brandId}', gen_random_uuid(), 'custom', 'Campaign ' || lpad(n::text, 5, '0'), ARRAY['zephyr'], CASE WHEN n % 4 = 0 THEN 'completed' ELSE 'active' END
    FROM generate_series(1, ${many}) n`)
  browser = await launch()
  tab = watch(await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage())
  await tab.page.goto(started.link)
  await tab.page.waitForURL(/\/brands\//)
  await atRest(tab.page)
})
afterAll(async () => {
  await browser?.close()
  if (started !== undefined) await interrupt(started)
  if (home !== undefined) await removeHome(home)
  await house?.[Symbol.asyncDispose]()
  await server?.[Symbol.asyncDispose]()
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
const rows = () => tab.page.locator('.camp')
/** Everything that is asked for while something is done, and the bytes of the answers. */
async function asked(work: () => Promise<void>): Promise<{ readonly calls: number; readonly bytes: number; readonly ms: number }> {
  const { page } = tab
  const sizes: Promise<number>[] = []
  const listen = (response: { url(): string; body(): Promise<Buffer> }) => {
    if (/\/api\/trpc\/(?!\w+\.watch)/.test(response.url()))
      sizes.push(
        response.body().then(
          ({ length }) => length,
          () => 0,
        ),
      )
  }
  page.on('response', listen)
  const from = performance.now()
  await work()
  const ms = performance.now() - from
  page.off('response', listen)
  return { calls: sizes.length, bytes: (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0), ms }
}

step(`the dashboard of a brand with ${many} campaigns asks a few questions, counts them all and leads to them`, async () => {
  const { page } = tab
  const { calls, bytes, ms } = await asked(async () => {
    await page.goto(`${started.address}/brands/${brandId}`)
    await visible(rows())
  })
  expect(calls).toBeLessThan(20)
  expect(bytes).toBeLessThan(400_000)
  expect(ms).toBeLessThan(8_000)
  expect(await rows().count()).toBeLessThanOrEqual(25)
  await visible(page.getByText('10,000campaigns'))
  expect(await page.getByRole('navigation', { name: 'Brand' }).getByRole('link').count()).toBeLessThan(60)
  await page.getByRole('link', { name: 'All 10,000 campaigns' }).last().click()
  await page.waitForURL(/\/campaigns$/)
  await accessible(page)
})

step('on the page of all campaigns more are shown when asked for, one is found by its name, and Back takes the search away', async () => {
  const { page } = tab
  await visible(rows())
  const first = await rows().count()
  await page.getByRole('button', { name: 'Show more' }).click()
  await expect.poll(() => rows().count()).toBe(first * 2)
  expect(new Set(await rows().locator('h3').allInnerTexts()).size).toBe(first * 2)
  await page.getByLabel('Find a campaign').fill('07777')
  await expect.poll(() => rows().locator('h3').allInnerTexts()).toEqual(['Campaign 07777'])
  await visible(page.getByText('10,000campaigns'))
  await page.getByLabel('Find a campaign').fill('no such name')
  await visible(page.getByText('No campaign is called that.'))
  await page.goBack()
  await expect.poll(() => page.getByLabel('Find a campaign').inputValue()).toBe('')
  await expect.poll(() => rows().count()).toBeGreaterThanOrEqual(first)
})

step('the palette finds a campaign that stands nowhere on the page, and its page shows it in the sidebar', async () => {
  const { page } = tab
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Go to' }).fill('04321')
  await visible(page.getByRole('option', { name: /Campaign 04321/ }))
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}$/)
  await visible(page.getByRole('navigation', { name: 'Brand' }).getByRole('link', { name: /Campaign 04321/ }))
})

step('nothing was thrown or logged as an error on the way', async () => {
  expect(tab.faults).toEqual([])
})
