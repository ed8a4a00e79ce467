import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { echoscope } from '../testing/echoscope.ts'

test('replay prints settings that lead to posts, refuses where it is told to, and ends by Ctrl-C', async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts'), 'replay', '--port', '0', '--posts', '40', '--refuse', 'lemmy'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const settings: Record<string, string> = {}
  for await (const line of createInterface({ input: child.stdout })) {
    const [name = '', ...value] = line.split('=')
    settings[name] = value.join('=')
    if (Object.keys(settings).length === 3) break
  }
  const found = await fetch(`${settings['HACKER_NEWS_URL']}/search_by_date?query=zephyr&hitsPerPage=100`)
  expect(((await found.json()) as { nbHits: number }).nbHits).toBe(39)
  const places = Object.fromEntries((settings['SOURCE_URLS'] ?? '').split(',').map((pair) => pair.split('=')))
  expect(Object.keys(places)).toContain('mastodon')
  expect((await fetch(`${places['lemmy']}/api/v3/site`)).status).toBe(401)
  expect(settings['SOURCE_ALLOW']).toBe(new URL(places['lemmy']).host)
  child.kill('SIGINT')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('a place that there is not, or a port that is none, is wrong usage', async () => {
  expect(await echoscope(['replay', '--slow', 'usenet'])).toMatchObject({ code: 2, err: expect.stringContaining('"usenet"') })
  expect(await echoscope(['replay', '--port', 'high'])).toMatchObject({ code: 2 })
})
