import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accessible } from './src/accessible.ts'
import { browserPath, launch, noBrowser, picture, watch, type Watched } from './src/browser.ts'
import { house, type House } from './src/house.ts'
import { makePosts } from './src/posts.ts'

let at: House
let browser: Browser
let context: BrowserContext
let tab: Watched
let brandId: string
let campaignId: string
const archive = join(tmpdir(), `echoscope-two-people-${process.pid}.ndjson`)

beforeAll(async () => {
  if (browserPath === null) return
  await writeFile(archive, makePosts(new Date()).ndjson)
  at = await house()
  brandId = ((await at.api.mutate('brands.create', { name: 'Zephyr', primaryKeywords: ['zephyr'], sources: [] })) as { id: string }).id
  campaignId = ((await at.api.mutate('campaigns.create', { brandId, name: 'Battery', keywords: ['battery'], sources: [] })) as { id: string }).id
  expect((await at.run('import', archive, '--campaign', campaignId)).code).toBe(0)
  browser = await launch()
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  tab = watch(await context.newPage())
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
/** Whoever holds the key called "tests" changes the campaign, as a colleague would. */
const colleague = async (change: object): Promise<void> => {
  const { revision } = (await at.api.query('campaigns.get', { campaignId })) as { revision: number }
  await at.api.mutate('campaigns.update', { campaignId, revision, ...change })
}
const campaign = () => at.api.query('campaigns.get', { campaignId })
const edit = () => `${at.address}/campaigns/${campaignId}/edit`

step('who saves a campaign second hears from whom and what changed, and both changes are saved where they are of different fields', async () => {
  const { page } = tab
  await page.goto(edit())
  await page.getByLabel('Description').fill('typed here')
  await colleague({ name: 'Battery life', excludeKeywords: ['museum'] })
  await page.getByRole('button', { name: 'Save changes' }).click()
  await visible(page.getByText(/tests saved a change since you opened this/))
  const rows = page.locator('.differing-table tbody tr')
  await visible(rows)
  expect(await rows.allInnerTexts()).toEqual(['Name\tBattery life\tBattery', 'Left out\tmuseum\tnothing'])
  await accessible(page)
  expect(await page.getByLabel('Description').inputValue()).toBe('typed here')
  await page.getByRole('button', { name: 'Save both changes' }).click()
  await page.waitForURL(/\/campaigns\/[^/]+$/)
  expect(await campaign()).toMatchObject({ name: 'Battery life', excludeKeywords: ['museum'], description: 'typed here' })
})

step('where both changed one field only one of them can stay, and theirs is shown before it is overwritten', async () => {
  const { page } = tab
  await page.goto(edit())
  await page.getByLabel('Description').fill('mine')
  await colleague({ description: 'theirs' })
  await page.getByRole('button', { name: 'Save changes' }).click()
  const rows = page.locator('.differing-table tbody tr')
  await visible(rows)
  expect(await rows.allInnerTexts()).toEqual(['Description\ttheirs\tmine'])
  expect(await page.getByRole('button', { name: 'Save both changes' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Save mine over it' }).click()
  await page.waitForURL(/\/campaigns\/[^/]+$/)
  expect(await campaign()).toMatchObject({ description: 'mine' })
})

step('a note is neither lost nor saved over another that was written meanwhile, and a change of something else is no reason to ask', async () => {
  const { page } = tab
  const scope = { type: 'custom', campaignId }
  const { items } = (await at.api.query('threads.list', { scope, limit: 1 })) as { items: { id: string }[] }
  const threadId = items[0]?.id ?? ''
  const thread = async () => (await at.api.query('threads.get', { scope, threadId })) as { revision: number; note: string; status: string }
  const change = async (to: object) => at.api.mutate('threads.update', { scope, threadId, revision: (await thread()).revision, ...to })
  await page.goto(`${at.address}/campaigns/${campaignId}/threads?thread=${threadId}`)
  const note = page.getByLabel('Note', { exact: true })
  await note.fill('mine')
  await change({ status: 'open' })
  await note.blur()
  await expect.poll(async () => (await thread()).note).toBe('mine')
  expect((await thread()).status).toBe('open')
  await note.fill('mine, longer')
  await change({ note: 'theirs' })
  await note.blur()
  await visible(page.getByText(/changed the note meanwhile/))
  expect(await note.inputValue()).toBe('mine, longer')
  expect((await thread()).note).toBe('theirs')
  await accessible(page)
  await page.reload()
  await expect.poll(() => note.inputValue()).toBe('mine, longer')
  await visible(page.getByText('“theirs”'))
  await page.getByRole('button', { name: 'Save mine over it' }).click()
  await expect.poll(async () => (await thread()).note).toBe('mine, longer')
  await page.getByText(/changed the note meanwhile/).waitFor({ state: 'detached' })
})

step('a session that was ended elsewhere leads to the sign-in and back to the same address, with what was typed', async () => {
  const { page } = tab
  await page.goto(`${at.address}/brands/${brandId}/campaigns/new`)
  await page.getByLabel('Name', { exact: true }).fill('Half written')
  await page.getByLabel('Description').fill('and not saved')
  const { items } = (await at.api.query('members.list')) as { items: { id: string }[] }
  const memberId = items[0]?.id ?? ''
  const sessions = (await at.api.query('members.sessions', { memberId })) as { items: { id: string }[] }
  for (const { id: sessionId } of sessions.items) await at.api.mutate('members.endSession', { memberId, sessionId })
  await page.getByRole('button', { name: 'Make the campaign' }).click()
  await page.getByLabel('Keywords').first().fill('drain')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Make the campaign' }).click()
  await visible(page.getByRole('heading', { name: 'Your session ended' }))
  await accessible(page)
  // The link is opened where links are opened: in another tab.
  const other = watch(await context.newPage())
  await other.page.goto(await at.newLink())
  await other.page.waitForURL(/\/brands\//)
  await page.waitForURL(/\/campaigns\/new$/)
  await visible(page.getByText('What you typed here before was kept'))
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Half written')
  expect(await page.getByLabel('Description').inputValue()).toBe('and not saved')
  await accessible(page)
  await page.getByRole('button', { name: 'Make the campaign' }).click()
  await page.waitForURL(/\/campaigns\/[0-9a-f-]{36}$/)
  await page.goto(`${at.address}/brands/${brandId}/campaigns/new`)
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('')
  await other.page.close()
})

step('who signs out in one tab is out in the other, and nothing that was typed stays in it', async () => {
  const { page } = tab
  await page.goto(`${at.address}/brands/${brandId}/campaigns/new`)
  await page.getByLabel('Name', { exact: true }).fill('Half written')
  const other = watch(await context.newPage())
  await other.page.goto(`${at.address}/brands/${brandId}`)
  await other.page.getByRole('button', { name: 'Sign out' }).click()
  await other.page.waitForURL(/\/sign-in/)
  await visible(page.getByRole('heading', { name: 'You signed out in another tab' }))
  expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('typed')))).toEqual([])
  expect([...tab.faults, ...other.faults]).toEqual([])
})
