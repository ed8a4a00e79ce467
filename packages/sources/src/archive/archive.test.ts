import { chmod } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { constants, gzipSync, zstdCompressSync } from 'node:zlib'
import { DomainError } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { archiveFolder, submission, submissions } from '../testing/archive-files.ts'
import { collectAll, describeSource, type Prepared, samplePosts } from '../testing/index.ts'
import type { ReplayPost } from '../testing/hacker-news-index.ts'
import { archiveSource, describeArchive } from './index.ts'
import { openFile, unreadable } from './open-file.ts'

const line = ({ id, createdAt, title }: ReplayPost): string =>
  JSON.stringify({ objectID: String(id), created_at_i: createdAt.getTime() / 1_000, title, author: 'a', points: 1, num_comments: 0 })

async function prepare(content: string | Buffer, name = 'archive'): Promise<Prepared & { file: string }> {
  const folder = await archiveFolder()
  const file = await folder.write(name, content)
  return { source: archiveSource({ files: [file], options: {} }), file, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() }
}
const ndjson = (posts: readonly ReplayPost[]): string => `${posts.map(line).join('\n')}\n`
const longWindow = { params: { [constants.ZSTD_c_windowLog]: 27, [constants.ZSTD_c_enableLongDistanceMatching]: 1, [constants.ZSTD_c_checksumFlag]: 1 } }

const slow = async (): Promise<Prepared> => {
  const place = await prepare(ndjson(samplePosts(10)))
  let opened = 0
  const source = archiveSource({
    files: [place.file],
    options: {},
    open: async (path) => {
      const file = await openFile(path)
      async function* trickle(): AsyncGenerator<Buffer, void> {
        for (let at = 0; ; at += 1) {
          yield Buffer.from(`${submission(`s${at}`)}\n`)
          await new Promise((resolve) => setTimeout(resolve, 5))
        }
      }
      return { ...file, bytes: () => (opened++ === 0 ? file.bytes() : trickle()) }
    },
  })
  return { source, [Symbol.asyncDispose]: () => place[Symbol.asyncDispose]() }
}

for (const [what, pack] of [
  ['plain', Buffer.from],
  ['gzip', gzipSync],
  ['zstd with a long window', (text: string) => zstdCompressSync(text, longWindow)],
] as const)
  describeSource(`an archive, ${what}`, {
    make: (posts) => prepare(pack(ndjson(posts))),
    slow,
    faults: { malformed: async () => prepare(gzipSync(ndjson(samplePosts(3_000))).subarray(0, -200)) },
  })

test('the same posts come from plain, gzip and zstd files, from several members and frames, whatever the name says', async () => {
  const [one, two] = [submissions(1_500), submission('second')]
  const plain = await collectAll((await prepare(one + two)).source)
  const files: readonly (readonly [string, Buffer])[] = [
    ['lies.zst', gzipSync(one + two)],
    ['members.gz', Buffer.concat([gzipSync(one), gzipSync(two)])],
    ['frames.gz', Buffer.concat([zstdCompressSync(one), zstdCompressSync(two)])],
    [
      'skippable.zst',
      Buffer.concat([
        Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]),
        zstdCompressSync(one, longWindow),
        Buffer.from([0x50, 0x2a, 0x4d, 0x18, 0, 0, 0, 0]),
        zstdCompressSync(two),
      ]),
    ],
    ['padded.gz', Buffer.concat([gzipSync(one + two), Buffer.alloc(512)])],
  ]
  expect(plain.posts).toHaveLength(1_501)
  for (const [name, content] of files) {
    await using place = await prepare(content, name)
    const all = await collectAll(place.source)
    expect(all.error, name).toBeNull()
    expect(all.posts, name).toEqual(plain.posts)
  }
})

test.each([
  ['gzip', gzipSync(submissions(9_000)), -400, 'truncated'],
  ['zstd', zstdCompressSync(submissions(9_000)), -400, 'truncated'],
  ['zstd after its first frame', Buffer.concat([zstdCompressSync(submissions(9_000)), zstdCompressSync(submissions(10))]), -5, 'truncated'],
  ['gzip with another file behind it', Buffer.concat([gzipSync(submissions(9_000)), Buffer.from('not a member')]), undefined, 'damaged'],
] as const)('%s that breaks off gives what came before, says after which line, and ends as incomplete', async (_what, whole, cut, how) => {
  await using place = await prepare(whole.subarray(0, cut))
  const all = await collectAll(place.source)
  expect(all.posts.length).toBeGreaterThan(1_000)
  expect(all.posts.map(({ externalId }) => externalId)).toEqual(all.posts.map((_, at) => `t3_${at.toString(36)}`))
  expect(all.bad).toEqual([{ place: String(all.posts.length + 1), reason: `${how} archive after line ${all.posts.length}` }])
  expect(all.error).toMatchObject({ name: 'SourceError', fault: 'malformed', message: expect.stringContaining(`after line ${all.posts.length}`) })
  const again = await collectAll(place.source, { checkpoint: all.checkpoint })
  expect(again.posts).toEqual([])
  expect(again.error).toMatchObject({ fault: 'malformed' })
})

