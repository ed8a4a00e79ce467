import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { accessible, accessibleNow } from './src/accessible.ts'
import { atRest, browserPath, launch, noBrowser, picture, watch, type Watched } from './src/browser.ts'
import { house, type House } from './src/house.ts'
import { makePosts } from './src/posts.ts'
import { type Fault, isCallOf, type Proxy, proxyTo } from './src/proxy.ts'

let at: House
let proxy: Proxy
let browser: Browser
let context: BrowserContext
let tab: Watched
let brandId: string
let campaignId: string
const archive = join(tmpdir(), `echoscope-bad-days-${process.pid}.ndjson`)

beforeAll(async () => {
  if (browserPath === null) return
  const posts = makePosts(new Date())
  await writeFile(archive, posts.ndjson)
  at = await house()
  proxy = await proxyTo(at.address)
  brandId = ((await at.api.mutate('brands.create', { name: 'Zephyr', primaryKeywords: ['zephyr'], sources: [] })) as { id: string }).id
  campaignId = ((await at.api.mutate('campaigns.create', { brandId, name: 'Battery', keywords: ['battery'], sources: [] })) as { id: string }).id
  expect((await at.run('import', archive, '--brand', brandId)).code).toBe(0)
  browser = await launch()
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  tab = watch(await context.newPage())
  await tab.page.goto(at.link.replace(at.address, proxy.address))
  await tab.page.waitForURL(/\/brands\//)
  await atRest(tab.page)
})
beforeEach(() => {
  if (proxy === undefined) return
  proxy.fault = () => null
  proxy.headers = {}
})
afterAll(async () => {
  await browser?.close()
  await proxy?.[Symbol.asyncDispose]()
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
const dashboard = () => `${proxy.address}/brands/${brandId}`
const figures = () => tab.page.locator('.kpi-value')
const html = '<!doctype html><title>Bad gateway</title><h1>nginx</h1>'
const instead = (status: number, headers?: Record<string, string>): Fault => ({
  kind: 'instead',
  status,
  type: 'text/html',
  body: html,
  ...(headers && { headers }),
})

const halfDown: readonly (readonly [string, Fault, RegExp])[] = [
  ['a page in the place of its data', instead(200), /could not be read/],
  ['502 of a proxy', instead(502), /does not answer/],
  ['503 of a proxy', instead(503), /does not answer/],
  ['504 of a proxy', instead(504), /does not answer/],
  ['500 without words', { kind: 'instead', status: 500, type: 'application/json', body: '{}' }, /does not answer|could not be read/],
  ['429 for a minute', instead(429, { 'retry-after': '60' }), /could not be read/],
  ['half of the JSON', { kind: 'truncated' }, /does not answer/],
  ['a connection cut in the middle', { kind: 'cut' }, /does not answer/],
]
step('one question that fails takes one card with it: it says so, the rest of the page works, and Try again brings it back', async () => {
  const { page } = tab
  for (const [name, fault, title] of halfDown) {
    proxy.fault = (path) => (isCallOf(path, 'analytics.dashboard') ? fault : null)
    await page.goto(dashboard())
    const card = page.getByLabel('Brand Analytics').locator('.card', { hasText: title })
    await visible(card)
    await visible(page.getByLabel('Campaign Analytics').getByRole('link', { name: 'Battery' }))
    expect(await page.getByRole('button', { name: 'Try again' }).count(), name).toBe(1)
    proxy.fault = () => null
    await card.getByRole('button', { name: 'Try again' }).click()
    await visible(figures())
  }
  expect(tab.faults.filter((fault) => !/^5\d\d /.test(fault))).toEqual([])
})

step('whoever is told to wait a second is asked again after a second, by itself', async () => {
  const { page } = tab
  const times: number[] = []
  proxy.fault = (path) => {
    if (!isCallOf(path, 'analytics.dashboard')) return null
    times.push(performance.now())
    return times.length === 1 ? instead(429, { 'retry-after': '2' }) : null
  }
  await page.goto(dashboard())
  await visible(figures())
  expect(times).toHaveLength(2)
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(1_900)
})

step('a change whose answer never comes is not said to be refused, and what was typed stays', async () => {
  const { page } = tab
  await page.goto(`${dashboard()}/settings`)
  await page.getByLabel('Description').fill('typed here')
  proxy.fault = (path) => (isCallOf(path, 'brands.update') ? { kind: 'cut' } : null)
  await page.getByRole('button', { name: 'Save changes' }).click()
  await visible(page.getByText('it is not certain that this was saved'))
  expect(await page.getByLabel('Description').inputValue()).toBe('typed here')
  await page.getByRole('button', { name: 'Discard' }).click()
})

step('with the API gone the page says so, and comes back by itself or when asked', async () => {
  const { page } = tab
  await page.goto(`${dashboard()}/threads`)
  await visible(page.locator('.list article'))
  proxy.fault = (path) => (path.startsWith('/api') ? { kind: 'gone' } : null)
  await page.getByRole('link', { name: 'Insights' }).first().click()
  await visible(page.getByText('Echoscope does not answer'))
  await accessible(page)
  proxy.fault = () => null
  await page.getByRole('button', { name: 'Try again' }).first().click()
  await page.getByText('Echoscope does not answer').waitFor({ state: 'detached' })
})

step('of a newer page one hears by the next answer; it is loaded when one wants to, and what was typed is still there', async () => {
  const { page } = tab
  await page.goto(`${proxy.address}/campaigns/${campaignId}/edit`)
  await page.getByLabel('Name', { exact: true }).fill('Half written')
  expect(await page.getByText('A newer version of Echoscope is here').count()).toBe(0)
  proxy.headers = { 'x-echoscope-page': 'index-newer' }
  // The rule is tried on what is stored, which is a question.
  await page.getByLabel('Keywords').first().fill('drain')
  await page.keyboard.press('Enter')
  await visible(page.getByText('A newer version of Echoscope is here'))
  await accessibleNow(page, 'light')
  proxy.headers = {}
  await page.getByRole('button', { name: 'Reload' }).click()
  await visible(page.getByText('What you typed here before was kept'))
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Half written')
  expect(await page.getByText('A newer version of Echoscope is here').count()).toBe(0)
  await page.getByRole('link', { name: 'Discard' }).click()
  await page.waitForURL(/\/campaigns\/[^/]+$/)
})

step('a part of the page that is gone after a deployment is loaded with a new page, once; after that one is asked', async () => {
  const gone: Fault = { kind: 'instead', status: 404, type: 'text/plain', body: 'There is no such page.' }
  for (const fault of [gone, instead(200)]) {
    // In a browser of its own, which has not kept the part from before.
    const fresh = await browser.newContext({ storageState: await context.storageState() })
    const { page } = watch(await fresh.newPage())
    proxy.fault = () => null
    await page.goto(dashboard())
    await visible(page.locator('.kpi-value'))
    const opened = () => proxy.asked.filter((path) => path.startsWith('/brands')).length
    const before = opened()
    proxy.fault = (path) => (path.includes('.threads-') && path.endsWith('.js') ? fault : null)
    await page.getByRole('link', { name: 'Threads', exact: true }).first().click()
    const again = page.getByRole('button', { name: 'Load the page again' })
    await visible(again)
    expect(new URL(page.url()).pathname).toMatch(/\/threads$/)
    await accessibleNow(page, 'light')
    expect(opened() - before).toBe(1)
    proxy.fault = () => null
    await again.click()
    await visible(page.locator('.list article'))
    await fresh.close()
  }
})

step('an API that says more than the page knows is understood', async () => {
  const { page } = tab
  const more = (json: unknown): unknown =>
    Array.isArray(json)
      ? json.map(more)
      : typeof json === 'object' && json !== null
        ? { ...Object.fromEntries(Object.entries(json).map(([key, value]) => [key, more(value)])), ofANewerRelease: { some: ['thing'] } }
        : json
  proxy.fault = (path) => (/^\/api\/trpc\/(?!\w+\.watch)/.test(path) ? { kind: 'changed', change: more } : null)
  const before = tab.faults.length
  for (const path of ['', '/threads', '/insights', '/campaigns', '/settings', '/runs']) {
    await page.goto(dashboard() + path)
    await atRest(page)
    expect(await page.getByRole('button', { name: 'Try again' }).count(), path).toBe(0)
  }
  expect(tab.faults.slice(before)).toEqual([])
})

step('a slow API: skeletons of the true shape, nothing asked twice, nothing moved when it comes, and a press meanwhile is not lost', async () => {
  const fresh = await browser.newContext({ storageState: await context.storageState(), viewport: { width: 1440, height: 900 } })
  const { page, faults } = watch(await fresh.newPage())
  await page.addInitScript({
    content: `globalThis.shifted = 0
      new PerformanceObserver((list) => list.getEntries().forEach(({ value, hadRecentInput }) => (shifted += hadRecentInput ? 0 : value))).observe({ type: 'layout-shift', buffered: true })`,
  })
  const slow = (path: string): Fault | null => (/^\/api\/trpc\/(?!\w+\.watch|viewer)/.test(path) ? { kind: 'late', ms: 2_000 } : null)
  proxy.fault = slow
  const from = proxy.asked.length
  await page.goto(dashboard(), { waitUntil: 'commit' })
  await visible(page.locator('.skeleton'))
  await visible(page.locator('.kpi-value'))
  await atRest(page)
  const calls = proxy.asked.slice(from).filter((path) => path.startsWith('/api/trpc/') && !path.includes('.watch'))
  expect(calls.filter((path, index) => calls.indexOf(path) !== index)).toEqual([])
  expect(await page.evaluate('shifted')).toBeLessThan(0.05)
  // Other days are asked for and, before they come, another page is gone to.
  await page.getByRole('button', { name: '7 days' }).first().click()
  await page.getByRole('link', { name: 'Insights' }).first().click()
  await page.waitForURL(/\/insights/)
  await atRest(page)
  expect(new URL(page.url()).pathname).toMatch(/\/insights$/)
  proxy.fault = (path) => (slow(path) === null ? null : { kind: 'trickling', pieces: 5, pauseMs: 100 })
  await page.goto(`${dashboard()}?days=90`)
  await visible(page.locator('.kpi-value'))
  expect(faults).toEqual([])
  await fresh.close()
})

step('a browser whose clock is wrong, in another zone, asks for the days of the server and tells its times', async () => {
  const seen = async (offMs: number | null, timezoneId: string) => {
    const fresh = await browser.newContext({ storageState: await context.storageState(), timezoneId })
    const { page, faults } = watch(await fresh.newPage())
    if (offMs !== null)
      await page.addInitScript({
        content: `{ const right = Date.now; Date.now = () => right() + ${offMs}; const Right = Date; globalThis.Date = class extends Right { constructor(...given) { if (given.length === 0) super(Right.now()); else super(...given) } } }`,
      })
    const from = proxy.asked.length
    await page.goto(`${dashboard()}?days=7`)
    await visible(page.locator('.kpi-value'))
    await atRest(page)
    const range = proxy.asked
      .slice(from)
      .map((path) => /"range":(\{[^}]*\})/.exec(decodeURIComponent(path))?.[1])
      .find((found) => found !== undefined)
    const words = await page.locator('.page-title p').first().innerText()
    const last = await page.locator('.scope-facts').first().innerText()
    expect(faults).toEqual([])
    await fresh.close()
    return { range, words, last }
  }
  const right = await seen(null, 'UTC')
  const hour = 3_600_000
  for (const offMs of [365 * 24 * hour, -365 * 24 * hour, 3 * hour, -3 * hour]) expect(await seen(offMs, 'UTC')).toEqual(right)
  const elsewhere = await seen(-365 * 24 * hour, 'Pacific/Auckland')
  expect([elsewhere.range, elsewhere.words]).toEqual([right.range, right.words])
  expect(elsewhere.last).not.toContain('2025')
})
