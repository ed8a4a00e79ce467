import type { CampaignAnalytics, Dashboard, HeldBackPage, Page as Listed, PainPoint, Run, ScopeEvent } from '@echoscope/domain'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accessible } from './src/accessible.ts'
import { browserPath, launch, noBrowser, picture, watch, type Watched } from './src/browser.ts'
import { house, type House } from './src/house.ts'
import { eventually } from './src/installation.ts'

let at: House
let browser: Browser
let tab: Watched

beforeAll(async () => {
  at = await house()
  if (browserPath === null) return
  browser = await launch()
  tab = watch(await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage())
})
afterAll(async () => {
  await browser?.close()
  await at?.[Symbol.asyncDispose]()
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && tab !== undefined) await picture(tab.page, task.name)
})

const ask = <Answer>(path: string, input: unknown) => at.api.query(path, input) as Promise<Answer>
const day = (before: number): string => new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10)

/** The sample, loaded and read to its end. */
async function loaded(): Promise<{ readonly brandId: string; readonly scope: { readonly type: 'automatic'; readonly brandId: string } }> {
  const { brandId } = (await at.api.mutate('brands.loadSample', {})) as { brandId: string }
  const scope = { type: 'automatic', brandId } as const
  await eventually('both runs of the sample have ended', 60, async () => {
    const { items } = await ask<Listed<Run>>('scouts.list', { scope })
    return items.length >= 2 && items.every(({ finishedAt }) => finishedAt !== null) ? true : null
  })
  await eventually('insights are written', 60, async () => ((await ask<{ kept: unknown }>('insights.current', { scope })).kept === null ? null : true))
  return { brandId, scope }
}

test('first visit: the sample brand is loaded by a press, and seconds later its dashboard is filled', async ({ skip }) => {
  skip(browserPath === null, noBrowser)
  const { page, faults } = tab
  await page.goto(at.link)
  const begun = performance.now()
  await page.getByRole('button', { name: 'Load the sample brand' }).click()
  await page.waitForURL(/\/runs\//)
  // It fills while it is looked at.
  await page.getByRole('link', { name: 'Open the dashboard' }).click()
  await page.locator('.kpi-value').first().waitFor({ timeout: 60_000 })
  await page.locator('table.heat').waitFor()
  process.stdout.write(`the sample brand was on the dashboard after ${((performance.now() - begun) / 1_000).toFixed(1)} s\n`)
  await page.getByText('sample, always on').waitFor()
  await accessible(page)
  expect(faults).toEqual([])
})

test('what is planted in the sample is found, and nothing else is claimed', async () => {
  const { brandId, scope } = await loaded()
  const { kpis, painPoints, influencers, coverage, communities } = await ask<Dashboard>('analytics.dashboard', { scope })

  // One pain point grows for sure, one only looks like it, the others are even.
  const all = (await ask<Listed<PainPoint>>('analytics.painPoints', { scope, order: 'volume' })).items
  expect(Object.fromEntries(all.map(({ keyword, mentions, previous }) => [keyword, [previous, mentions]]))).toEqual({
    'battery drain': [10, 33],
    'slow app': [15, 14],
    'noisy valve': [10, 9],
    'app crash': [6, 5],
    'pairing fail': [6, 5],
    'display flicker': [5, 4],
    'missing adapter': [3, 2],
    'wifi drop': [6, 9],
  })
  expect(painPoints.filter(({ significant, mentions, previous }) => significant && mentions > previous).map(({ keyword }) => keyword)).toEqual([
    'battery drain',
  ])
  expect(all.find(({ keyword }) => keyword === 'wifi drop')?.significant).toBe(false)
  expect(kpis.find(({ id }) => id === 'growingPainPoints')?.value).toBe(2)

  // One advocate, one critic.
  const stances = influencers.filter(({ stance }) => stance !== null).map(({ username, stance }) => `${username} ${stance}`)
  expect(stances.toSorted()).toEqual(['cold_corner critic', 'marisol_warm advocate'])

  // One spike and no silence.
  const events = (await ask<{ items: ScopeEvent[] }>('analytics.events', { scope, range: { from: day(89), to: day(-1) } })).items
  expect(events.map(({ kind, from, threads }) => [kind, from, threads])).toEqual([['spike', `${day(9)}T14:00:00.000Z`, expect.any(Number)]])
  expect(events[0]?.threads).toBeGreaterThanOrEqual(14)

  // The forum has said nothing for four days, and that is told as a gap of its own.
  expect([...new Set(coverage.gaps.map(({ source }) => source))]).toEqual(['discourse'])
  expect(coverage.partialDays).toContain(day(2))
  expect(coverage.partialDays).not.toContain(day(7))
  expect(new Set(communities.map(({ name }) => name)).size).toBe(12)

  // Twenty advertisements are held back, and the posts that name nothing of the brand.
  const { counts } = await ask<HeldBackPage>('threads.heldBack', { scope, limit: 1 })
  expect(counts.spam).toBeGreaterThanOrEqual(19)
  expect(counts.spam).toBeLessThanOrEqual(21)
  expect(counts.no_match).toBeGreaterThan(300)
  expect([counts.excluded, counts.other_community, counts.language]).toEqual([0, 0, 0])
  // One announcement stood in four places: one thread, and three copies of it.
  expect(counts.duplicate).toBe(3)

  // What is said of it names no other subject.
  const { kept } = await ask<{ kept: { run: { insights: { kind: string; text: string }[] } } }>('insights.current', { scope })
  const textOf = (isIt: (kind: string) => boolean) => kept.run.insights.flatMap(({ kind, text }) => (isIt(kind) ? [text] : [])).join('\n')
  // The unhappiest of those with five threads is where a look is worth it first; that claims no growth.
  expect(textOf((kind) => kind === 'next')).toMatch(/^Read first: 5 threads on “app crash”/)
  const said = textOf((kind) => kind !== 'next')
  expect(said).toMatch(/battery drain/i)
  expect(said).not.toMatch(/wifi drop|slow app|noisy valve|app crash|pairing fail|display flicker|missing adapter/i)

  // Each campaign has threads of its own.
  const { campaigns } = await ask<CampaignAnalytics>('analytics.campaigns', { brandId })
  const threads = Object.fromEntries(campaigns.map(({ name, threads: n }) => [name, n]))
  expect(threads['Hub 3 launch']).toBe(14)
  expect(threads['Tarnwick auf Deutsch']).toBeGreaterThan(50)
  expect(threads['Beside Brackenfield']).toBeGreaterThan(25)
})

test('loaded twice it is there once, and its numbers stay', async () => {
  const { brandId, scope } = await loaded()
  const before = await ask<Dashboard>('analytics.dashboard', { scope })
  expect(((await at.api.mutate('brands.loadSample', {})) as { brandId: string }).brandId).toBe(brandId)
  const both = (await Promise.all([1, 2, 3].map(() => at.api.mutate('brands.loadSample', {})))) as { brandId: string }[]
  expect(new Set(both.map((each) => each.brandId))).toEqual(new Set([brandId]))
  expect((await ask<Listed<{ sample: boolean }>>('brands.list', {})).items.filter(({ sample }) => sample)).toHaveLength(1)
  const after = await ask<Dashboard>('analytics.dashboard', { scope })
  expect(after.kpis.map(({ value }) => value)).toEqual(before.kpis.map(({ value }) => value))
})