test('a zstd frame that asks for a window of 2 GB is read, as the monthly dumps need it', async () => {
  const text = Buffer.from(submissions(3))
  // RFC 8878: magic, no flags, window descriptor of exponent 21 above 2^10, one last raw block.
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 21 << 3])
  const block = Buffer.alloc(3)
  block.writeUIntLE((text.length << 3) | 1, 0, 3)
  await using place = await prepare(Buffer.concat([header, block, text]))
  const all = await collectAll(place.source)
  expect(all.error).toBeNull()
  expect(all.posts).toHaveLength(3)
})

test('after a broken file the next one is still read, and places name their file', async () => {
  await using folder = await archiveFolder()
  const broken = await folder.write('a.gz', gzipSync(submissions(9_000)).subarray(0, -400))
  const whole = await folder.write('b.ndjson', `${submission('whole')}\nno json\n`)
  const all = await collectAll(archiveSource({ files: [broken, whole], options: {} }))
  expect(all.posts.at(-1)?.externalId).toBe('t3_whole')
  expect(all.bad.map(({ place }) => place.split(':')[0])).toEqual(['a.gz', 'b.ndjson'])
  expect(all.bad[1]).toEqual({ place: 'b.ndjson:2', reason: 'not valid JSON' })
  expect(all.error).toMatchObject({ message: expect.stringContaining('a.gz') })
})

test('a line of 50 MB is skipped with its number and size, and the rest goes on', async () => {
  await using place = await prepare(
    Buffer.concat([Buffer.from(`${submission('a')}\n{"title":"`), Buffer.alloc(50 * 1024 * 1024, 'x'), Buffer.from(`"}\n${submission('b')}\n`)]),
  )
  const all = await collectAll(place.source)
  expect(all.posts.map(({ externalId }) => externalId)).toEqual(['t3_a', 't3_b'])
  expect(all.bad).toEqual([{ place: '2', reason: 'longer than 8 MB (50 MB); skipped' }])
})

test('memory does not hang on the length of a line', async () => {
  await using place = await prepare(submissions(1))
  let most = 0
  const megabyte = 1024 * 1024
  async function* endless(): AsyncGenerator<Buffer, void> {
    yield Buffer.from(`${submission('a')}\n`)
    for (let at = 0; at < 600; at += 1) {
      yield Buffer.alloc(megabyte, 'x')
      most = Math.max(most, process.memoryUsage().external)
    }
  }
  let opened = 0
  const source = archiveSource({
    files: [place.file],
    options: {},
    open: async (path) => ({ ...(await openFile(path)), bytes: () => (opened++ === 0 ? Readable.from([Buffer.from(submission('a'))]) : endless()) }),
  })
  const before = process.memoryUsage().external
  const all = await collectAll(source)
  expect(all.bad).toEqual([{ place: '2', reason: 'longer than 8 MB (600 MB); skipped' }])
  expect(most - before).toBeLessThan(300 * megabyte)
})

test('bad lines are counted with number and reason, and only they are lost', async () => {
  const lines = ['\uFEFF' + submission('bom'), '', 'no json', '[1,2]', 'null', `\uFEFF${submission('glued')}`, `${submission('cr')}\r`, '{"id":"cut']
  const bytes = Buffer.concat([
    Buffer.from(`${lines.join('\n')}\n`),
    Buffer.from('{"id":"x","subreddit":"s","title":"\xE9"}\n', 'latin1'),
    Buffer.from(submission('last')),
  ])
  await using place = await prepare(bytes)
  const all = await collectAll(place.source)
  expect(all.posts.map(({ externalId }) => externalId)).toEqual(['t3_bom', 't3_glued', 't3_cr', 't3_last'])
  expect(all.bad.map(({ place: at, reason }) => `${at}: ${reason.split(' (')[0]}`)).toEqual([
    '3: not valid JSON',
    '4: JSON, but no object',
    '5: JSON, but no object',
    '8: not valid JSON',
    '9: not valid UTF-8',
  ])
})

