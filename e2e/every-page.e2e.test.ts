import { readFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accessible, accessibleNow } from './src/accessible.ts'
import { atRest, browserPath, launch, noBrowser, picture, watch, type Watched } from './src/browser.ts'
import { house, type House } from './src/house.ts'
import { nasty, nastyPosts } from './src/nasty.ts'
import { makePosts } from './src/posts.ts'

/** The pages there are, from the table that the router is made of: one that is added tomorrow is walked too. */
const routes = [...new Set(readFileSync(join(import.meta.dirname, '../apps/web/src/routeTree.gen.ts'), 'utf8').matchAll(/fullPath: '([^']+)'/g))].map(
  ([, path = '']) => path.replace(/(.)\/$/, '$1'),
)
const paths = [...new Set(routes)].filter((path) => !path.includes('$runId'))
/** Behind a door of their own; the journeys go through them. */
const doors = new Set(['/sign-in', '/invitation', '/password', '/'])

let at: House
let browser: Browser
let context: BrowserContext
let tab: Watched
let ids: Readonly<Record<string, string>>
let empty: Readonly<Record<string, string>>
const archive = join(tmpdir(), `echoscope-pages-${process.pid}.ndjson`)

beforeAll(async () => {
  if (browserPath === null) return
  const now = new Date()
  await writeFile(archive, `${makePosts(now).ndjson}${nastyPosts('zephyr', now)}\n`)
  at = await house()
  const make = async (name: string, campaign: string) => {
    const { id: brandId } = (await at.api.mutate('brands.create', { name, primaryKeywords: ['zephyr'], competitors: [nasty.markup], sources: [] })) as {
      id: string
    }
    const query = `zephyr OR "${nasty.markup.replaceAll(/["“”„\\]/g, '')}"`
    const made = (await at.api.mutate('campaigns.create', { brandId, name: campaign, description: nasty.attribute, keywords: [], query, sources: [] })) as {
      id: string
    }
    return { brandId, campaignId: made.id, page: 'sources' }
  }
  ids = await make(nasty.markup, `${nasty.direction} ${nasty.zalgo} ${nasty.wide}`)
  empty = await make(nasty.long.slice(0, 200), nasty.formula)
  expect((await at.run('import', archive, '--brand', ids['brandId'] ?? '')).code).toBe(0)
  expect((await at.run('import', archive, '--campaign', ids['campaignId'] ?? '')).code).toBe(0)
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

const addressOf = (path: string, of: Readonly<Record<string, string>>): string =>
  at.address + path.replaceAll(/\$(\w+)/g, (_, name: string) => of[name] ?? name)

/** What holds of every page in every state. */
async function sound(page: Page): Promise<void> {
  await atRest(page)
  expect.soft(await page.title(), page.url()).toMatch(/Echoscope$/)
  expect.soft(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), `${page.url()} scrolls sideways`).toBe(0)
  expect.soft(await page.evaluate('globalThis.broken'), `${page.url()} ran a text`).toBeUndefined()
}

test('every page of a filled brand with hostile names and posts: nothing of them runs, nothing is laid out wrong, no violation in either theme', async ({
  skip,
}) => {
  skip(browserPath === null, noBrowser)
  const { page, faults } = tab
  for (const path of paths.filter((each) => !doors.has(each))) {
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto(addressOf(path, ids))
    await sound(page)
    await accessible(page)
    await page.setViewportSize({ width: 390, height: 844 })
    await sound(page)
    await accessibleNow(page, 'light')
  }
  expect(faults).toEqual([])
}, 600_000)

test('every page of a brand without anything says what will be here', async ({ skip }) => {
  skip(browserPath === null, noBrowser)
  const { page, faults } = tab
  await page.setViewportSize({ width: 390, height: 844 })
  for (const path of paths.filter((each) => each.includes('$brandId') || each.includes('$campaignId'))) {
    await page.goto(addressOf(path, empty))
    await sound(page)
    await accessibleNow(page, 'light')
  }
  expect(faults).toEqual([])
}, 600_000)

test('every page whose data cannot be read says so, with what to do, and the frame around it stays', async ({ skip }) => {
  skip(browserPath === null, noBrowser)
  const { page } = tab
  await page.setViewportSize({ width: 1440, height: 900 })
  const broken = {
    error: {
      message: 'Something inside Echoscope broke.',
      code: -32603,
      data: { code: 'INTERNAL_SERVER_ERROR', httpStatus: 500, reason: 'internal_error', details: {}, requestId: 'r' },
    },
  }
  await page.route(
    /\/api\/trpc\/(analytics|threads|insights|scouts|separation|erasure|members|keys|audit|sessions|ai|timeZone|sources|painPoints)\./,
    (route) => route.fulfill({ status: 500, contentType: 'application/json', body: JSON.stringify(broken) }),
  )
  for (const path of paths.filter((each) => !doors.has(each) && !/docs|new|import|edit|settings$/.test(each))) {
    await page.goto(addressOf(path, ids))
    await page.getByRole('button', { name: 'Try again' }).first().waitFor()
    expect(await page.getByRole('navigation', { name: 'Brand' }).isVisible(), path).toBe(true)
    await accessibleNow(page, 'light')
  }
  await page.unrouteAll()
}, 600_000)
