import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { apiOf, newKey } from './api.ts'
import { atRest, launch, watch } from './browser.ts'
import { echoscope, eventually, freePort, interrupt, newHome, removeHome, start } from './installation.ts'

/** The pictures of the README and the guide, taken of the sample brand: `pnpm screenshots`. */
const folder = join(import.meta.dirname, '../../docs')
const pictures = [
  { name: 'dashboard', path: (ids: Ids) => `/brands/${ids.brandId}` },
  { name: 'threads', path: (ids: Ids) => `/brands/${ids.brandId}/threads?sentiment=negative` },
  { name: 'studio', path: (ids: Ids) => `/campaigns/${ids.campaignId}/edit` },
  { name: 'campaign', path: (ids: Ids) => `/campaigns/${ids.campaignId}` },
] as const
interface Ids {
  readonly brandId: string
  readonly campaignId: string
}

const [home, port] = [await newHome(), await freePort()]
const started = await start({ home, port, env: { HACKER_NEWS_URL: 'http://127.0.0.1:9' } })
try {
  const api = apiOf(started.address, await newKey((...args) => echoscope(home, ...args)))
  const { brandId } = (await api.mutate('brands.loadSample', {})) as { brandId: string }
  const scope = { type: 'automatic', brandId }
  await eventually('the sample is told of', 90, async () =>
    ((await api.query('insights.current', { scope })) as { kept: unknown }).kept === null ? null : true,
  )
  const { items } = (await api.query('campaigns.list', { brandId })) as { items: { id: string; name: string }[] }
  const ids = { brandId, campaignId: items.find(({ name }) => name.startsWith('Hub'))?.id ?? '' }
  const browser = await launch()
  const { page } = watch(await (await browser.newContext({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1, reducedMotion: 'reduce' })).newPage())
  await page.goto(started.link)
  await page.waitForURL(/\/brands\//)
  await mkdir(folder, { recursive: true })
  for (const { name, path } of pictures) {
    await page.goto(started.address + path(ids))
    await atRest(page)
    await page.screenshot({ path: join(folder, `${name}.png`) })
    process.stdout.write(`docs/${name}.png\n`)
  }
  await browser.close()
} finally {
  await interrupt(started)
  await removeHome(home)
}
