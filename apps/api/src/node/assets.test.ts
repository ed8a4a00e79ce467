import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAssets } from './assets.ts'

let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'echoscope-web-'))
  await mkdir(join(root, 'dist/assets'), { recursive: true })
  await writeFile(join(root, 'dist/index.html'), '<!doctype html>the page')
  await writeFile(join(root, 'dist/assets/index-abc123.js'), 'let x')
  await writeFile(join(root, 'dist/favicon.svg'), '<svg/>')
  await writeFile(join(root, 'secret.txt'), 'secret')
})
afterAll(() => rm(root, { recursive: true, force: true }))

const get = (path: string, headers: Record<string, string> = {}) =>
  createAssets(join(root, 'dist'))(new Request(new URL(path, 'http://localhost'), { headers }))

test('what is named by its content is kept for ever, the page is asked for each time', async () => {
  const script = await get('/assets/index-abc123.js')
  expect([script?.headers.get('cache-control'), script?.headers.get('content-type')]).toEqual([
    'public, max-age=31536000, immutable',
    'text/javascript; charset=utf-8',
  ])
  expect((await get('/'))?.headers.get('cache-control')).toBe('no-cache')
  expect((await get('/favicon.svg'))?.headers.get('cache-control')).toBe('no-cache')
})
test.each(['/', '/brands/01890a5d-ac96-774b-bcce-b302099a8057', '/campaigns/x/threads?page=2', '/sign-in'])(
  "the application's route %s is the page",
  async (path) => {
    const page = await get(path)
    expect([page?.status, await page?.text()]).toEqual([200, '<!doctype html>the page'])
  },
)
test.each(['/assets/gone-000000.js', '/nothing.png', '/assets'])('what is not there is never answered with another file: %s', async (path) => {
  const answer = await get(path)
  expect(path === '/assets' ? await answer?.text() : answer).toBe(path === '/assets' ? '<!doctype html>the page' : null)
})
test.each(['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/assets/..%5c..%5csecret.txt', '/%00.txt', '/%E0%A4%A', '/....//secret.txt'])(
  '%s leaves no directory',
  async (path) => {
    expect((await (await get(path))?.text()) ?? '').not.toContain('secret')
  },
)
test('a file that has not changed is not sent again', async () => {
  const etag = (await get('/'))?.headers.get('etag') ?? ''
  expect((await get('/', { 'if-none-match': etag }))?.status).toBe(304)
  expect((await get('/', { 'if-none-match': `W/${etag}` }))?.status).toBe(304)
  expect((await get('/', { 'if-none-match': '"other"' }))?.status).toBe(200)
})
test('where nothing was built, the page says so', async () => {
  const answer = await createAssets(join(root, 'none'))(new Request('http://localhost/'))
  expect([answer?.status, await answer?.text()]).toEqual([404, expect.stringContaining('not built')])
})
