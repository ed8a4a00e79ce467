import type { ArchiveOptions } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { archiveFolder, submission } from '../testing/archive-files.ts'
import { collectAll } from '../testing/index.ts'
import { archiveSource } from './index.ts'
import { jsonValues } from './json-values.ts'

async function read(content: string, options: ArchiveOptions = {}) {
  await using folder = await archiveFolder()
  return await collectAll(archiveSource({ files: [await folder.write('posts.json', content)], options }))
}
const ids = async (content: string, options?: ArchiveOptions) => (await read(content, options)).posts.map(({ externalId }) => externalId)

test('an array is read element by element, pretty or not, wherever its chunks are cut', () => {
  const text = JSON.stringify([{ a: 'x],"{' }, { b: ['\\"', { c: 1 }] }, 3, 'str', [4]], null, 1)
  for (let size = 1; size < text.length; size += 1) {
    const splitter = jsonValues()
    const found: unknown[] = []
    for (let at = 0; at < text.length; at += size)
      for (const record of splitter.push(Buffer.from(text.slice(at, at + size)))) found.push(JSON.parse(record.text ?? ''))
    expect(splitter.end()).toEqual([])
    expect(found).toEqual(JSON.parse(text))
  }
})

test('one broken element costs itself, and an array cut off says so', async () => {
  const content = `[\n${submission('a')},\n{"id": "b", "title: 1},\n${submission('c')},\n`
  const all = await read(content)
  expect(all.posts.map(({ externalId }) => externalId)).toEqual(['t3_a', 't3_c'])
  expect(all.bad).toEqual([
    { place: '2', reason: 'not valid JSON' },
    { place: '4', reason: 'the array has no end; the file was cut off' },
  ])
})

test('an element longer than a record may be is skipped', () => {
  const splitter = jsonValues(100)
  const records = splitter.push(Buffer.from(`[{"a":"${'x'.repeat(200)}"},{"b":1}]`))
  expect(records.map(({ text, reason }) => text ?? reason)).toEqual([expect.stringContaining('longer than'), '{"b":1}'])
})

test('a hundred thousand brackets are one bad element', async () => {
  expect((await read('['.repeat(100_000))).bad).toEqual([{ place: '1', reason: 'not valid JSON' }])
})

test('saved answers of search, listing and archive APIs are unwrapped', async () => {
  const hit = { objectID: '7', created_at_i: 1_600_000_000, title: 'T', author: 'a', points: 1 }
  expect(await ids(JSON.stringify({ hits: [hit], nbHits: 1 }))).toEqual(['7'])
  expect(await ids(JSON.stringify({ kind: 'Listing', data: { children: [{ kind: 't3', data: JSON.parse(submission('l')) }] } }, null, 2))).toEqual(['t3_l'])
  expect(await ids(JSON.stringify({ data: [JSON.parse(submission('d'))] }))).toEqual(['t3_d'])
})

test('rows of the BigQuery table are read; dead, deleted and options of polls are left out', async () => {
  const row = {
    id: '8863',
    by: 'dhouston',
    time: '1175714200',
    timestamp: '2007-04-04 19:16:40 UTC',
    type: 'story',
    title: 'My YC app: Dropbox',
    text: 'It&#x27;s<p>new',
    score: '104',
    descendants: '71',
  }
  const all = await read(
    [
      row,
      { ...row, id: '2', dead: true },
      { ...row, id: '3', deleted: 'true' },
      { ...row, id: '4', type: 'pollopt' },
      { ...row, id: '5', type: 'comment', title: null, parent: '8863' },
    ]
      .map((each) => JSON.stringify(each))
      .join('\n'),
  )
  expect(all.bad).toEqual([])
  expect(all.posts).toMatchObject([
    { externalId: '8863', title: 'My YC app: Dropbox', body: "It's\n\nnew", score: 104, comments: 71, publishedAt: new Date('2007-04-04T19:16:40Z') },
    { externalId: '5', title: '', score: null, parentExternalId: '8863' },
  ])
  expect(all.leftOut).toEqual(['deleted_at_source', 'deleted_at_source', 'no_post'])
})

test('a link to Reddit or Hacker News says which post a record is', async () => {
  const rows = [
    { sub: 'apps', url: 'https://www.reddit.com/r/apps/comments/1rf8sm1/loom/', date: '2026-02-26', text: 'a' },
    { sub: 'apps', url: 'https://www.reddit.com/r/apps/comments/1rf8sm1/loom/oxwuuvh/', date: '2026-02-26', text: 'b' },
    { src: 'hn', url: 'https://news.ycombinator.com/item?id=7426549', date: '2014-03-19', text: 'c' },
  ]
  const { posts } = await read(JSON.stringify(rows))
  expect(posts.map(({ platform, externalId, community }) => [platform, externalId, community.name])).toEqual([
    ['reddit', 't3_1rf8sm1', 'r/apps'],
    ['reddit', 't1_oxwuuvh', 'r/apps'],
    ['hacker-news', '7426549', 'Hacker News'],
  ])
})

test('the stars of an app review are no score, and a review without a time is bad', async () => {
  const all = await read(
    JSON.stringify([
      { src: 'play:au', score: 1, thumbs: 7, at: '2026-08-17 00:43:05', content: 'worst' },
      { src: 'ios:us', score: 5, title: 'Love it', content: 'x' },
    ]),
  )
  expect(all.posts).toMatchObject([{ platform: 'google-play', community: { name: 'Google Play' }, score: 7 }])
  expect(all.bad).toEqual([{ place: '2', reason: 'no publication time' }])
})

test('keys are mapped like columns, and a key named __proto__ does no harm', async () => {
  const { posts } = await read('[{"__proto__":{"when":"2020-01-01"},"k":"1","when":"2024-01-02","words":"hi"}]', {
    columns: { id: 'k', publishedAt: 'when', body: 'words' },
    platform: 'forum',
    community: 'Lobby',
  })
  expect(posts).toMatchObject([{ externalId: '1', body: 'hi', publishedAt: new Date('2024-01-02') }])
})
