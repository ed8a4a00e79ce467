import { accessSync, constants, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, chromium, type Page, type Request } from 'playwright-core'

/** A page that reports what went wrong in it. */
export interface Watched {
  readonly page: Page
  /** Errors thrown and logged in the page, and answers of 500 and above. */
  readonly faults: readonly string[]
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const folders = ['/usr/bin', ...(process.env['PATH'] ?? '').split(delimiter)]
const given = process.env['CHROMIUM_PATH'] ?? ''
const candidates =
  given === ''
    ? [...folders.flatMap((folder) => names.map((name) => join(folder, name))), '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
    : [given]
const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
export const browserPath = candidates.find(isExecutable) ?? null
export const noBrowser = given === '' ? 'no Chromium in PATH; CHROMIUM_PATH may name one' : `CHROMIUM_PATH is ${given}, which cannot be run`

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]
export const launch = (): Promise<Browser> => chromium.launch({ ...(browserPath !== null && { executablePath: browserPath }), args: flags, timeout: 60_000 })

/** Requests under way, but for the streams that stay open for as long as a page is looked at. */
const underWay = new WeakMap<Page, Set<Request>>()
function follow(page: Page): void {
  const open = new Set<Request>()
  underWay.set(page, open)
  page.on('request', (request) => {
    if (!/\/api\/trpc\/\w+\.watch/.test(request.url())) open.add(request)
  })
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  // What a page had asked for is nobody's any more once another one is there.
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) open.clear()
  })
}

/** Waits until the page has asked for nothing for a while. */
export async function atRest(page: Page, longestMs = 20_000): Promise<void> {
  const quietMs = 400
  const until = performance.now() + longestMs
  for (let quietSince = performance.now(); performance.now() - quietSince < quietMs; await sleep(50)) {
    if (performance.now() > until) throw new Error(`the page did not come to rest within ${longestMs / 1_000} s`)
    if ((underWay.get(page)?.size ?? 0) > 0) quietSince = performance.now()
  }
}

export function watch(page: Page): Watched {
  const faults: string[] = []
  page.on('pageerror', ({ message }) => faults.push(message))
  page.on('console', (message) => {
    // A refused request is logged by the browser itself; what it means is for the page to say.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text())
  })
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`)
  })
  page.setDefaultTimeout(20_000)
  follow(page)
  return { page, faults }
}

/** Where a picture of a failure lies; its path is printed. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = join(tmpdir(), 'echoscope-failures')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name.replaceAll(/\W+/g, '-').slice(0, 80)}.png`)
  await page.screenshot({ path, fullPage: true, timeout: 10_000 }).then(
    () => process.stdout.write(`picture of the failure: ${path}\n`),
    () => undefined,
  )
}
