import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { atRest } from './browser.ts'

/** Everything axe-core finds, by rule and place, with the page at rest. */
async function violations(page: Page): Promise<string[]> {
  // One that goes on asking is looked at all the same.
  await atRest(page, 4_000).catch(() => undefined)
  // Between two pages there is none for a moment: the next one's comes with its first paint.
  await expect.poll(() => page.title(), { timeout: 10_000 }).not.toBe('')
  // A colour on its way to the other theme has no contrast of its own; what never ends, such as a pulse, is not waited for.
  await page.evaluate(
    'Promise.race([Promise.all(document.getAnimations().filter((a) => a.effect.getComputedTiming().iterations !== Infinity).map((a) => a.finished.catch(() => null))), new Promise((done) => setTimeout(done, 2000))])',
  )
  await page.evaluate(axe.source)
  const found: unknown = await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ') + ' ' + (n.failureSummary ?? '')).join(' | ')))",
  )
  return found as string[]
}
/** No violation in one theme. */
export async function accessibleNow(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  // What is there for a moment between two pages is none: one that stays is found however often it is looked for.
  await expect.poll(() => violations(page), { message: `${colorScheme} ${page.url()}`, timeout: 10_000, interval: 500 }).toEqual([])
}

/** No violation, light and dark. */
export async function accessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) await accessibleNow(page, colorScheme)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null })
}
