import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accessible } from './src/accessible.ts'
import { atRest, browserPath, launch, noBrowser, picture, watch, type Watched } from './src/browser.ts'
import { house, type House } from './src/house.ts'
import { makePosts } from './src/posts.ts'

let at: House
let browser: Browser
let context: BrowserContext
let tab: Watched
let brandId: string
let campaignId: string
const posts = makePosts(new Date())
const archive = join(tmpdir(), `echoscope-everyday-${process.pid}.ndjson`)

beforeAll(async () => {
  if (browserPath === null) return
  await writeFile(archive, posts.ndjson)
  at = await house()
  const brand = (await at.api.mutate('brands.create', { name: 'Zephyr', primaryKeywords: ['zephyr'], sources: [] })) as { id: string }
  brandId = brand.id
  const campaign = (await at.api.mutate('campaigns.create', { brandId, name: 'Battery life', keywords: ['battery'], sources: [] })) as { id: string }
  campaignId = campaign.id
  await at.run('import', archive, '--brand', brandId)
  await at.run('import', archive, '--campaign', campaignId)
  browser = await launch()
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' })
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
const numberIn = async (place: Locator): Promise<number> => Number((await place.first().innerText()).replaceAll(/\D/g, ''))
const threadsShown = (page: Page): Promise<number> => numberIn(page.getByRole('link', { name: /^Threads: [\d,]+, open the threads$/ }))

step('an answer that arrives after the scope was switched is shown nowhere (L9)', async () => {
  const { page } = tab
  await page.goto(`${at.address}/brands/${brandId}`)
  const ofBrand = await threadsShown(page)
  const late = Promise.withResolvers<void>()
  let held = 0
  await page.route(/analytics\.dashboard/, async (route) => {
    if (decodeURIComponent(route.request().url()).includes('automatic')) {
      held += 1
      await late.promise
    }
    // The page may have given up on it by then.
    await route.continue().catch(() => undefined)
  })
  await page.goto(`${at.address}/brands/${brandId}?days=90`)
  await visible(page.getByLabel('Brand Analytics').locator('.skeleton'))
  await page
    .getByRole('link', { name: /Battery life/ })
    .first()
    .click()
  await visible(page.locator('[data-scope="custom"] .kpi-value'))
  const ofCampaign = await threadsShown(page)
  expect(ofCampaign).not.toBe(ofBrand)
  late.resolve()
  await atRest(page)
  expect(held).toBeGreaterThan(0)
  expect(await threadsShown(page)).toBe(ofCampaign)
  expect(await page.locator('.scope-region').evaluateAll((all) => all.map((one) => one.getAttribute('data-scope')))).toEqual(['custom'])
  await page.unroute(/analytics\.dashboard/)
  await page.goto(`${at.address}/brands/${brandId}`)
  expect(await threadsShown(page)).toBe(ofBrand)
})

step('who saves a brand second is told, keeps what was typed, and can save it on top', async () => {
  const { page } = tab
  const settings = `${at.address}/brands/${brandId}/settings`
  const other = watch(await context.newPage())
  for (const each of [page, other.page]) {
    await each.goto(settings)
    await visible(each.getByLabel('Name', { exact: true }))
  }
  await other.page.getByLabel('Name', { exact: true }).fill('Zephyr of theirs')
  await other.page.getByRole('button', { name: 'Save changes' }).click()
  await visible(other.page.getByText('It applies from the next run'))
  await other.page.close()
  await page.getByLabel('Description').fill('typed here')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await visible(page.getByText('saved a change since you opened this'))
  await accessible(page)
  expect(await page.getByLabel('Description').inputValue()).toBe('typed here')
  expect(await at.api.query('brands.get', { brandId })).toMatchObject({ name: 'Zephyr of theirs', description: '' })
  await page.getByRole('button', { name: 'Save mine over it' }).click()
  await visible(page.getByText('It applies from the next run'))
  expect(await at.api.query('brands.get', { brandId })).toMatchObject({ name: 'Zephyr', description: 'typed here' })
})

step('a campaign that somebody else changed is not saved over, though the page reads it again by itself', async () => {
  const { page } = tab
  await page.goto(`${at.address}/campaigns/${campaignId}/edit`)
  await page.getByLabel('Description').fill('typed here')
  const { revision } = (await at.api.query('campaigns.get', { campaignId })) as { revision: number }
  await at.api.mutate('campaigns.update', { campaignId, revision, description: 'theirs' })
  // The frame asks for the campaign again, as it does every 20 seconds, and knows its new revision.
  await page.waitForResponse((response) => response.url().includes('campaigns.get'), { timeout: 30_000 })
  await page.getByRole('button', { name: 'Save changes' }).click()
  await visible(page.getByText('saved a change since you opened this'))
  await page.getByRole('button', { name: 'Load theirs' }).click()
  await page.getByText('saved a change since you opened this').waitFor({ state: 'detached' })
  expect(await page.getByLabel('Description').inputValue()).toBe('theirs')
})

step('the columns of a table are named above its first rows, and its posts arrive', async () => {
  const { page } = tab
  await page.goto(`${at.address}/brands/${brandId}/import`)
  const day = new Date(Date.now() - 86_400_000).toISOString()
  const table = `Was;Wann;Wo\n"Zephyr; once more";${day};forum\nSomething else;${day};forum\n`
  await page.getByLabel('Archive file').setInputFiles({ name: 'odd.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
  const send = page.getByRole('button', { name: 'Import the file' })
  await visible(page.getByText('Say which column holds the title'))
  expect(await send.isDisabled()).toBe(true)
  await accessible(page)
  await page.getByLabel('Column 1, Was').selectOption('title')
  await page.getByLabel('Column 2, Wann').selectOption('publishedAt')
  await page.getByLabel('Column 3, Wo').selectOption('community')
  await send.click()
  await page.waitForURL(/\/runs\//)
  await visible(page.getByRole('heading', { name: /^(Done|Partial)/ }))
  expect(await page.locator('.totals').innerText()).toMatch(/2\s*fetched[\s\S]*\b1\s*stored/)
})

step('a search of threads starts by itself, and Back takes it away in one step', async () => {
  const { page } = tab
  await page.goto(`${at.address}/brands/${brandId}/threads`)
  await visible(page.locator('.total'))
  const all = await numberIn(page.locator('.total'))
  await page.getByLabel('Search threads').pressSequentially('battery', { delay: 60 })
  await page.waitForURL(/text=battery/)
  await expect.poll(() => numberIn(page.locator('.total'))).toBeLessThan(all)
  await page.goBack()
  await page.waitForURL((url) => !url.search.includes('text='))
  expect(await page.getByLabel('Search threads').inputValue()).toBe('')
})

step('on a phone the menu names every page, in one column', async () => {
  const { page } = tab
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${at.address}/brands/${brandId}`)
  await page.getByRole('button', { name: 'Menu' }).click()
  const labels = page.locator('dialog.sheet .nav .t')
  await visible(labels)
  const boxes = await labels.evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ left, width }) => ({ left: Math.round(left), width })))
  expect(boxes.length).toBeGreaterThan(8)
  expect(boxes.filter(({ width }) => width < 20)).toEqual([])
  expect(new Set(boxes.map(({ left }) => left)).size).toBeLessThanOrEqual(2)
  await page.setViewportSize({ width: 1440, height: 900 })
})

step('a few letters and Enter lead to a campaign, and ? shows the keys; neither while somebody types', async () => {
  const { page } = tab
  await page.goto(`${at.address}/brands/${brandId}/threads`)
  await visible(page.locator('.total'))
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Go to' }).fill('battery')
  await accessible(page)
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(`/campaigns/${campaignId}`))
  await visible(page.locator('.kpi-value'))
  await page.keyboard.press('?')
  await visible(page.getByRole('dialog', { name: 'Keys' }).getByText('go to a brand, a campaign, a page'))
  await accessible(page)
  await page.keyboard.press('Escape')
  await page.goto(`${at.address}/brands/${brandId}/threads`)
  await page.getByLabel('Search threads').pressSequentially('why?')
  expect(await page.getByRole('dialog', { name: 'Keys' }).isVisible()).toBe(false)
})

step('an address of a brand that is not there leads home, and is no error of the page', async () => {
  const { page } = tab
  let asked = 0
  page.on('request', (request) => (asked += request.url().includes('brands.get') ? 1 : 0))
  await page.goto(`${at.address}/brands/0190a0a0-0000-7000-8000-000000000000`)
  await page.getByRole('link', { name: 'Open the dashboard' }).click()
  await visible(page.locator('.kpi-value'))
  expect(asked).toBeLessThanOrEqual(2)
  expect(tab.faults).toEqual([])
})

step('a campaign is removed by its name alone, with everything in it, and the brand keeps its threads', async () => {
  const { page } = tab
  await page.goto(`${at.address}/campaigns/${campaignId}/edit`)
  await visible(page.getByText(`${posts.battery} threads with their status`))
  const remove = page.getByRole('button', { name: 'Remove it for good' })
  await page.getByLabel('Write its name to remove it').fill('Battery')
  expect(await remove.isDisabled()).toBe(true)
  await page.getByLabel('Write its name to remove it').fill('Battery life')
  await remove.click()
  await page.waitForURL(/\/brands\/[^/]+\/campaigns$/)
  await expect(at.api.query('campaigns.get', { campaignId })).rejects.toThrow('404')
  expect(await at.api.query('threads.list', { scope: { type: 'automatic', brandId }, limit: 1 })).toMatchObject({ total: posts.zephyr + 1 })
})

step('a brand is archived and brought back, and loses nothing on the way', async () => {
  const { page } = tab
  await page.goto(`${at.address}/brands/${brandId}/settings`)
  await page.getByRole('button', { name: 'Archive the brand' }).click()
  await visible(page.getByText('Welcome to Echoscope'))
  expect(await at.api.query('brands.list')).toMatchObject({ items: [] })
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => at.api.query('brands.get', { brandId })).toMatchObject({ status: 'active' })
})

step('nothing was thrown or logged as an error on the way', async () => {
  expect(tab.faults).toEqual([])
})
