import { expect, test } from 'vitest'
import { guess, isKnown, missingOf, optionsOf } from './columns.ts'
import { tableHeadOf } from './table-head.ts'

const headOf = (text: string) => tableHeadOf(text) ?? []

test('the first rows keep commas, quotes and line breaks inside their cells, whatever separates them', () => {
  expect(tableHeadOf('a,b\n"one, two","say ""hi""\nthere"\n')).toEqual([
    ['a', 'b'],
    ['one, two', 'say "hi"\nthere'],
  ])
  expect(tableHeadOf('a;b\r\n1;2')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ])
  expect(tableHeadOf('{"a": 1, "b": 2}\n')).toBe(null)
  expect(tableHeadOf('only one column\n')).toBe(null)
})

test('usual names are known, each field once; Reddit and Hacker News need no naming', () => {
  const head = headOf('Headline,Text,Description,Created At,Forum\nx,y,z,2020-01-01,f\n')
  expect(guess(head).holds).toEqual(['title', 'body', null, 'publishedAt', 'community'])
  expect(isKnown(head)).toBe(true)
  expect(isKnown(headOf('id,subreddit,stuff\n1,golang,x\n'))).toBe(true)
  expect(isKnown(headOf('objectID,whatever\n1,x\n'))).toBe(true)
  expect(isKnown(headOf('Was,Wann,Wer\nx,2020-01-01,y\n'))).toBe(false)
})

test('what is missing is asked for one thing at a time', () => {
  const naming = guess(headOf('Was,Wann,Wer\nx,2020-01-01,y\n'))
  expect(missingOf(naming)).toContain('title or the text')
  expect(missingOf({ ...naming, holds: ['title', null, null] })).toContain('time of publication')
  expect(missingOf({ ...naming, holds: ['title', 'publishedAt', null] })).toContain('community')
  expect(missingOf({ ...naming, holds: ['title', 'publishedAt', null], community: 'forum' })).toBe(null)
  expect(missingOf({ ...naming, holds: ['title', 'publishedAt', null], platform: 'Hacker News' })).toBe(null)
})

test('columns are sent by name under a header, and by number without one or where a name stands twice', () => {
  const named = headOf('Was,Wann\nx,2020-01-01\n')
  expect(optionsOf({ holds: ['title', 'publishedAt'], hasHeader: true, platform: '', community: ' forum ' }, named)).toEqual({
    columns: { title: 'Was', publishedAt: 'Wann' },
    community: 'forum',
  })
  const bare = headOf('A title,2020-01-01\nAnother,2020-01-02\n')
  expect(guess(bare).hasHeader).toBe(false)
  expect(optionsOf({ ...guess(bare), holds: ['title', 'publishedAt'] }, bare).columns).toEqual({ title: '1', publishedAt: '2' })
  const twice = headOf('x,x\na,b\n')
  expect(optionsOf({ ...guess(twice), holds: ['title', 'publishedAt'] }, twice).columns).toEqual({ title: 'x', publishedAt: '2' })
})
