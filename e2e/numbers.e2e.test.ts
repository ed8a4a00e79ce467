import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { atRest, browserPath, launch, noBrowser, picture, watch, type Watched } from './src/browser.ts'
import { house, type House } from './src/house.ts'
import { eventually } from './src/installation.ts'
import { makePosts } from './src/posts.ts'

let at: House
let browser: Browser
let context: BrowserContext
let tab: Watched
let homes: readonly string[]
const posts = makePosts(new Date())
const archive = join(tmpdir(), `echoscope-numbers-${process.pid}.ndjson`)

beforeAll(async () => {
  if (browserPath === null) return
  await writeFile(archive, posts.ndjson)
  at = await house()
  const { id: brandId } = (await at.api.mutate('brands.create', { name: 'Zephyr', primaryKeywords: ['zephyr'], sources: [] })) as { id: string }
  const campaign = { brandId, name: 'Battery life', keywords: ['battery'], sources: [] }
  const { id: campaignId } = (await at.api.mutate('campaigns.create', campaign)) as { id: string }
  for (const scope of [`--brand=${brandId}`, `--campaign=${campaignId}`]) expect((await at.run('import', archive, ...scope.split('='))).code).toBe(0)
  homes = [`/brands/${brandId}`, `/campaigns/${campaignId}`]
  browser = await launch()
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  tab = watch(await context.newPage())
  await tab.page.goto(at.link)
  await tab.page.waitForURL(/\/brands\//)
  for (const home of homes) await written(tab.page, home)
})
afterAll(async () => {
  await browser?.close()
  await at?.[Symbol.asyncDispose]()
  await rm(archive, { force: true })
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && tab !== undefined) await picture(tab.page, task.name)
})

/** Before the worker writes insights it counts as one what is said in other words: from then on the numbers stay. */
async function written(page: Page, home: string): Promise<void> {
  await eventually('insights are written', 60, async () => {
    await page.goto(at.address + home)
    await page.locator('.kpi-value').first().waitFor()
    return (await page.getByText(/^Written /).count()) > 0 ? true : null
  })
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(at.address + path)
  await page.locator('h1').first().waitFor()
  await atRest(page)
}
const totalOf = async (page: Page): Promise<number> => Number((await page.locator('.total').first().innerText()).replaceAll(/\D/g, ''))

interface Opening {
  readonly href: string
  readonly counts: number
}
const openingsOf = async (page: Page): Promise<Opening[]> =>
  (await page.evaluate("[...document.querySelectorAll('a[data-counts]')].map((a) => ({ href: a.href, counts: Number(a.dataset.counts) }))")) as Opening[]

/** Figures in the places that show data, at whose own spot nothing opens. */
const closedFigures = (page: Page): Promise<unknown> =>
  page.evaluate(`(() => {
    const closed = []
    for (const place of document.querySelectorAll('.kpi-value, .growth .counts, .growth .change, .heat td, main td, .camp-row .num, .voice-shares a, .stated, .chips a b')) {
      if (!/\\d/.test(place.textContent) || place.closest('.sr-only') || place.offsetParent === null) continue
      place.scrollIntoView({ block: 'center', inline: 'center' })
      const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT)
      while (!/\\d/.test(texts.nextNode().data)) continue
      const range = document.createRange()
      range.selectNodeContents(texts.currentNode)
      const box = range.getBoundingClientRect()
      const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
      if (there === null || there.closest('a, button') === null) closed.push(place.className + ': ' + place.textContent)
    }
    return closed
  })()`)

const views = [
  '?days=30',
  '?days=30&trend=table&heat=table',
  '?days=7',
  '?days=90',
  '/pain-points?days=30',
  '/communities?days=30',
  '/voices?days=90',
  '/insights',
]

test('every number opens the threads it counted, and there are as many of them: each KPI, bar, cell, point, row and claim of both systems', async ({
  skip,
}) => {
  skip(browserPath === null, noBrowser)
  const { page, faults } = tab
  const openings = new Map<string, Opening & { readonly from: string }>()
  for (const home of homes) {
    for (const view of views) {
      await open(page, home + view)
      expect(await closedFigures(page), home + view).toEqual([])
      for (const opening of await openingsOf(page)) openings.set(`${opening.href} ${opening.counts}`, { ...opening, from: home + view })
    }
  }
  expect(openings.size).toBeGreaterThan(100)
  const wrong: unknown[] = []
  const left = [...openings.values()]
  const walk = async (page: Page): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      await page.goto(next.href)
      await page.locator('.total').first().waitFor()
      const found = await totalOf(page)
      if (found !== next.counts) wrong.push({ ...next, found })
    }
  }
  const walkers = await Promise.all([1, 2].map(() => context.newPage()))
  await Promise.all(walkers.map(walk))
  for (const walker of walkers) await walker.close()
  expect(wrong).toEqual([])
  expect(faults).toEqual([])
}, 300_000)

test('a card that counts communities or pain points opens a list of as many', async ({ skip }) => {
  skip(browserPath === null, noBrowser)
  const { page } = tab
  for (const home of homes) {
    for (const [name, rows] of [
      [/^High-echo communities: .*open them$/, 'main tbody tr'],
      [/^Growing pain points: .*open them$/, '.growth li'],
    ] as const) {
      await open(page, `${home}?days=30`)
      const figure = page.getByRole('link', { name })
      const counted = Number((await figure.innerText()).replaceAll(/\D/g, ''))
      await figure.click()
      await page.getByRole('button', { name: 'Show all' }).waitFor()
      expect(await page.locator(rows).count()).toBe(counted)
    }
  }
})

test('a point of the trend opens the threads of its day', async ({ skip }) => {
  skip(browserPath === null, noBrowser)
  const { page } = tab
  const [home = ''] = homes
  await open(page, `${home}?days=30&trend=table`)
  const counts = await page.locator('section[aria-labelledby=trends] tbody a.row-link').allInnerTexts()
  const busiest = counts.indexOf(String(Math.max(...counts.map(Number))))
  await open(page, `${home}?days=30`)
  const chart = page.locator('.trend')
  await chart.locator('svg').waitFor()
  const box = await chart.boundingBox()
  const [left, right] = [34, 12]
  const step = ((box?.width ?? 0) - left - right) / counts.length
  await chart.click({ position: { x: left + (busiest + 0.5) * step, y: 100 } })
  await page.waitForURL(/\/threads\?/)
  await page.locator('.total').first().waitFor()
  expect(await totalOf(page)).toBe(Number(counts[busiest]))
})