test('UTF-16 with a byte order mark is read, little and big endian', async () => {
  const little = Buffer.from(`\uFEFF${submission('é😀'.length.toString(), { title: 'Größe 😀' })}\n`, 'utf16le')
  for (const bytes of [little, Buffer.from(little).swap16()]) {
    await using place = await prepare(bytes)
    expect((await collectAll(place.source)).posts[0]?.title).toBe('Größe 😀')
  }
})

test('duplicates inside a file pass: the store takes the second as an update', async () => {
  await using place = await prepare(`${submission('a')}\n${submission('a', { score: 9 })}\n`)
  expect((await collectAll(place.source)).posts.map(({ score }) => score)).toEqual([3, 9])
})

test('an import whose file changed does not go on from its checkpoint, though the size is the same', async () => {
  await using place = await prepare(submissions(2_500))
  const { checkpoint } = await collectAll(place.source, { stopAt: ({ progress }) => progress.length === 1 })
  await using other = await prepare(submissions(2_500).replaceAll('text', 'TEXT'))
  const longer = await prepare(submissions(2_501))
  for (const { source } of [other, longer])
    expect((await collectAll(source, { checkpoint })).error).toMatchObject({
      name: 'DomainError',
      reason: 'invalid_archive',
      message: expect.stringContaining('changed'),
    })
  await longer[Symbol.asyncDispose]()
})

test.each([
  ['a directory', 'unreadable_file', 'is a directory', (): Promise<string> => Promise.resolve('/')],
  ['a file that is not there', 'unreadable_file', 'is not there', (): Promise<string> => Promise.resolve('/nowhere/x.ndjson')],
  ['a device', 'unreadable_file', 'no regular file', (): Promise<string> => Promise.resolve('/dev/null')],
])('%s is refused with %s', async (_what, reason, words, path) => {
  await expect(describeArchive(await path())).rejects.toMatchObject({ name: 'DomainError', reason, message: expect.stringContaining(words) })
})

test('a file that may not be read is refused as such', async (context) => {
  await using place = await prepare(submissions(1))
  await chmod(place.file, 0)
  // The superuser may read everything.
  context.skip(process.getuid?.() === 0, 'root may read everything')
  await expect(describeArchive(place.file)).rejects.toMatchObject({ reason: 'unreadable_file', message: expect.stringContaining('may not be read') })
})

test.each([
  ['EACCES', 'may not be read'],
  ['ENOENT', 'is not there'],
  ['EIO', 'cannot be read (EIO)'],
])('%s of the system is told in words', (code, words) => {
  expect(unreadable('x.zst', Object.assign(new Error('system'), { code }))).toMatchObject({
    reason: 'unreadable_file',
    message: expect.stringContaining(words),
  })
})

test.each([
  ['an empty file', '', 'is empty'],
  ['a compressed nothing', gzipSync(''), 'is empty'],
  ['blank lines', '\n\n \n', 'is empty'],
  ['a ZIP', Buffer.from('PK\x03\x04rest'), 'ZIP'],
  ['a web page', '<!doctype html><title>Login</title>', 'web page'],
  ['binary data', Buffer.from([1, 2, 0, 4, 44, 5, 10]), 'no text'],
  ['prose', 'Just some text\nand more', 'neither JSON nor a table'],
  ['gzip damaged from the start', Buffer.from([0x1f, 0x8b, 9, 9, 9]), 'damaged'],
  ['UTF-16 without a mark', Buffer.from('a,b\n1,2\n', 'utf16le'), 'UTF-16'],
])('%s is refused as invalid_archive, in words, without its folder', async (_what, content, words) => {
  await using place = await prepare(content, 'file')
  const error = await describeArchive(place.file).catch((cause: unknown) => cause)
  expect(error).toBeInstanceOf(DomainError)
  expect(error).toMatchObject({ reason: 'invalid_archive', message: expect.stringContaining(words) })
  expect(String(error)).not.toContain('/tmp')
})

test('an archive is described by what it holds', async () => {
  await using place = await prepare(zstdCompressSync('id,title,subreddit,created_utc\na,b,c,1600000000\n'), 'posts.ndjson')
  expect(await describeArchive(place.file)).toMatchObject({
    name: 'posts.ndjson',
    compression: 'zstd',
    encoding: 'utf-8',
    records: 'csv',
    columns: ['id', 'title', 'subreddit', 'created_utc'],
  })
})
