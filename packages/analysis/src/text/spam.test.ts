import { expect, test } from 'vitest'
import { spamIn } from './spam.ts'

test.each([
  'CONGRATULATIONS! You have won a $1000 gift card. Claim now at bit.ly/abc',
  'Earn up to $500 a day from home, message me on Telegram @richquick',
  'Use my referral link for 50% off, limited time offer: https://cheap.top/x',
  'Hot singles in your area, text NOW to 80082',
  'Lost your coins? They recovered my funds, contact me on WhatsApp +1 202 555 0100',
])('an advertisement is likelier spam than not: %s', (text) => {
  expect(spamIn(text).spam).toBeGreaterThan(0.5)
  expect(spamIn(text).reasons.length).toBeGreaterThan(0)
})

test.each([
  'The sync fails since the last update, any idea?',
  'I would happily pay for a lifetime licence instead of a subscription.',
  'I compared three note apps: https://a.example https://b.example and wrote up what I found, with a table of prices and what each of them can and cannot do on a phone.',
  'HELP MY APP IS CRASHING ALL THE TIME PLEASE',
  '',
])('an ordinary post is not: %s', (text) => {
  expect(spamIn(text).spam).toBeLessThan(0.5)
})

test('the same word over and over is said to be repetition', () => {
  expect(spamIn('buy '.repeat(200_000)).reasons).toContain('repetition')
})
