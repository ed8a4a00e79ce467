import { expect, test } from 'vitest'
import { fingerprintDistance, fingerprintOf, nearDuplicateBits } from './fingerprint.ts'

const post =
  'Since the last update the recorder drops the first two seconds of every meeting, and the support page only tells me to reinstall it. I have done that twice on both machines, with a new profile, and nothing changed. Has anybody found a setting that helps, or a way back to the older version?'
const print = (text: string): string => fingerprintOf(text) ?? ''

test('a copy with other capitals, spaces, marks and another link has the same fingerprint', () => {
  expect(print(`${post.toUpperCase().replaceAll(' ', '\n')} !!! https://example.org/?ref=2`)).toBe(print(post))
})

test('a copy with a few words changed is near, another post is far', () => {
  expect(fingerprintDistance(print(post), print(post.replace('both machines', 'all three machines')))).toBeLessThanOrEqual(nearDuplicateBits)
  const other =
    'We moved our whole team to the new plan in spring and have been happy with it, the price is fair and the exports are quick. The only wish we have left is a calendar view for the reading list, and perhaps a dark theme for the evenings.'
  expect(fingerprintDistance(print(post), print(other))).toBeGreaterThan(2 * nearDuplicateBits)
})

test('short texts have none: too many are alike by chance', () => {
  expect(fingerprintOf('Same here, thanks for asking')).toBeNull()
  expect(fingerprintOf('')).toBeNull()
})
