import { expect, test } from 'vitest'
import { leastLikeness, likeness, type NearText, nearText } from './near-text.ts'

const post =
  'Since the last update the recorder drops the first two seconds of every meeting, and the support page only tells me to reinstall it. I have done that twice on both machines, with a new profile, and nothing changed. Has anybody found a setting that helps, or a way back to the older version?'
const near = (body: string, title = ''): NearText => {
  const made = nearText(title, body)
  if (made === null) throw new Error('long enough')
  return made
}
const alike = (a: string, b: string) => likeness(near(a), near(b))
const shareMark = (a: NearText, b: NearText) => a.marks.some((mark) => b.marks.includes(mark))

test('capitals, spaces, marks, another address, and what stands in the title count for nothing', () => {
  expect(alike(post, `${post.toUpperCase().replaceAll(' ', '\n')} !!! https://example.org/?ref=2`)).toBe(1)
  const [first = '', ...rest] = post.split(', ')
  expect(likeness(near(post), near(rest.join(', '), first))).toBe(1)
})

test('a copy with a few words changed is one, and found by a mark; another post on the same subject is none', () => {
  const edited = post.replace('both machines', 'all our machines')
  expect(alike(post, edited)).toBeGreaterThanOrEqual(leastLikeness)
  expect(shareMark(near(post), near(edited))).toBe(true)
  const other =
    'Since the last update the recorder is finally quick on my old machine, and the support page told me in one line which setting helps. Thanks to whoever wrote that. The only wish I have left is a calendar view for the meetings that are planned, and a dark theme for the evenings.'
  expect(alike(post, other)).toBeLessThan(0.2)
})

test('other numbers are another post, whatever else is the same: a release, a part, a price', () => {
  const release = (version: string) =>
    `Version ${version} of the recorder is out. It brings what you asked for: quicker exports, and no more lost seconds at the start.`
  expect(alike(release('4.1'), release('4.1'))).toBe(1)
  expect(alike(release('4.1'), release('4.2'))).toBe(0)
})

test('texts under ten words are never compared: too many are alike by chance', () => {
  for (const text of ['', '+1', 'this', 'Did you try turning it off and on again?', 'same here, '.repeat(4)]) expect(nearText('', text), text).toBeNull()
  expect(nearText('這個應用程式在更新之後就打不開了', '')).not.toBeNull()
})

test('texts that have nine tenths in common share a mark, those that have little do not', () => {
  const words = Array.from(
    { length: 4_000 },
    (_, at) => `w${String.fromCharCode(97 + (at % 26))}${at.toString(36).replaceAll(/\d/g, 'x')}${'abcdefghij'[Math.floor(at / 400)]}`,
  )
  let [found, chance] = [0, 0]
  const rounds = 300
  for (let round = 0; round < rounds; round += 1) {
    const text = words.slice(round * 5, round * 5 + 120)
    const edited = text.with((round * 7) % 120, 'other').with((round * 31) % 120, 'again')
    if (shareMark(near(text.join(' ')), near(edited.join(' ')))) found += 1
    if (shareMark(near(text.join(' ')), near([...text.slice(0, 12), ...words.slice(2_500 + round, 2_600 + round)].join(' ')))) chance += 1
  }
  expect(found / rounds).toBeGreaterThan(0.97)
  expect(chance / rounds).toBeLessThan(0.03)
})

test.each([
  ['one word without end', 'a'.repeat(1_000_000)],
  ['addresses without end', 'http://a.b/ '.repeat(90_000)],
  ['emoji', '🔥'.repeat(500_000)],
  ['half pairs', '\ud800 '.repeat(500_000)],
])('a megabyte of %s takes no longer than a long post', (_, bomb) => {
  const before = performance.now()
  nearText(bomb, bomb)
  expect(performance.now() - before).toBeLessThan(200)
})
