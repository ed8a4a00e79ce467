import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createPageName } from './page-name.ts'

test('the page is named by its first script, nothing is named where none is built, and another build is heard of within seconds', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'echoscope-page-'))
  let now = 0
  const name = createPageName(folder, () => new Date(now))
  expect(await name()).toBeNull()
  await writeFile(join(folder, 'index.html'), '<script src="/theme.js"></script><script type="module" crossorigin src="/assets/index-B4Mh_Z3-q.js"></script>')
  now += 6_000
  expect(await name()).toBe('index-B4Mh_Z3-q')
  await rm(folder, { recursive: true })
})
