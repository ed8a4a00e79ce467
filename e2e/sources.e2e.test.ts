import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accessible } from './src/accessible.ts'
import { browserPath, launch, noBrowser, picture, watch, type Watched } from './src/browser.ts'
import { house, type House } from './src/house.ts'

let at: House
let browser: Browser
let tab: Watched
beforeAll(async () => {
  if (browserPath === null) return
  at = await house()
  await at.api.mutate('brands.create', { name: 'Zephyr', primaryKeywords: ['zephyr'], sources: ['hacker-news'] })
  browser = await launch()
  tab = watch(await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage())
  await tab.page.goto(at.link)
  await tab.page.waitForURL(/brands/)
})
afterAll(async () => {
  await browser?.close()
  await at?.[Symbol.asyncDispose]()
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && tab !== undefined) await picture(tab.page, task.name)
})

test('a source is set up, tested and forgotten on the page, and what it was given is shown nowhere', async ({ skip }) => {
  skip(browserPath === null, noBrowser)
  const { page, faults } = tab
  await page.goto(`${at.address}/settings/sources`)
  const hackerNews = page.getByRole('region', { name: 'Hacker News' })
  await hackerNews.getByRole('button', { name: 'Test' }).click()
  await hackerNews.getByText('Hacker News answers.').waitFor()
  await hackerNews.getByRole('link', { name: 'Zephyr, Brand Analytics' }).waitFor()

  const feeds = page.getByRole('region', { name: 'Feeds' })
  await feeds.getByText('not set up').waitFor()
  await feeds.getByText('Set it up').click()
  await feeds.getByLabel('Addresses of the feeds').fill('http://169.254.169.254/a-hidden-token')
  await feeds.getByRole('button', { name: 'Save' }).click()
  await feeds.getByText('set up', { exact: true }).waitFor()
  await feeds.getByRole('button', { name: 'Test' }).click()
  const refusal = feeds.getByRole('status')
  await refusal.waitFor()
  expect(await refusal.textContent()).toMatch(/not a public address/)
  await page.reload()
  await feeds.getByText('Change what it was given').click()
  expect(await page.content()).not.toContain('a-hidden-token')
  await accessible(page)
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  await feeds.getByRole('button', { name: 'Forget what it was given' }).click()
  await feeds.getByText('not set up').waitFor()
  expect(faults).toEqual([])
})
