import { readFile, rm, writeFile } from 'node:fs/promises'
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
let brandId: string
const { ndjson } = makePosts(new Date())
const archive = join(tmpdir(), `echoscope-zone-${process.pid}.ndjson`)
const zone = 'Asia/Kathmandu'

beforeAll(async () => {
  if (browserPath === null) return
  await writeFile(archive, ndjson)
  at = await house()
  brandId = ((await at.api.mutate('brands.create', { name: 'Zephyr', primaryKeywords: ['zephyr'], sources: [] })) as { id: string }).id
  expect((await at.run('import', archive, '--brand', brandId)).code).toBe(0)
  browser = await launch()
  // A reader in a third place: what is shown goes by the workspace alone.
  tab = watch(await (await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true, timezoneId: 'America/New_York' })).newPage())
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

/** The day of an instant in the zone, counted by the platform and not by the product. */
const dayOf = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })

test('a zone that is chosen in the settings is the zone of the days: on the dashboard, behind a point of it, and in the file', async ({ skip }) => {
  skip(browserPath === null, noBrowser)
  const { page, faults } = tab
  await page.goto(`${at.address}/settings/time-zone`)
  await page.getByText('Days are counted in UTC.').waitFor()
  await accessible(page)
  await page.getByLabel('Count days in').fill('Europe/Atlantis')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('alert').getByText('Not a time zone').waitFor()
  await page.getByLabel('Count days in').fill(zone)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText(`Days are counted in ${zone}.`).waitFor({ timeout: 20_000 })

  const scope = { type: 'automatic', brandId }
  const { trend, timeZone } = (await at.api.query('analytics.dashboard', { scope })) as {
    timeZone: string
    trend: { points: { start: string; threads: number }[] }
  }
  expect(timeZone).toBe(zone)
  const { items } = (await at.api.query('threads.list', { scope, limit: 200 })) as { items: { publishedAt: string }[] }
  const counted = Map.groupBy(items, ({ publishedAt }) => dayOf.format(new Date(publishedAt)))
  expect(trend.points.map(({ start, threads }) => [start, threads])).toEqual(trend.points.map(({ start }) => [start, counted.get(start)?.length ?? 0]))
  expect(trend.points.at(-1)?.start).toBe(dayOf.format(new Date()))

  const busiest = trend.points.toSorted((a, b) => b.threads - a.threads)[0]
  await page.goto(`${at.address}/brands/${brandId}?trend=table`)
  await page
    .locator('tr', { has: page.locator(`time[datetime="${busiest?.start}"]`) })
    .getByRole('link', { name: String(busiest?.threads), exact: true })
    .first()
    .click()
  await page.waitForURL(/\/threads/)
  await expect.poll(async () => Number((await page.locator('.total').first().innerText()).replaceAll(/\D/g, ''))).toBe(busiest?.threads)

  await page.goto(`${at.address}/brands/${brandId}`)
  await page.getByRole('button', { name: 'Export the trend' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export the trend' })
  const [csv] = await Promise.all([page.waitForEvent('download'), dialog.getByText(/^CSV/).click()])
  const [head = '', ...lines] = (await readFile(await csv.path())).toString().replace('\u{FEFF}', '').trim().replaceAll('"', '').split('\r\n')
  const rows = lines.map((line) => new Map(line.split(',').map((cell, at) => [head.split(',')[at], cell])))
  expect(rows.map((row) => [row.get('start'), Number(row.get('threads')), row.get('timeZone')])).toEqual(
    trend.points.map(({ start, threads }) => [start, threads, zone]),
  )
  await page.getByRole('button', { name: 'Export the trend' }).click()
  expect(await page.locator('.page-title p').innerText()).toContain(` in ${zone},`)
  const [svg] = await Promise.all([page.waitForEvent('download'), dialog.getByText(/^SVG/).click()])
  expect((await readFile(await svg.path())).toString()).toContain(`days in ${zone}`)
  expect(faults).toEqual([])
})

test('times are the workspace’s too, whichever zone the reader’s browser is in, and the exact one names it', async ({ skip }) => {
  skip(browserPath === null, noBrowser)
  const { page } = tab
  await page.goto(`${at.address}/brands/${brandId}/runs`)
  const time = page.locator('main time').first()
  await time.waitFor()
  const iso = (await time.getAttribute('datetime')) ?? ''
  const exact = await time.getAttribute('title')
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'medium' }).format(new Date(iso))
  expect(exact).toContain(clock)
  expect(exact).toContain(`GMT+5:45, ${zone}`)
})
