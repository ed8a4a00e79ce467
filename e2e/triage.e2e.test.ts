import { rm, writeFile } from 'node:fs/promises'
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
const archive = join(tmpdir(), `echoscope-triage-${process.pid}.ndjson`)

beforeAll(async () => {
  if (browserPath === null) return
  await writeFile(archive, posts.ndjson)
  at = await house()
  brandId = ((await at.api.mutate('brands.create', { name: 'Zephyr', primaryKeywords: ['zephyr'], sources: [] })) as { id: string }).id
  expect((await at.run('import', archive, '--brand', brandId)).code).toBe(0)
  browser = await launch()
  tab = watch(await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage())
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

const counts = async (page: Page): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await page.getByRole('navigation', { name: 'Status' }).getByRole('button').allInnerTexts()).map((text) => {
      const [, word = '', n = ''] = /^(\w+)\s*([\d,]+)$/.exec(text.replaceAll('\n', ' ')) ?? []
      return [word, Number(n.replaceAll(',', ''))]
    }),
  )
const openId = (page: Page): Promise<string | null> => page.locator('article[aria-current=true]').getAttribute('data-thread')
async function openThreads(page: Page): Promise<void> {
  await page.goto(`${at.address}/brands/${brandId}/threads`)
  await page.locator('article[aria-current=true]').waitFor()
}

test('several threads are selected, done and taken back by keyboard alone, and the counts of the tabs move with them', async ({ skip }) => {
  skip(browserPath === null, noBrowser)
  const { page, faults } = tab
  await openThreads(page)
  expect(await counts(page)).toEqual({ All: posts.zephyr, New: posts.zephyr, Open: 0, Done: 0, Ignored: 0 })
  for (const key of ['x', 'j', 'x', 'j', 'j', 'x']) await page.keyboard.press(key)
  await page.getByRole('toolbar', { name: 'Selected threads' }).getByText('3 selected').waitFor()
  await accessible(page)
  await page.keyboard.press('e')
  await page.getByText('Marked done: 3 threads.').waitFor()
  expect(await counts(page)).toMatchObject({ All: posts.zephyr, New: posts.zephyr - 3, Done: 3 })
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Taken back: 3 threads.').waitFor()
  expect(await counts(page)).toMatchObject({ New: posts.zephyr, Done: 0 })
  await page.reload()
  await page.locator('article[aria-current=true]').waitFor()
  expect(await counts(page)).toMatchObject({ New: posts.zephyr, Done: 0 })
  expect(faults).toEqual([])
})

test('a thread is given to somebody with a note, by keyboard, and keys that are typed there change nothing', async ({ skip }) => {
  skip(browserPath === null, noBrowser)
  const { page, faults } = tab
  await openThreads(page)
  await page.keyboard.press('j')
  await page.keyboard.press('a')
  // At once after the move: the field is that of the thread moved to.
  await page.locator('#assignee:focus').waitFor()
  const id = await openId(page)
  expect(await page.locator('#assignee').getAttribute('data-thread')).toBe(id)
  await page.keyboard.type('Ines Kowal')
  await page.keyboard.press('Enter')
  await page.locator(`article[data-thread="${id}"] .initials`).getByText('IK').waitFor()
  await page.getByRole('textbox', { name: 'Note' }).fill('asked the firmware team: e i x 1')
  await page.getByRole('heading', { level: 1 }).click()
  await expect
    .poll(async () => ((await at.api.query('threads.get', { scope: { type: 'automatic', brandId }, threadId: id })) as { note: string }).note)
    .toMatch(/^asked/)
  await page.reload()
  expect(await page.getByRole('combobox', { name: 'Assignee' }).inputValue()).toBe('Ines Kowal')
  expect(await counts(page)).toMatchObject({ New: posts.zephyr, Done: 0, Ignored: 0 })
  expect(faults).toEqual([])
})

test('a key that follows a move at once is about the thread moved to, however far behind its text is', async ({ skip }) => {
  skip(browserPath === null, noBrowser)
  const { page } = tab
  await openThreads(page)
  const second = await page.locator('.list article').nth(1).getAttribute('data-thread')
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  await page.keyboard.press('j')
  await page.keyboard.press('e')
  await page.getByText('Marked done').waitFor()
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  const done = (await at.api.query('threads.list', { scope: { type: 'automatic', brandId }, filter: { status: 'done' } })) as { items: { id: string }[] }
  expect(done.items.map(({ id }) => id)).toEqual([second])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await counts(page))['Done']).toBe(0)
})

test('who selects threads that somebody else has changed meanwhile is told how many were left as they are', async ({ skip }) => {
  skip(browserPath === null, noBrowser)
  const { page } = tab
  await openThreads(page)
  await page.keyboard.press('x')
  const id = await openId(page)
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  const scope = { type: 'automatic', brandId }
  const { revision } = (await at.api.query('threads.get', { scope, threadId: id })) as { revision: number }
  await at.api.mutate('threads.update', { scope, threadId: id, revision, note: 'theirs' })
  await page.keyboard.press('i')
  await page.getByText(/^Ignored: 1 thread\. 1 thread not: /).waitFor()
  expect(await counts(page)).toMatchObject({ Ignored: 1 })
})

test('the list draws the rows in sight alone, and reaches its last one', async ({ skip }) => {
  skip(browserPath === null, noBrowser)
  const { page, faults } = tab
  await openThreads(page)
  expect(await page.locator('.list article').count()).toBeLessThan(50)
  const oldest = (await at.api.query('threads.list', { scope: { type: 'automatic', brandId }, sort: 'oldest', limit: 1 })) as { items: { id: string }[] }
  const last = page.locator(`article[data-thread="${oldest.items[0]?.id}"]`)
  for (let turn = 0; turn < 40 && (await last.count()) === 0; turn += 1) {
    await page.evaluate("document.querySelector('.list-scroll').scrollTop = 1e9")
    await page.waitForTimeout(100)
  }
  await last.waitFor()
  expect(await page.locator('.list article').count()).toBeLessThan(50)
  expect(faults).toEqual([])
})
