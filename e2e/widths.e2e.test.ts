import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { accessible } from './src/accessible.ts'
import { atRest, browserPath, launch, noBrowser, picture, watch, type Watched } from './src/browser.ts'
import { house, type House } from './src/house.ts'

const visible = (place: Locator): Promise<void> => place.first().waitFor({ state: 'visible' })
const numberIn = async (place: Locator): Promise<number> => Number((await place.first().innerText()).replaceAll(/\D/g, ''))
const totalOf = (page: Page): Promise<number> => numberIn(page.locator('.total'))
const keyFigure = (page: Page): Locator => page.getByRole('link', { name: /^Threads: [\d,]+, open the threads$/ }).first()
async function nothingSideways(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
}

/** Each on an installation of its own, on the posts of the sample brand; the steps build on each other. */
describe.each([
  ['a desk', { width: 1440, height: 900 }],
  ['a phone', { width: 390, height: 844 }],
])('the journeys on %s', (place, viewport) => {
  const isPhone = place === 'a phone'
  let at: House
  let browser: Browser
  let context: BrowserContext
  let tab: Watched
  let brandId: string
  let campaignId: string

  beforeAll(async () => {
    if (browserPath === null) return
    at = await house()
    browser = await launch()
    context = await browser.newContext({ viewport, hasTouch: isPhone, colorScheme: 'light' })
    tab = watch(await context.newPage())
  })
  afterAll(async () => {
    await browser?.close()
    await at?.[Symbol.asyncDispose]()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail' && tab !== undefined) await picture(tab.page, `${place} ${task.name}`)
  })
  const step = (name: string, work: (page: Page) => Promise<void>): void =>
    test(name, async ({ skip }) => {
      skip(browserPath === null, noBrowser)
      await work(tab.page)
    })
  const press = (target: Locator): Promise<void> => (isPhone ? target.tap() : target.click())

  step('first visit to filled dashboard', async (page) => {
    await page.goto(at.link)
    await press(page.getByRole('button', { name: 'Load the sample brand' }))
    await page.waitForURL(/\/runs\//)
    await visible(page.getByRole('heading', { name: /^Done/ }))
    await nothingSideways(page)
    await press(page.getByRole('link', { name: 'Open the dashboard' }))
    await visible(page.locator('.kpi-value'))
    await visible(page.locator('table.heat'))
    brandId = /brands\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? ''
    // The second run of the sample goes on to today, and insights are written after it: numbers are at rest then.
    const scope = { type: 'automatic', brandId }
    await expect
      .poll(
        async () => ((await at.api.query('scouts.list', { scope })) as { items: { finishedAt: string | null }[] }).items.map(({ finishedAt }) => finishedAt),
        {
          timeout: 60_000,
        },
      )
      .toEqual([expect.any(String), expect.any(String)])
    await nothingSideways(page)
    await accessible(page)
  })

  step('a campaign is made, previewed and run', async (page) => {
    await page.goto(`${at.address}/brands/${brandId}/campaigns/new`)
    await page.getByLabel('Name', { exact: true }).fill('Battery life')
    await page.getByLabel('Keywords').fill('battery')
    await page.getByLabel('Keywords').press('Enter')
    // It has read nothing yet: its places are asked, and the words that it would keep a post for are marked.
    await press(page.getByRole('button', { name: 'Ask the sources' }))
    await visible(page.locator('.samples mark').filter({ hasText: /^battery$/i }))
    expect(await page.locator('.live-answers li').count()).toBe(6)
    await nothingSideways(page)
    await press(page.getByRole('button', { name: 'Make the campaign' }))
    await page.waitForURL(/\/campaigns\/[0-9a-f-]+$/)
    campaignId = page.url().split('/').at(-1) ?? ''
    await press(page.getByRole('button', { name: 'Run now' }).first())
    await expect
      .poll(async () => ((await at.api.query('threads.list', { scope: { type: 'custom', campaignId }, limit: 1 })) as { total: number }).total, {
        timeout: 60_000,
      })
      .toBeGreaterThan(20)
    await page.goto(`${at.address}/campaigns/${campaignId}`)
    await visible(page.locator('.kpi-value'))
    await accessible(page)
  })

  step('a number is opened to its threads and counted', async (page) => {
    await page.goto(`${at.address}/brands/${brandId}`)
    await visible(keyFigure(page))
    await atRest(page)
    const shown = await numberIn(keyFigure(page))
    expect(shown).toBeGreaterThan(500)
    await press(keyFigure(page))
    await visible(page.locator('.total'))
    expect(await totalOf(page)).toBe(shown)
    await page.goBack()
    await visible(page.locator('table.heat a'))
    const cell = page.locator('table.heat a').first()
    const counted = await numberIn(cell)
    await press(cell)
    await visible(page.locator('.total'))
    expect(await totalOf(page)).toBe(counted)
  })

  step('threads are worked through by keyboard', async (page) => {
    await page.goto(`${at.address}/brands/${brandId}/threads`)
    await visible(page.locator('.item'))
    await atRest(page)
    const done = page.getByRole('navigation', { name: 'Status' }).getByRole('button', { name: /^Done/ })
    expect(await numberIn(done)).toBe(0)
    // On a phone the reader covers the list: the first key opens the first thread.
    await page.keyboard.press('j')
    await visible(page.locator('.reader h2'))
    await page.keyboard.press('e')
    await visible(page.getByText(/^Marked done/))
    await page.keyboard.press('j')
    await page.keyboard.press('i')
    await visible(page.getByText(/^Ignored/))
    await page.goto(`${at.address}/brands/${brandId}/threads`)
    await visible(page.locator('.item'))
    await expect.poll(() => numberIn(done)).toBe(1)
    expect(await numberIn(page.getByRole('navigation', { name: 'Status' }).getByRole('button', { name: /^Ignored/ }))).toBe(1)
    await nothingSideways(page)
  })

  step('the list draws what is in sight, is filtered by what there is, and is found again where it was left', async (page) => {
    await page.goto(`${at.address}/brands/${brandId}/threads`)
    await visible(page.locator('.item'))
    await atRest(page)
    const all = await totalOf(page)
    for (const _ of Array.from({ length: 8 })) await page.locator('.item').last().scrollIntoViewIfNeeded()
    expect(await page.locator('.item').count()).toBeLessThan(60)
    const item = page.locator('.item').nth(20)
    const title = await item.locator('h3').innerText()
    await item.scrollIntoViewIfNeeded()
    const scrolled = await page.evaluate('scrollY + (document.querySelector(".list-scroll")?.scrollTop ?? 0)')
    await press(item)
    await visible(page.locator('.reader h2', { hasText: title }))
    if (isPhone) await page.goBack()
    await visible(page.locator('.item', { hasText: title }))
    await expect.poll(() => page.evaluate('scrollY + (document.querySelector(".list-scroll")?.scrollTop ?? 0)')).toBe(scrolled)

    const menu = page.getByRole('dialog', { name: 'Add a filter' })
    await press(page.getByRole('button', { name: 'Filter', exact: true }))
    await press(menu.getByRole('button', { name: 'Sentiment', exact: true }))
    await press(menu.getByRole('button', { name: 'Negative', exact: true }))
    await expect.poll(() => totalOf(page)).toBeLessThan(all)
    const scope = { type: 'automatic', brandId }
    const { total } = (await at.api.query('threads.list', { scope, filter: { sentiment: 'negative' }, limit: 1 })) as { total: number }
    expect(await totalOf(page)).toBe(total)
    await press(page.getByRole('button', { name: 'Filter', exact: true }))
    await press(menu.getByRole('button', { name: 'Pain point', exact: true }))
    await press(menu.getByRole('button', { name: 'Battery drain' }))
    await expect.poll(() => totalOf(page)).toBeLessThan(total)
    await nothingSideways(page)
    await accessible(page)
    await press(page.getByRole('button', { name: 'Remove the filter Pain point' }))
    await expect.poll(() => totalOf(page)).toBe(total)
  })

  step('two tabs, two scopes: what is done in one changes nothing in the other', async (page) => {
    const other = watch(await context.newPage())
    await other.page.goto(`${at.address}/campaigns/${campaignId}/threads`)
    await visible(other.page.locator('.total'))
    const [ofBrand, ofCampaign] = [await totalOf(page), await totalOf(other.page)]
    expect(ofCampaign).not.toBe(ofBrand)
    for (const each of [page, other.page]) {
      await each.reload()
      await visible(each.locator('.total'))
    }
    expect([await totalOf(page), await totalOf(other.page)]).toEqual([ofBrand, ofCampaign])
    expect(other.faults).toEqual([])
    await other.page.close()
  })

  step('the network is gone and comes back: what is shown stays, says of when it is, and goes on', async (page) => {
    await page.goto(`${at.address}/brands/${brandId}`)
    await visible(keyFigure(page))
    await atRest(page)
    const before = await numberIn(keyFigure(page))
    await context.setOffline(true)
    await page.evaluate('window.dispatchEvent(new Event("offline"))')
    // Another page cannot be read, says so, and the frame around it stays.
    await page.evaluate(`history.pushState(null, '', '/brands/${brandId}?days=90')`)
    await page.evaluate('window.dispatchEvent(new PopStateEvent("popstate"))')
    await visible(page.getByRole('button', { name: 'Try again' }))
    await nothingSideways(page)
    await context.setOffline(false)
    await press(page.getByRole('button', { name: 'Try again' }).first())
    await visible(keyFigure(page))
    await page.goBack()
    await expect.poll(() => numberIn(keyFigure(page))).toBe(before)
  })

  step('nothing was thrown or logged as an error on the way', () => {
    expect(tab.faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|Failed to fetch/.test(fault))).toEqual([])
    return Promise.resolve()
  })
})
