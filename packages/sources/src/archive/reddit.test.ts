import { expect, test } from 'vitest'
import { fromReddit } from './reddit.ts'

const base = {
  id: 'abc',
  subreddit: 'golang',
  title: 'A title',
  selftext: 'text',
  author: 'ann',
  score: 3,
  num_comments: 2,
  created_utc: 1_600_000_000,
  permalink: '/r/golang/comments/abc/a_title/',
}
const comment = { id: 'nx1', body: 'words', link_id: 't3_1q0', parent_id: 't1_nx0', subreddit: 's', author: 'u1', created_utc: 1_767_225_600, score: 3 }
const post = (fields: Readonly<Record<string, unknown>>) => {
  const mapped = fromReddit({ ...base, ...fields }, null)
  return mapped.kind === 'post' ? mapped.post : mapped
}

test('a submission is a post with its subreddit, and figures as they were read', () => {
  expect(post({ subreddit_subscribers: 5, retrieved_on: 1_600_000_100 })).toEqual({
    platform: 'reddit',
    externalId: 't3_abc',
    url: 'https://www.reddit.com/r/golang/comments/abc/a_title/',
    community: { name: 'r/golang', url: 'https://www.reddit.com/r/golang/', members: 5 },
    author: 'ann',
    title: 'A title',
    body: 'text',
    publishedAt: new Date(1_600_000_000_000),
    observedAt: new Date(1_600_000_100_000),
    score: 3,
    comments: 2,
    parentExternalId: null,
  })
})

test('a comment knows what it answers; without a permalink its address is built', () => {
  expect(fromReddit(comment, null)).toMatchObject({
    post: { externalId: 't1_nx1', url: 'https://www.reddit.com/r/s/comments/1q0/_/nx1/', title: '', body: 'words', parentExternalId: 't1_nx0', comments: 0 },
  })
})

test.each([
  ['epoch seconds as text, as in 2012', '1338508800', '2012-06-01T00:00:00.000Z'],
  ['a float', 1_338_508_800.75, '2012-06-01T00:00:00.750Z'],
  ['milliseconds', 1_700_000_000_000, '2023-11-14T22:13:20.000Z'],
  ['the last second of 2262', 9_246_182_399, '2262-12-31T23:59:59.000Z'],
] as const)('created_utc may be %s', (_what, created_utc, expected) => {
  expect(post({ created_utc })).toMatchObject({ publishedAt: new Date(expected) })
})

test.each([-1, Number.NaN, null, undefined, 'soon', 9_246_182_400, 20_000_000_000, {}])('created_utc %s is unusable, with the reason', (created_utc) => {
  expect(post({ created_utc })).toMatchObject({ kind: 'unusable', reason: expect.stringMatching(/time/) })
})

test('deleted authors are none, removed text is empty and keeps its title, a removed comment is left out', () => {
  expect(post({ author: '[deleted]', selftext: '[removed]' })).toMatchObject({
    kind: 'gone',
    gone: { why: 'removed' },
    post: { author: null, body: '', title: 'A title' },
  })
  expect(post({ author: null })).toMatchObject({ author: null })
  expect(fromReddit({ ...comment, body: '[deleted]' }, null)).toMatchObject({ kind: 'gone', gone: { why: 'deleted' }, post: null })
  expect(fromReddit({ ...comment, body: '[removed]' }, null)).toMatchObject({ kind: 'gone', gone: { why: 'removed' }, post: null })
})

test('what was deleted after the archive saw it brings neither text nor author; advertisements are left out', () => {
  expect(fromReddit({ ...base, _meta: { was_deleted_later: true } }, null)).toMatchObject({ kind: 'gone', post: null })
  expect(fromReddit({ _meta: { was_deleted_later: true } }, null)).toEqual({ kind: 'left-out', reason: 'deleted_at_source' })
  expect(post({ promoted: true })).toEqual({ kind: 'left-out', reason: 'advertisement' })
  expect(post({ promoted: 'True' })).toEqual({ kind: 'left-out', reason: 'advertisement' })
})

test('a hidden score is none, and a figure that is no number makes the record unusable', () => {
  expect(post({ score_hidden: true })).toMatchObject({ score: null })
  expect(post({ num_comments: undefined })).toMatchObject({ comments: 0 })
  for (const score of [Number.POSITIVE_INFINITY, 'many', 2 ** 40]) expect(post({ score })).toMatchObject({ kind: 'unusable' })
})

test('figures were read at the latest of the times an archive gives', () => {
  expect(post({ _last_seen: '2020-11-01', retrieved_on: 1_500_000_000 })).toMatchObject({ observedAt: new Date('2020-11-01') })
  expect(post({ retrieved_on: 1_767_225_640, _meta: { retrieved_2nd_on: 1_767_355_200 } })).toMatchObject({ observedAt: new Date(1_767_355_200_000) })
  expect(post({})).toMatchObject({ observedAt: null })
})

test('the three entities Reddit writes are decoded once, the author’s own stay', () => {
  expect(post({ title: 'a &amp; b', selftext: 'x &lt;T&gt; &amp;amp; &nbsp;' })).toMatchObject({ title: 'a & b', body: 'x <T> &amp; &nbsp;' })
})

test('NUL and half surrogate pairs, which Postgres cannot keep, become U+FFFD', () => {
  expect(post({ title: 'a\0b', selftext: '\ud83d!' })).toMatchObject({ title: 'a\uFFFDb', body: '\uFFFD!' })
})

test('the subreddit comes from the permalink or the file’s community where the record has none', () => {
  expect(post({ subreddit: undefined, permalink: 'http://www.reddit.com/r/Diablo/comments/abc/x/' })).toMatchObject({
    community: { name: 'r/Diablo' },
    url: 'https://www.reddit.com/r/Diablo/comments/abc/x/',
  })
  expect(fromReddit({ ...base, subreddit: undefined, permalink: undefined }, 'r/test')).toMatchObject({ post: { community: { name: 'r/test' } } })
  expect(fromReddit({ ...base, subreddit: undefined, permalink: undefined }, null)).toMatchObject({
    kind: 'unusable',
    reason: expect.stringContaining('subreddit'),
  })
})

test('figures without any text column are an observation, and an id alone is nothing', () => {
  expect(fromReddit({ snapshot_date: '2020-01-04', subreddit: 'x', id: 'ejewhf', score: '1', num_comments: '0' }, null)).toEqual({
    kind: 'observation',
    observation: { platform: 'reddit', externalId: 't3_ejewhf', observedAt: new Date('2020-01-04'), score: 1, comments: 0 },
  })
  expect(fromReddit({ id: 'x', created_utc: 1 }, null)).toEqual({ kind: 'unusable', reason: 'neither text nor figures' })
})

test('ids and names too long for an index are unusable, not a failed import', () => {
  expect(post({ id: 'x'.repeat(3_000) })).toMatchObject({ kind: 'unusable' })
  expect(post({ subreddit: 'x'.repeat(3_000) })).toMatchObject({ kind: 'unusable' })
  expect(post({ author: 'x'.repeat(3_000) })).toMatchObject({ kind: 'unusable' })
})
