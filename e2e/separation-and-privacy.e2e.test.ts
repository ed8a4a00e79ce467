import { readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { browserPath, launch, noBrowser, picture, watch, type Watched } from './src/browser.ts'
import { house, type House } from './src/house.ts'
import { makePosts } from './src/posts.ts'

let at: House
let browser: Browser
let tab: Watched
let brandId: string
const archive = join(tmpdir(), `echoscope-privacy-${process.pid}.ndjson`)
const saved = join(tmpdir(), `echoscope-privacy-${process.pid}.json`)

beforeAll(async () => {
  if (browserPath === null) return
  await writeFile(archive, makePosts(new Date()).ndjson)
  at = await house()
  brandId = ((await at.api.mutate('brands.create', { name: 'Zephyr', primaryKeywords: ['zephyr'], sources: [] })) as { id: string }).id
  expect((await at.run('import', archive, '--brand', brandId)).code).toBe(0)
  browser = await launch()
  tab = watch(await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage())
  await tab.page.goto(at.link)
  await tab.page.waitForURL(/brands/)
})
afterAll(async () => {
  await browser?.close()
  await at?.[Symbol.asyncDispose]()
  for (const file of [archive, saved]) await rm(file, { force: true })
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && tab !== undefined) await picture(tab.page, task.name)
})

test('the separation page shows what Postgres says now, and its signed report is recognised offline and no longer once it was changed', async ({ skip }) => {
  skip(browserPath === null, noBrowser)
  const { page, faults } = tab
  await page.getByRole('link', { name: 'Separation' }).click()
  await page.getByRole('heading', { name: 'Everything is kept apart' }).waitFor()
  const row = page.getByRole('row', { name: /Zephyr.*Brand Analytics/ })
  const { total } = (await at.api.query('threads.list', { scope: { type: 'automatic', brandId } })) as { total: number }
  expect(await row.getByRole('cell').allTextContents()).toContain(String(total))
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Signed report' }).click()])
  await download.saveAs(saved)
  expect(await at.run('separation', 'verify', saved)).toMatchObject({ code: 0 })
  await writeFile(saved, (await readFile(saved, 'utf8')).replace('"holds": true', '"holds": false'))
  expect(await at.run('separation', 'verify', saved)).toMatchObject({ code: 1 })
  expect(faults).toEqual([])
})

test('an author is counted, erased after the name was written again, and stays away when the archive is imported once more', async ({ skip }) => {
  skip(browserPath === null, noBrowser)
  const { page, faults } = tab
  const threadsBy = async (author: string): Promise<number> =>
    ((await at.api.query('threads.list', { scope: { type: 'automatic', brandId }, filter: { author } })) as { total: number }).total
  const before = await threadsBy('writer3')
  expect(before).toBeGreaterThan(0)
  await page.getByRole('link', { name: 'Privacy' }).click()
  await page.getByLabel('Name of the author').fill('writer3')
  await page.getByRole('button', { name: 'Count what would go' }).click()
  await page
    .getByRole('cell', { name: String(before), exact: true })
    .first()
    .waitFor()
  await page.getByLabel(/Write the name again/).fill('writer4')
  await page.getByRole('button', { name: 'Erase for good' }).click()
  await page.getByText('This is not the name that was asked for').waitFor()
  expect(await threadsBy('writer3')).toBe(before)
  await page.getByLabel(/Write the name again/).fill('writer3')
  await page.getByRole('button', { name: 'Erase for good' }).click()
  await page.getByText('Erased', { exact: true }).waitFor()
  expect([await threadsBy('writer3'), await threadsBy('writer4')]).toEqual([0, expect.any(Number)])
  const again = await at.run('import', archive, '--brand', brandId)
  expect(JSON.parse(again.out)).toMatchObject({ status: 'succeeded', stored: 0, sources: [{ leftOut: { erased_author: before } }] })
  expect(await threadsBy('writer3')).toBe(0)
  expect(faults).toEqual([])
})
