import fc from 'fast-check'
import { expect, test } from 'vitest'
import { faultOfName } from './pain-name.ts'

const evidence = {
  keywords: ['battery drain'],
  phrases: ['the battery drains overnight since 4.2', 'my battery is draining overnight', 'Battery drained after the update, ACME is to blame'],
  taken: ['sync fails'],
}
const fault = (name: string, more: Partial<typeof evidence> = {}) => faultOfName(name, { ...evidence, ...more })

test.each(['Battery drains overnight', 'Battery drain', 'the battery is drained', 'draining of the battery'])(
  '%j is made of words that the posts say',
  (name) => {
    expect(fault(name)).toBeNull()
  },
)

test.each([
  ['a word that a single post says', 'Battery drain after update'],
  ['a company that a single post names', 'ACME battery drain'],
  ['a word of its own', 'Terrible battery drain'],
  ['a number of a single post', 'Battery drains since 4'],
  ['no word of the keyword', 'Overnight'],
  ['the opposite', 'Battery does not drain'],
  ['the opposite, contracted', "Battery doesn't drain"],
  ['signs', 'Battery drain: <b>now</b>'],
  ['a second line', 'Battery\ndrain'],
  ['the name of another', 'Sync fails'],
  ['nothing', ''],
  ['more than a phrase', 'battery drain battery drain battery drain battery drain'],
])('a name with %s cannot be given', (_, name) => {
  expect(fault(name)).not.toBeNull()
})

test('a keyword that says not is named with a not', () => {
  const no = { keywords: ['not load'], phrases: ['pages do not load', 'pages not loading'] }
  expect(fault('Pages do not load', no)).toBe('the word "do" is not said by two of its authors')
  expect(fault('Pages not loading', no)).toBeNull()
  expect(fault('Pages loading', no)).toBe('it says the opposite of the keyword')
})

test('a word comes into a name by two posts, never by one, whatever it is', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^zq[a-z]{3,9}$/), fc.integer({ min: 1, max: 5 }), (word, times) => {
      const planted = Array.from({ length: times }, () => word).join(' ')
      const once = [...evidence.phrases, `battery drain ${planted}`]
      expect(fault(`Battery drain ${word}`, { phrases: once })).toContain('is not said by two of its authors')
      expect(fault(`Battery drain ${word}`, { phrases: [...once, word] })).toBeNull()
    }),
  )
})
