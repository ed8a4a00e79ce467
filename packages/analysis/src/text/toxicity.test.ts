import { expect, test } from 'vitest'
import { toxicityOf } from './toxicity.ts'

test('insults at people count, anger at a product does not, and without a list there is no answer', () => {
  expect(toxicityOf('You are stupid, shut up.', 'en')).toBeGreaterThanOrEqual(0.5)
  expect(toxicityOf('This fucking update broke everything.', 'en')).toBe(0)
  expect(toxicityOf('Du bist ein Idiot.', 'de')).toBeNull()
  expect(toxicityOf('ok', 'und')).toBeNull()
})
