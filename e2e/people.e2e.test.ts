import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accessible } from './src/accessible.ts'
import { atRest, browserPath, launch, noBrowser, picture, watch, type Watched } from './src/browser.ts'
import { house, type House } from './src/house.ts'
import { makePosts } from './src/posts.ts'

let at: House
let browser: Browser
let owner: Watched
let guestContext: BrowserContext
let guest: Watched
let brandId: string
let campaignId: string
const archive = join(tmpdir(), `echoscope-people-${process.pid}.ndjson`)
const email = 'grace@example.com'
const [firstPassword, secondPassword] = ['correct horse battery', 'another horse battery']

beforeAll(async () => {
  if (browserPath === null) return
  at = await house()
  const made = async (path: string, input: object) => ((await at.api.mutate(path, input)) as { id: string }).id
  await writeFile(archive, makePosts(new Date()).ndjson)
  brandId = await made('brands.create', { name: 'Zephyr', primaryKeywords: ['zephyr'], sources: [] })
  campaignId = await made('campaigns.create', { brandId, name: 'Battery life', keywords: ['battery'], sources: [] })
  await made('campaigns.create', { brandId, name: 'Crash reports', keywords: ['crash'], sources: [] })
  await made('brands.create', { name: 'Aeolus', primaryKeywords: ['aeolus'], sources: [] })
  await at.run('import', archive, '--brand', brandId)
  browser = await launch()
  const tab = async (context: BrowserContext) => watch(await context.newPage())
  owner = await tab(await browser.newContext({ viewport: { width: 1440, height: 900 } }))
  guestContext = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  guest = await tab(guestContext)
  await owner.page.goto(at.link)
  await owner.page.waitForURL(/\/brands\//)
})
afterAll(async () => {
  await browser?.close()
  await at?.[Symbol.asyncDispose]()
  await rm(archive, { force: true })
})
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail' || owner === undefined) return
  await picture(owner.page, `${task.name} owner`)
  await picture(guest.page, `${task.name} guest`)
})

const step = (name: string, work: () => Promise<void>): void =>
  test(name, async ({ skip }) => {
    skip(browserPath === null, noBrowser)
    await work()
  })
const signInPage = (page: Page): Promise<void> => page.waitForURL(/\/sign-in(?:\?|$)/)
const rowOf = (page: Page, name: string) => page.locator('.people-details', { hasText: name })
const openRow = async (name: string) => {
  const row = rowOf(owner.page, name)
  if ((await row.getAttribute('open')) === null) await row.locator('summary').click()
  return row
}

