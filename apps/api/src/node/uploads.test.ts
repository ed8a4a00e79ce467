import { mkdtemp, readdir, readFile, rm, stat, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, sep } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createUploads, sweepUploads } from './uploads.ts'

let directory: string
beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'echoscope-uploads-')), 'uploads')
})
afterEach(() => rm(dirname(directory), { recursive: true, force: true }))
const streamOf = (text: string): ReadableStream<Uint8Array<ArrayBuffer>> => new Blob([text]).stream()

test('an upload is kept byte for byte, readable by its owner alone', async () => {
  const { path, bytes } = await createUploads(directory, 100).store('posts.ndjson.zst', streamOf('gruß'))
  expect(bytes).toBe(5)
  expect(await readFile(path, 'utf8')).toBe('gruß')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(basename(path)).toBe('posts.ndjson.zst')
})
test.each(['../../etc/passwd', '/etc/passwd', '..', '.hidden', 'a\0b', 'C:\\x\\y.csv', '\u202Egnp.exe', 'x'.repeat(10_000), '', '💥.csv'])(
  'the name %j cannot leave the directory',
  async (name) => {
    const { path } = await createUploads(directory, 100).store(name, streamOf('x'))
    expect(dirname(dirname(path))).toBe(directory)
    expect(basename(path)).toMatch(/^[\w.-]{1,200}$/)
  },
)
test.each(['Beiträge März (2).csv', '投稿.ndjson', 'posts-2020_05.ndjson.zst'])('the name %j is kept as its sender wrote it', async (name) => {
  expect(basename((await createUploads(directory, 100).store(name, streamOf('x'))).path)).toBe(name)
})
test('a long name in any script keeps its end', async () => {
  const { path } = await createUploads(directory, 100).store(`${'ü投𝒜'.repeat(60)}.csv`, streamOf('x'))
  expect(basename(path)).toMatch(/^[ü投𝒜]{40,}\.csv$/u)
})
test('two uploads of one name are two files', async () => {
  const uploads = createUploads(directory, 100)
  const [first, second] = [await uploads.store('a', streamOf('1')), await uploads.store('a', streamOf('2'))]
  expect(first.path).not.toBe(second.path)
})
test('past the limit it is refused and nothing is left behind', async () => {
  await expect(createUploads(directory, 10).store('a', streamOf('x'.repeat(11)))).rejects.toMatchObject({
    reason: 'body_too_large',
    details: { limitBytes: 10 },
  })
  expect(await readdir(directory)).toEqual([])
})
test('an upload that breaks off leaves nothing behind', async () => {
  let sent = false
  const broken = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent) controller.error(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }))
      else controller.enqueue(new Uint8Array([1]))
      sent = true
    },
  })
  await expect(createUploads(directory, 10).store('a', broken)).rejects.toMatchObject({ reason: 'invalid_archive' })
  expect(await readdir(directory)).toEqual([])
})
test('what nobody fetched within a week is removed, younger uploads stay', async () => {
  const uploads = createUploads(directory, 100)
  const old = await uploads.store('old', streamOf('x'))
  const young = await uploads.store('young', streamOf('x'))
  await utimes(dirname(old.path), new Date(0), new Date(Date.now() - 8 * 86_400_000))
  await sweepUploads(directory, new Date())
  expect(await readdir(directory)).toEqual([dirname(young.path).split(sep).at(-1)])
})
test('a directory that does not exist has nothing to sweep', async () => {
  await expect(sweepUploads(join(directory, 'none'), new Date())).resolves.toBeUndefined()
})
