import { readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accessible } from './src/accessible.ts'
import { browserPath, launch, noBrowser, picture, watch, type Watched } from './src/browser.ts'
import { house, type House } from './src/house.ts'
import { makePosts } from './src/posts.ts'

let at: House
let browser: Browser
let tab: Watched
let brandId: string
const posts = makePosts(new Date())
const archive = join(tmpdir(), `echoscope-export-${process.pid}.ndjson`)

beforeAll(async () => {
  if (browserPath === null) return
  await writeFile(archive, posts.ndjson)
  at = await house()
  const brand = { name: 'Zephyr & <Co>', primaryKeywords: ['zephyr'], competitors: ['Kestrel'], sources: [] }
  brandId = ((await at.api.mutate('brands.create', brand)) as { id: string }).id
  expect((await at.run('import', archive, '--brand', brandId)).code).toBe(0)
  browser = await launch()
  tab = watch(await (await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true })).newPage())
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

async function exported(page: Page, what: string, form: RegExp): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  await page.getByRole('button', { name: `Export ${what}` }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('dialog', { name: `Export ${what}` })
      .getByText(form)
      .click(),
  ])
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
}

test('the threads that a list shows are saved as CSV and JSON: all of its pages, and those it filters away not', async ({ skip }) => {
  skip(browserPath === null, noBrowser)
  const { page, faults } = tab
  await page.goto(`${at.address}/brands/${brandId}/threads?sentiment=negative`)
  const total = Number((await page.locator('.total').first().innerText()).replaceAll(/\D/g, ''))
  expect(total).toBeGreaterThan(50)
  const csv = await exported(page, 'these threads', /^CSV/)
  expect(csv.name).toMatch(/^echoscope-threads-.*\.csv$/)
  expect(csv.bytes.toString().split('\r\n').filter(Boolean)).toHaveLength(total + 1)
  const json = JSON.parse((await exported(page, 'these threads', /^JSON/)).bytes.toString()) as { rows: { sentimentLabel: string }[]; timeZone: string }
  expect(json.rows.map(({ sentimentLabel }) => sentimentLabel)).toEqual(Array.from({ length: total }, () => 'negative'))
  expect(json.timeZone).toBe('UTC')
  expect(faults).toEqual([])
})

test('each chart is saved as a picture that says whose it is and of when: PNG of twice its size, and SVG with the counts in it', async ({ skip }) => {
  skip(browserPath === null, noBrowser)
  const { page, faults } = tab
  await page.goto(`${at.address}/brands/${brandId}`)
  await page.locator('.trend svg').waitFor()
  for (const [what, title] of [
    ['the pain points', 'Top-growing pain points'],
    ['the matrix', 'Communities × pain points'],
    ['the trend', 'Trends'],
  ] as const) {
    const svg = (await exported(page, what, /^SVG/)).bytes.toString()
    expect(svg).toContain(`>${title}</text>`)
    expect(svg).toMatch(/Brand Analytics · Zephyr &amp; &lt;Co&gt; · .*, days in UTC/)
    // A browser that draws it as an image reads it as strict XML.
    const [width, height] = (await page.evaluate(
      `new Promise((done, fail) => { const i = new Image(); i.onload = () => done([i.naturalWidth, i.naturalHeight]); i.onerror = () => fail(new Error('no picture')); i.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(${JSON.stringify(svg)}) })`,
    )) as [number, number]
    const png = (await exported(page, what, /^PNG/)).bytes
    expect([png.subarray(1, 4).toString(), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', 2 * width, 2 * height])
  }
  await page.getByRole('button', { name: 'Export the matrix' }).click()
  await accessible(page)
  expect(faults).toEqual([])
})

test('a dashboard prints in the light theme, without what is there to be pressed, and no card is cut in its width', async ({ skip }) => {
  skip(browserPath === null, noBrowser)
  const { page } = tab
  await page.goto(`${at.address}/brands/${brandId}`)
  await page.locator('.trend svg').waitFor()
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await page.setViewportSize({ width: 794, height: 1123 })
  expect(await page.locator('.sidebar').isVisible()).toBe(false)
  expect(await page.getByRole('button', { name: 'Run now' }).isVisible()).toBe(false)
  expect(await page.locator('.kpi-value').first().isVisible()).toBe(true)
  expect(await page.evaluate('getComputedStyle(document.querySelector(".card")).backgroundColor')).toMatch(
    /^(rgb\(255, 255, 255\)|oklch\(1 0 0\)|lab\(100 0 0\))$/,
  )
  expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
  expect((await page.pdf({ format: 'A4' })).subarray(0, 4).toString()).toBe('%PDF')
})
