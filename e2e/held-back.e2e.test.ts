import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accessible } from './src/accessible.ts'
import { browserPath, launch, noBrowser, picture, watch, type Watched } from './src/browser.ts'
import { house, type House } from './src/house.ts'
import { makePosts } from './src/posts.ts'

let at: House
let browser: Browser
let tab: Watched
let campaignId: string
const posts = makePosts(new Date())
const archive = join(tmpdir(), `echoscope-held-back-${process.pid}.ndjson`)

beforeAll(async () => {
  if (browserPath === null) return
  await writeFile(archive, posts.ndjson)
  at = await house()
  const brand = (await at.api.mutate('brands.create', { name: 'Zephyr', primaryKeywords: ['zephyr'], sources: [] })) as { id: string }
  const campaign = { brandId: brand.id, name: 'Battery life', keywords: ['battery'], sources: [] }
  campaignId = ((await at.api.mutate('campaigns.create', campaign)) as { id: string }).id
  expect((await at.run('import', archive, '--campaign', campaignId)).code).toBe(0)
  browser = await launch()
  tab = watch(await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage())
  await tab.page.goto(at.link)
  await tab.page.waitForURL(/brands/)
})
afterAll(async () => {
  await browser?.close()
  await at?.[Symbol.asyncDispose]()
  await rm(archive, { force: true })
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && tab !== undefined) await picture(tab.page, task.name)
})

test('what a run fetched and did not keep is counted with its reason, and a post says why it is not here', async ({ skip }) => {
  skip(browserPath === null, noBrowser)
  const { page, faults } = tab
  await page.goto(`${at.address}/campaigns/${campaignId}/runs`)
  await page.getByRole('heading', { name: 'Held back' }).waitFor()
  const all = page.getByRole('button', { name: /^All / })
  const { counts } = (await at.api.query('threads.heldBack', { scope: { type: 'custom', campaignId } })) as { counts: Record<string, number> }
  expect(counts['no_match']).toBe(120 - posts.battery)
  expect(await all.textContent()).toBe(`All ${120 - posts.battery}`)
  await page.getByLabel('Why is a post here').fill('A recipe for bread')
  await page.getByRole('button', { name: 'Ask' }).click()
  await page.getByText(/nothing that is listened for stands in it\.$/).waitFor()
  await accessible(page)
  expect(faults).toEqual([])
})

test('a rule is tried before it is saved: what it would gain of what was held back, what it would lose, and where it cannot be read', async ({ skip }) => {
  skip(browserPath === null, noBrowser)
  const { page, faults } = tab
  await page.goto(`${at.address}/campaigns/${campaignId}/edit`)
  await page.getByRole('button', { name: 'Query', exact: true }).click()
  const query = page.getByRole('textbox', { name: /^Query/ })
  // What was looked for by words is taken along.
  expect(await query.inputValue()).toBe('battery')
  await query.fill('zephyr -"battery')
  await query.blur()
  await page.getByText(/^Character 9 of the query: the quotation mark that opens here is not closed/).waitFor()
  await accessible(page)
  await query.fill('zephyr -battery')
  const gained = posts.zephyr - posts.battery
  await page.getByText(`${gained} gained`).waitFor()
  await page.getByText(`${posts.battery} lost`).waitFor()
  await page
    .locator('.samples mark')
    .filter({ hasText: /zephyr/i })
    .first()
    .waitFor()
  await page
    .getByText(/held back so far/)
    .first()
    .waitFor()
  // Its one source is an index without a post: an answer, and no refusal.
  await page.getByRole('checkbox', { name: /Hacker News/ }).check()
  await page.getByRole('button', { name: 'Ask the sources' }).click()
  await page.getByText('0 of 0 posts match').waitFor()
  await accessible(page)
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  expect(((await at.api.query('campaigns.get', { campaignId })) as { query: string | null }).query).toBeNull()
  expect(faults).toEqual([])
})