step('an owner invites a viewer by a link, who joins with it in another browser, once', async () => {
  const { page } = owner
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Make the invitation' }).click()
  const link = await page.getByLabel(/^The invitation\./).inputValue()
  await page.getByText('Open invitations').waitFor()
  await guest.page.goto(link)
  await guest.page.getByLabel('Your name').fill('Grace')
  await guest.page.getByLabel('Password').fill(firstPassword)
  await guest.page.getByRole('button', { name: 'Join' }).click()
  await guest.page.waitForURL(/\/brands\//)
  const late = await (await browser.newContext()).newPage()
  await late.goto(link)
  await late.getByLabel('Your name').fill('Eve')
  await late.getByLabel('Password').fill(firstPassword)
  await late.getByRole('button', { name: 'Join' }).click()
  await late.getByText('This invitation was used or taken back').waitFor()
  await late.close()
  await page.reload()
  await rowOf(page, email).locator('summary').getByText('Viewer').waitFor()
  expect(await page.getByText('Open invitations').count()).toBe(0)
})

step('a viewer is offered nothing that changes something, and a page to do so says whom to ask', async () => {
  const { page } = guest
  const never = /^(Run now|New campaign|New brand|Import|Import an archive|Brand settings|Privacy|Edit|Pause|Complete|Stop|Make the key)$/
  const pages = [`/brands/${brandId}`, `/brands/${brandId}/campaigns`, `/brands/${brandId}/runs`, `/campaigns/${campaignId}`, `/campaigns/${campaignId}/runs`]
  for (const path of pages) {
    await page.goto(at.address + path)
    await page.getByRole('heading').first().waitFor()
    await atRest(page)
    for (const role of ['button', 'link'] as const) expect(await page.getByRole(role, { name: never }).allTextContents(), path).toEqual([])
  }
  await owner.page.goto(`${at.address}/campaigns/${campaignId}`)
  await owner.page.getByRole('button', { name: 'Run now' }).waitFor()
  expect(await owner.page.getByRole('link', { name: never }).count()).toBeGreaterThan(0)
  await page.goto(`${at.address}/brands/${brandId}/threads`)
  await page.getByText('You may read here; an editor sets status and sentiment.').waitFor()
  expect(await page.getByRole('group', { name: 'Status' }).getByRole('button', { name: 'Done' }).isDisabled()).toBe(true)
  const changes: string[] = []
  page.on('request', (request) => (request.url().includes('threads.update') ? changes.push(request.url()) : undefined))
  for (const key of ['e', 'i', '1', 'j']) await page.keyboard.press(key)
  await atRest(page)
  expect(changes).toEqual([])
  await owner.page.goto(`${at.address}/settings/members`)
  const closed = [
    `/brands/${brandId}/import`,
    `/brands/${brandId}/settings`,
    `/brands/${brandId}/campaigns/new`,
    `/campaigns/${campaignId}/edit`,
    `/campaigns/${campaignId}/import`,
    '/brands/new',
  ]
  for (const path of closed) {
    await page.goto(at.address + path)
    await page.getByText(/is not for you here$/).waitFor()
    expect(await page.locator('main form').count(), path).toBe(0)
  }
  await page.goto(`${at.address}/settings/members`)
  await page.getByText(/is for owners$/).waitFor()
  expect(await page.getByRole('navigation', { name: 'Settings' }).getByRole('link').allTextContents()).toEqual(['Sources', 'Sessions'])
  await page.goto(`${at.address}/settings/sources`)
  await page.getByRole('heading', { name: 'Hacker News' }).waitFor()
  expect(await page.getByRole('button', { name: 'Test' }).count()).toBe(0)
  expect(await page.locator('main form').count()).toBe(0)
})

step('a member limited to one campaign sees it alone, and no link of the frame ends in not found', async () => {
  const row = await openRow(email)
  await row.getByLabel('The whole workspace').uncheck()
  await row.getByLabel('Battery life').check()
  await row.getByRole('button', { name: 'Save role and reach' }).click()
  await rowOf(owner.page, email).locator('summary').getByText('Battery life').waitFor()
  const { page } = guest
  await page.goto(at.address)
  await page.waitForURL(`**/brands/${brandId}/campaigns`)
  await page.getByRole('heading', { name: 'Battery life' }).waitFor()
  await accessible(page)
  const sidebar = page.getByRole('complementary', { name: 'Main' })
  const links = await sidebar.getByRole('link').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
  expect(links).toContain(`/campaigns/${campaignId}`)
  for (const path of [...links, `/brands/${brandId}`, `/brands/${brandId}/threads`]) {
    await page.goto(at.address + path)
    await page.getByRole('heading').first().waitFor()
    await atRest(page)
    const said = await page.locator('main').innerText()
    expect(said, path).not.toMatch(/no such page|is not here|could not be read|does not exist/i)
    expect(await page.locator('body').innerText(), path).not.toMatch(/Crash reports|Aeolus/)
  }
})

step('an owner hands on a link for a new password, which ends the sessions there were', async () => {
  const row = await openRow(email)
  await row.getByRole('button', { name: 'To choose a password' }).click()
  const link = await row.getByLabel(/^A link to choose a new password/).inputValue()
  const other = await (await browser.newContext()).newPage()
  await other.goto(link)
  expect(other.url()).toContain('/password')
  await other.getByLabel('Password').fill(secondPassword)
  await other.getByRole('button', { name: 'Set password' }).click()
  await other.waitForURL(`**/brands/${brandId}/campaigns`)
  await other.close()
  await guest.page.getByRole('link', { name: 'Battery life' }).first().click()
  await signInPage(guest.page)
  const signIn = async (password: string) => {
    await guest.page.getByLabel('E-mail address').fill(email)
    await guest.page.getByLabel('Password').fill(password)
    await guest.page.getByRole('button', { name: 'Sign in' }).click()
  }
  await signIn(firstPassword)
  await guest.page.getByText('The address or the password is wrong').waitFor()
  await signIn(secondPassword)
  // Back where they were going.
  await guest.page.waitForURL(/\/campaigns\/[0-9a-f-]{36}$/)
})

step('signing out leaves no cookie, no storage and no way back', async () => {
  const { page } = guest
  await page.getByRole('button', { name: 'Sign out' }).first().click()
  await signInPage(page)
  expect(await guestContext.cookies()).toEqual([])
  expect(await page.evaluate('Object.keys(localStorage).concat(Object.keys(sessionStorage)).filter((key) => key !== "theme")')).toEqual([])
  await page.goBack()
  await signInPage(page)
  expect(await page.locator('body').innerText()).not.toContain('Battery life')
})

step('a member who is removed, by the address typed again, is signed out by their next click', async () => {
  const { page } = guest
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(secondPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  await page.goto(`${at.address}/brands/${brandId}/campaigns`)
  await page.getByRole('link', { name: 'Battery life' }).first().waitFor()
  await owner.page.reload()
  const row = await openRow(email)
  const remove = row.getByRole('button', { name: 'Remove from the workspace' })
  await row.getByLabel(/^Write the address/).fill('grace')
  expect(await remove.isDisabled()).toBe(true)
  await row.getByLabel(/^Write the address/).fill(email)
  await remove.click()
  await owner.page.getByText('Grace is no member any more.').waitFor()
  await page.getByRole('link', { name: 'Battery life' }).first().click()
  await signInPage(page)
})

step('a key is shown once, says who made it, and is revoked in place; the log has all of it, and none of its text', async () => {
  const { page } = owner
  await page.getByRole('link', { name: 'API keys' }).click()
  await page.getByLabel('What it is for').fill('reporting')
  await page.getByLabel('Opens').selectOption({ label: 'Campaign Battery life, alone' })
  await page.getByRole('button', { name: 'Make the key' }).click()
  const key = await page.getByLabel(/^The key\./).inputValue()
  const asked = () => fetch(`${at.address}/api/trpc/viewer.me`, { headers: { authorization: `Bearer ${key}` } })
  expect((await asked()).status).toBe(200)
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByLabel('What it is for').waitFor()
  expect(await page.content()).not.toContain(key)
  const row = page.getByRole('listitem').filter({ hasText: 'reporting' })
  await row.getByText('Made by Local owner').waitFor()
  await accessible(page)
  await row.getByRole('button', { name: 'Revoke reporting' }).click()
  await row.getByRole('button', { name: 'Revoke for good' }).click()
  await row.getByText(/^revoked/).waitFor()
  expect((await asked()).status).toBe(401)
  await page.getByRole('link', { name: 'Audit log' }).click()
  await page.getByRole('cell', { name: 'keys.revoke' }).waitFor()
  await page.getByLabel('What', { exact: true }).selectOption('members')
  await page.getByRole('cell', { name: 'members.remove' }).waitFor()
  await page.getByRole('cell', { name: 'keys.revoke' }).waitFor({ state: 'detached' })
  await accessible(page)
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'NDJSON' }).click()])
  const text = await new Response((await download.createReadStream()) as unknown as ReadableStream).text()
  expect(text).toContain('members.remove')
  expect(text).not.toContain(key)
})

step('settings are accessible, members and sessions too, and nothing was thrown on the way', async () => {
  const { page } = owner
  for (const tab of ['Members', 'Sessions']) {
    const settings = page.getByRole('navigation', { name: 'Settings' })
    await settings.getByRole('link', { name: tab }).click()
    await settings.locator('[aria-current="page"]', { hasText: tab }).waitFor()
    await page.locator('.people').first().waitFor()
    await accessible(page)
  }
  expect([owner.faults, guest.faults]).toEqual([[], []])
})
