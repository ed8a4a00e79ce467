import { expect, test } from 'vitest'
import { headsFit, heatSteps } from './heat-legend.ts'

test('every count up to the largest stands in the step its cell has', () => {
  for (const largest of [1, 2, 3, 4, 5, 7, 14, 15, 99]) {
    const steps = heatSteps(largest)
    for (let mentions = 1; mentions <= largest; mentions += 1) {
      const level = Math.ceil((5 * mentions) / largest)
      const [from = 0, to = from] = (steps.find((step) => step.level === level)?.words ?? '').split('–').map(Number)
      expect(from <= mentions && mentions <= to, `${mentions} of ${largest}`).toBe(true)
    }
  }
})

test('a word too long for its column sets all heads upright, and fewer columns hold longer words', () => {
  const heads = (many: number, keyword: string) => Array.from({ length: many }, () => ({ keyword }))
  expect(headsFit(heads(8, 'slow start'))).toBe(true)
  expect(headsFit(heads(8, 'bandwidth'))).toBe(false)
  expect(headsFit(heads(4, 'configuration error'))).toBe(true)
})
