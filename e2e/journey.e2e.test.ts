import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accessible } from './src/accessible.ts'
import { browserPath, launch, noBrowser, picture, watch, type Watched } from './src/browser.ts'
import { house, type House } from './src/house.ts'
import { makePosts } from './src/posts.ts'

let at: House
let browser: Browser
let context: BrowserContext
let tab: Watched
const posts = makePosts(new Date())
const archive = join(tmpdir(), `echoscope-posts-${process.pid}.ndjson`)

beforeAll(async () => {
  if (browserPath === null) return
  await writeFile(archive, posts.ndjson)
  at = await house()
  browser = await launch()
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' })
  tab = watch(await context.newPage())
})
afterAll(async () => {
  await browser?.close()
  await at?.[Symbol.asyncDispose]()
  await rm(archive, { force: true })
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && tab !== undefined) await picture(tab.page, task.name)
})

/** One step of a journey: the steps build on each other, as a visitor's do. */
const step = (name: string, work: () => Promise<void>): void =>
  test(name, async ({ skip }) => {
    skip(browserPath === null, noBrowser)
    await work()
  })

const visible = (place: Locator): Promise<void> => place.first().waitFor({ state: 'visible' })
const totalOf = async (page: Page): Promise<number> => Number((await page.locator('.total').first().textContent())?.replaceAll(/\D/g, ''))

async function noSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
}
async function importArchive(page: Page): Promise<void> {
  await page.getByLabel('Archive file').setInputFiles(archive)
  await page.getByRole('button', { name: 'Import the file' }).click()
  await page.waitForURL(/\/runs\//)
  await visible(page.getByRole('heading', { name: /^(Done|Partial)/ }))
}

step('without a session every page leads to the sign-in page', async () => {
  await tab.page.goto(at.address)
  await visible(tab.page.getByText('Sign in to Echoscope'))
  await accessible(tab.page)
})

step('the link that start printed signs in, and its token leaves the address', async () => {
  await tab.page.goto(at.link)
  await visible(tab.page.getByText('Which brand shall be listened to?'))
  expect(tab.page.url()).not.toContain('#')
  await accessible(tab.page)
})

step('the same link opens no second session', async () => {
  const stranger = await browser.newContext()
  const page = await stranger.newPage()
  await page.goto(at.link)
  await visible(page.getByText('This link does not open a session'))
  await stranger.close()
})

step('first visit: a name gives proposed keywords, and an archive can be imported at once', async () => {
  const { page } = tab
  await page.getByLabel('Name').fill('Zephyr')
  await page.getByRole('button', { name: 'Propose keywords' }).click()
  await visible(page.getByText('What should count as'))
  await visible(page.getByRole('button', { name: 'Remove Zephyr' }))
  await accessible(page)
  await page.getByRole('button', { name: 'Import an archive instead' }).click()
  await page.waitForURL(/\/brands\/[^/]+\/import/)
  await accessible(page)
})

step('an archive is uploaded, and the run page shows what came of it', async () => {
  const { page } = tab
  await importArchive(page)
  const totals = await page.locator('.totals').innerText()
  expect(totals).toMatch(new RegExp(`120\\s*fetched`))
  expect(totals).toMatch(new RegExp(`${posts.zephyr}\\s*stored`))
  await accessible(page)
})

step('the dashboard is filled from it, at 1440 and at 390 pixels, with nothing to scroll sideways', async () => {
  const { page } = tab
  await page.getByRole('link', { name: 'Open the dashboard' }).click()
  await visible(page.locator('.kpi-value'))
  // Before the worker writes insights it counts as one what is said in other words: from then on the numbers are at rest.
  await expect
    .poll(
      async () => {
        await page.reload()
        await visible(page.locator('.kpi-value'))
        return page.getByText(/^Written /).count()
      },
      { timeout: 60_000, interval: 1_000 },
    )
    .toBeGreaterThan(0)
  await visible(page.locator('table.heat'))
  for (const heading of ['Key figures', /Communities × pain points/]) await visible(page.getByRole('heading', { name: heading }))
  await accessible(page)
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await visible(page.locator('.kpi-value'))
    await noSidewaysScroll(page)
    if (width === 390) await accessible(page)
  }
})

step('the number of threads opens exactly that many threads', async () => {
  const { page } = tab
  const link = page.getByRole('link', { name: /^Threads: [\d,]+, open the threads$/ })
  const shown = Number((await link.innerText()).replaceAll(/\D/g, ''))
  expect(shown).toBeGreaterThan(20)
  await link.click()
  await visible(page.locator('.total'))
  expect(await totalOf(page)).toBe(shown)
  await accessible(page)
  await page.goBack()
})

step('every cell of the matrix opens exactly its threads', async () => {
  const { page } = tab
  await visible(page.locator('table.heat'))
  const cells = page.locator('table.heat td a')
  const count = Math.min(4, await cells.count())
  expect(count).toBeGreaterThan(0)
  for (let n = 0; n < count; n += 1) {
    const shown = Number(await cells.nth(n).innerText())
    await cells.nth(n).click()
    await visible(page.locator('.total'))
    expect(await totalOf(page)).toBe(shown)
    await page.goBack()
    await visible(page.locator('table.heat'))
  }
})

