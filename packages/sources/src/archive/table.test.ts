import type { ArchiveOptions, DomainError } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { archiveFolder } from '../testing/archive-files.ts'
import { collectAll } from '../testing/index.ts'
import { archiveSource } from './index.ts'

async function read(content: string | Buffer, options: ArchiveOptions = {}, name = 'table.csv') {
  await using folder = await archiveFolder()
  return await collectAll(archiveSource({ files: [await folder.write(name, content)], options }))
}

test('a Hacker News sheet with a byte order mark and American dates is read as UTC, its address the discussion', async () => {
  const { posts, bad } = await read('\uFEFFid,title,url,num_points,num_comments,author,created_at\r\n125,"Rates, dates",http://x.y/,4,1,ann,9/26/2016 3:26\r\n')
  expect(bad).toEqual([])
  expect(posts).toEqual([
    expect.objectContaining({
      platform: 'hacker-news',
      externalId: '125',
      url: 'https://news.ycombinator.com/item?id=125',
      title: 'Rates, dates',
      score: 4,
      comments: 1,
      publishedAt: new Date('2016-09-26T03:26:00Z'),
    }),
  ])
})

test('a table of Reddit posts whose time has another name than in the dumps is of Reddit all the same', async () => {
  const { posts, bad } = await read('title,body,created_at,subreddit,id\nHello,text,2026-01-02T00:00:00Z,golang,abc\n')
  expect(bad).toEqual([])
  expect(posts).toEqual([
    expect.objectContaining({ platform: 'reddit', externalId: 't3_abc', title: 'Hello', community: expect.objectContaining({ name: 'r/golang' }) }),
  ])
})

test('a table without a header needs columns by number, and says so', async () => {
  const rows = '2011-11-09T21:56:22Z,1,x.com,First\n2014-10-23T22:57:47.000Z,4,y.com,Second\n'
  expect((await read(rows)).error).toMatchObject({ reason: 'invalid_archive', message: expect.stringContaining('by header or number') })
  const { posts } = await read(rows, { columns: { publishedAt: '1', score: '2', title: '4' }, platform: 'Hacker News' })
  expect(posts.map(({ title, score, community, externalId }) => [title, score, community.name, externalId.startsWith('digest:')])).toEqual([
    ['First', 1, 'Hacker News', true],
    ['Second', 4, 'Hacker News', true],
  ])
})

test('columns by number skip a header, and columns by name are taken as named and no others', async () => {
  const rows = 'when,what,body\n2024-01-02,Hello,ignored\n'
  for (const columns of [
    { publishedAt: '1', title: '2' },
    { publishedAt: 'when', title: 'what' },
  ]) {
    const { posts, bad } = await read(rows, { columns, platform: 'forum', community: 'Lobby' })
    expect(bad).toEqual([])
    expect(posts).toEqual([
      expect.objectContaining({ platform: 'forum', title: 'Hello', body: '', url: '', community: { name: 'Lobby', url: '', members: null } }),
    ])
  }
})

test('a named column that is not there is refused, with those that are', async () => {
  expect((await read('a,b\n1,2\n', { columns: { publishedAt: 'date', title: 'b' } })).error).toMatchObject({
    reason: 'invalid_archive',
    message: 'table.csv has no column "date" for publishedAt. It has: a, b',
  })
  expect((await read('a,b\n1,2\n', { columns: { publishedAt: '7', title: 'b' } })).error).toMatchObject({ reason: 'invalid_archive' })
})

test('a refusal carries the first row and up to three after it, at most 40 cells of each and 80 characters of a cell', async () => {
  const wide = (cell: string) => Array.from({ length: 50 }, (_, at) => `${cell}${at}`).join(',')
  const { error } = await read(['Was', '👋'.repeat(100), 'b', 'c', 'd'].map(wide).join('\n'))
  const { columns, sample } = (error as DomainError).details as { columns: string[]; sample: string[][] }
  expect(columns).toEqual(Array.from({ length: 40 }, (_, at) => `Was${at}`))
  expect(sample.map((row) => [row.length, row[39]])).toEqual([
    [40, '👋'.repeat(80)],
    [40, 'b39'],
    [40, 'c39'],
  ])
  for (const options of [{ columns: { title: 'none' } }, { columns: { title: '1', publishedAt: '2' } }])
    expect((await read('Was,Wann\nx,2020-01-01\n', options)).error).toMatchObject({ details: { columns: ['Was', 'Wann'], sample: [['x', '2020-01-01']] } })
})

test('a table that does not say where its posts are from is refused', async () => {
  expect((await read('id,title,date\n1,a,2024-01-01\n')).error).toMatchObject({ reason: 'invalid_archive', message: expect.stringContaining('community') })
})

test('the same row without an id is the same post in every import', async () => {
  const options = { platform: 'forum', community: 'Lobby' }
  const [one] = (await read('title,date\na,2024-01-01\n', options)).posts
  const [two] = (await read('date;title\n2024-01-01;a\n', options)).posts
  expect(one?.externalId).toMatch(/^digest:[0-9a-f]{32}$/)
  expect(two?.externalId).toBe(one?.externalId)
})

test('formulas are text, quotes and line breaks inside cells are kept, and places are the lines rows begin in', async () => {
  const rows =
    'id,title,selftext,subreddit,created_utc\na,"=HYPERLINK(""http://x"")","two\nlines",s,1600000000\nb,5" disk,+1-1,s,1600000000\nc,too few\nd,x,y,s,soon\n'
  const { posts, bad } = await read(rows)
  expect(posts.map(({ title, body }) => [title, body])).toEqual([
    ['=HYPERLINK("http://x")', 'two\nlines'],
    ['5" disk', '+1-1'],
  ])
  expect(bad).toEqual([
    { place: '5', reason: '2 cells where the first row has 5' },
    { place: '6', reason: expect.stringContaining('"soon"') },
  ])
})

test('a row in Windows-1252 is bad with the reason, and rows around it are read', async () => {
  const { posts, bad } = await read(Buffer.from('id,title,subreddit,created_utc\na,ok,s,1600000000\nb,caf\xe9,s,1600000000\nc,ok,s,1600000000\n', 'latin1'))
  expect(posts.map(({ externalId }) => externalId)).toEqual(['t3_a', 't3_c'])
  expect(bad).toEqual([{ place: '3', reason: expect.stringContaining('Windows-1252') }])
})

test('a quote that is never closed loses what it swallowed and says so', async () => {
  const { posts, bad } = await read('id,title,subreddit,created_utc\na,ok,s,1600000000\nb,"open,s,1600000000\nc,x,s,1\n')
  expect(posts).toHaveLength(1)
  expect(bad).toEqual([{ place: '3', reason: 'a quote is opened and never closed' }])
})

test('rows of figures are observations', async () => {
  const { posts, observations } = await read('snapshot_date,subreddit,rank,id,score,upvote_ratio,num_comments\n2020-01-04,androiddev,1,ejewhf,1,,0\n')
  expect(posts).toEqual([])
  expect(observations).toEqual([{ platform: 'reddit', externalId: 't3_ejewhf', observedAt: new Date('2020-01-04'), score: 1, comments: 0 }])
})
