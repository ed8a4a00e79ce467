import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accessible } from './src/accessible.ts'
import { browserPath, launch, noBrowser, picture, watch, type Watched } from './src/browser.ts'
import { house, type House } from './src/house.ts'
import { makePosts, makeSpike } from './src/posts.ts'

let at: House
let browser: Browser
let tab: Watched
let brandId: string
let campaignId: string
const archive = join(tmpdir(), `echoscope-insights-${process.pid}.ndjson`)

beforeAll(async () => {
  if (browserPath === null) return
  await writeFile(archive, makePosts(new Date()).ndjson)
  at = await house()
  brandId = ((await at.api.mutate('brands.create', { name: 'Zephyr', primaryKeywords: ['zephyr'], competitors: ['laptop'], sources: [] })) as { id: string }).id
  campaignId = ((await at.api.mutate('campaigns.create', { brandId, name: 'Battery life', keywords: ['battery'], sources: [] })) as { id: string }).id
  await at.run('import', archive, '--brand', brandId)
  browser = await launch()
  tab = watch(await (await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' })).newPage())
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
interface Kept {
  readonly kept: { readonly run: { readonly id: string; readonly insights: readonly unknown[] }; readonly stale: readonly unknown[] } | null
}
const current = (scope: object) => at.api.query('insights.current', { scope }) as Promise<Kept>
const ofBrand = () => current({ type: 'automatic', brandId })

step('insights are written by themselves after an import, and each count in them opens as many threads', async () => {
  const { page } = tab
  await expect.poll(async () => (await ofBrand()).kept, { timeout: 30_000 }).not.toBeNull()
  await page.goto(`${at.address}/brands/${brandId}`)
  await page.getByRole('link', { name: 'All insights' }).click()
  await visible(page.getByText('Written by rules'))
  await accessible(page)
  const next = page.locator('.kept-one', { hasText: 'Read first' })
  const said = await numberIn(next.locator('.stated'))
  expect(said).toBeGreaterThanOrEqual(5)
  await next.locator('.stated').first().click()
  await visible(page.locator('.total'))
  expect(await numberIn(page.locator('.total'))).toBe(said)
  await page.goBack()
  await next.getByRole('button', { name: /claims, each counted again/ }).click()
  await visible(page.getByRole('dialog', { name: 'Why am I told this' }).getByText('Threads that say it'))
  await page.keyboard.press('Escape')
})

step('an insight whose evidence was re-classified since is marked as stale, and is written anew when asked for', async () => {
  const { page } = tab
  const { items } = (await at.api.query('threads.list', { scope: { type: 'automatic', brandId }, limit: 5 })) as {
    items: { id: string; revision: number }[]
  }
  for (const { id: threadId, revision } of items)
    await at.api.mutate('threads.update', { scope: { type: 'automatic', brandId }, threadId, revision, sentiment: 1 })
  await page.reload()
  await visible(page.locator('.kept-one', { hasText: 'Mood' }).getByText('stale', { exact: true }))
  await accessible(page)
  const before = (await ofBrand()).kept?.run.id
  await page.getByRole('button', { name: 'Write them again' }).click()
  await visible(page.getByRole('heading', { name: 'Earlier' }))
  await expect.poll(() => page.getByText('stale', { exact: true }).count()).toBe(0)
  const after = await ofBrand()
  expect(after.kept?.run.id).not.toBe(before)
  expect(after.kept?.stale).toEqual([])
  await page.locator('.earlier summary').first().click()
  await visible(page.locator('.earlier-run').getByText(/Positivity is/))
  await accessible(page)
})

step('a campaign without threads says that there are none, and says nothing else once they are written', async () => {
  const { page } = tab
  await page.goto(`${at.address}/campaigns/${campaignId}`)
  await page.getByRole('link', { name: 'Insights', exact: true }).last().click()
  await visible(page.getByRole('heading', { name: 'No insights yet' }))
  await accessible(page)
  await page.getByRole('button', { name: 'Write them now' }).click()
  await visible(page.getByRole('heading', { name: 'Nothing could be said' }))
  expect(await page.locator('.kept-one').count()).toBe(0)
  expect((await current({ type: 'custom', campaignId })).kept).toMatchObject({ run: { insights: [] } })
})

step('too little evidence is shown as such, and findings of a campaign come with what to do, the most urgent first', async () => {
  const { page } = tab
  await at.run('import', archive, '--campaign', campaignId)
  const written = async () => (await current({ type: 'custom', campaignId })).kept?.run.insights.length
  await expect.poll(written, { timeout: 30_000 }).toBeGreaterThan(2)
  await page.reload()
  await visible(page.locator('.kept-do'))
  await visible(page.getByLabel('Not said').getByText(/not enough evidence \(\d of \d+\)/))
  const order = await page.locator('.kept-kind .badge').allInnerTexts()
  const ranks = order.map((text) => ['high priority', 'medium priority', 'low priority'].indexOf(text))
  expect(ranks).toEqual([...ranks].sort())
  expect(ranks).not.toContain(-1)
  await page.setViewportSize({ width: 390, height: 844 })
  await accessible(page)
  expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
  await page.setViewportSize({ width: 1440, height: 900 })
})

step('an hour with far more threads than usual is marked in the trend, and told in its table', async () => {
  const { page } = tab
  await writeFile(archive, makeSpike(new Date()))
  const { id } = (await at.api.mutate('brands.create', { name: 'Kestrel', primaryKeywords: ['kestrel'], sources: [] })) as { id: string }
  await at.run('import', archive, '--brand', id)
  await page.goto(`${at.address}/brands/${id}`)
  await visible(page.locator('.trend svg').getByText(/^Spike, /))
  expect(await page.locator('.trend').getAttribute('aria-label')).toMatch(/Spike from 16:00 UTC on .*: 12 threads in an hour that usually has 0/)
  await page
    .locator('.card', { has: page.getByRole('heading', { name: 'Trends' }) })
    .getByRole('button', { name: 'As table' })
    .click()
  await visible(page.getByRole('cell', { name: /Spike from 16:00 UTC/ }))
  expect(await page.getByRole('cell', { name: /Spike from 16:00 UTC/ }).count()).toBe(1)
  await accessible(page)
})

step('a competitor’s share of voice opens just the threads that name it', async () => {
  const { page } = tab
  await page.goto(`${at.address}/brands/${brandId}`)
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'Share of voice' }) })
  const link = card.getByRole('link', { name: /^laptop: open/ })
  await visible(link)
  const said = await numberIn(link)
  expect(said).toBeGreaterThan(0)
  await link.click()
  await visible(page.locator('.total'))
  expect(await numberIn(page.locator('.total'))).toBe(said)
  await visible(page.getByRole('button', { name: 'Remove the filter Names' }))
})

step('what models may cost in a month is set by an owner, and no amount that makes no sense', async () => {
  const { page } = tab
  await page.goto(`${at.address}/settings/ai`)
  const field = page.getByLabel('US dollars a month')
  await visible(field)
  await field.fill('lots')
  await visible(page.getByText('An amount in dollars'))
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
  await accessible(page)
  await field.fill('12.50')
  await page.getByRole('button', { name: 'Save' }).click()
  await visible(page.getByText('of $12.50 spent'))
  expect(await at.api.query('ai.budget')).toMatchObject({ budgetUsd: 12.5, spentUsd: 0, reservedUsd: 0 })
})

step('nothing was thrown or logged as an error on the way', async () => {
  expect(tab.faults).toEqual([])
})