step('every pain point of the growth card opens exactly the threads it counts', async () => {
  const { page } = tab
  const rows = page.locator('.growth-row')
  await visible(rows)
  const count = Math.min(3, await rows.count())
  for (let n = 0; n < count; n += 1) {
    const shown = Number((await rows.nth(n).locator('.counts b').innerText()).replaceAll(/\D/g, ''))
    await rows.nth(n).click()
    await visible(page.locator('.total'))
    expect(await totalOf(page)).toBe(shown)
    await page.goBack()
    await visible(rows)
  }
})

step('a campaign made in the form is empty until its own import, whatever the brand has', async () => {
  const { page } = tab
  await page.getByRole('link', { name: 'New campaign' }).first().click()
  await page.getByLabel('Name', { exact: true }).fill('Battery life')
  await page.getByLabel('Keywords').fill('battery')
  await page.getByLabel('Keywords').press('Enter')
  await accessible(page)
  await page.getByRole('button', { name: 'Make the campaign' }).click()
  await page.waitForURL(/\/campaigns\/[0-9a-f-]+$/)
  await visible(page.getByRole('heading', { name: /no threads/i }))
  await accessible(page)
})

step('the same archive again changes nothing, and the run says so', async () => {
  const { page } = tab
  const campaign = page.url()
  const [brand] = ((await at.api.query('brands.list')) as { items: { id: string }[] }).items
  await page.goto(`${at.address}/brands/${brand?.id}/import`)
  await importArchive(page)
  const totals = await page.locator('.totals').innerText()
  expect(totals).toMatch(/\b0\s*stored/)
  expect(totals).toMatch(/\b0\s*updated/)
  expect(totals).toMatch(new RegExp(`\\b${posts.zephyr}\\s*unchanged`))
  await page.goto(campaign)
})

step('a thread opens beside its list with what matched marked, and its address opens it again', async () => {
  const { page } = tab
  const campaign = page.url()
  const [brand] = ((await at.api.query('brands.list')) as { items: { id: string }[] }).items
  await page.goto(`${at.address}/brands/${brand?.id}/threads`)
  await visible(page.locator('.item'))
  await page.locator('.item-open').nth(1).click()
  await page.waitForURL(/thread=/)
  await visible(page.locator('.reader mark'))
  const title = await page.locator('.reader h2').first().innerText()
  await page.reload()
  await visible(page.locator('.reader mark'))
  expect(await page.locator('.reader h2').first().innerText()).toBe(title)
  await accessible(page)
  await page.goto(campaign)
})

step('its own import fills it with its own threads and nothing else', async () => {
  const { page } = tab
  const campaign = page.url()
  await page.goto(`${campaign}/import`)
  await importArchive(page)
  await page.goto(`${campaign}/threads`)
  await visible(page.locator('.total'))
  expect(await totalOf(page)).toBe(posts.battery)
  await page.goto(campaign)
  await visible(page.locator('.kpi-value'))
  await accessible(page)
  const campaignId = campaign.split('/').at(-1)
  const { items } = (await at.api.query('threads.list', { scope: { type: 'custom', campaignId }, limit: 100 })) as { items: { title: string; body: string }[] }
  expect(items.filter(({ title, body }) => !/battery/i.test(title + body))).toEqual([])
})

step('two tabs hold two scopes, and working in one changes nothing in the other (L12)', async () => {
  const other = watch(await context.newPage())
  const { items: brands } = (await at.api.query('brands.list')) as { items: { id: string }[] }
  const campaign = tab.page.url()
  await other.page.goto(`${at.address}/brands/${brands[0]?.id}/threads`)
  await visible(other.page.locator('.total'))
  await tab.page.goto(`${campaign}/threads`)
  await visible(tab.page.locator('.total'))
  expect([await totalOf(other.page), await totalOf(tab.page)]).toEqual([posts.zephyr, posts.battery])
  await other.page.reload()
  await tab.page.reload()
  await visible(other.page.locator('.total'))
  await visible(tab.page.locator('.total'))
  expect([await totalOf(other.page), await totalOf(tab.page)]).toEqual([posts.zephyr, posts.battery])
  expect(other.faults).toEqual([])
  await other.page.close()
})

step('nothing was thrown or logged as an error on the way', async () => {
  expect(tab.faults).toEqual([])
})

step('a scope that is not there looks the same whether it never was or is the other type', async () => {
  const { page } = tab
  const said: string[] = []
  const { items } = (await at.api.query('brands.list')) as { items: { id: string; automaticCampaignId: string }[] }
  for (const id of [items[0]?.automaticCampaignId, '0190a0a0-0000-7000-8000-000000000000']) {
    await page.goto(`${at.address}/campaigns/${id}`)
    await visible(page.locator('main h1, main h2'))
    said.push((await page.locator('main').innerText()).replace(/request [0-9a-f-]+/, ''))
  }
  expect(said[0]).toBe(said[1])
})

step('signing out ends the session, also for the other tabs', async () => {
  const other = await context.newPage()
  await tab.page.goto(at.address)
  await tab.page.getByRole('button', { name: 'Sign out' }).first().click()
  await visible(tab.page.getByText('Sign in to Echoscope'))
  await other.goto(at.address)
  await visible(other.getByText('Sign in to Echoscope'))
})
