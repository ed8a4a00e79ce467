import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { labelOf } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { featuresOf } from './features.ts'
import { decode, encode, shippedModel } from './model-file.ts'
import { judge } from './model.ts'
import { verdictOf } from './verdict.ts'

const file = readFileSync(fileURLToPath(new URL('./model.bin', import.meta.url)))

test('the shipped file is small, and says of every set it learnt from under which licence', () => {
  expect(file.length).toBeLessThan(1_500_000)
  const { trainedFrom } = decode(file)
  expect(trainedFrom.map(({ licence }) => licence)).toEqual(['Apache-2.0', 'MIT', 'MIT', 'MIT', 'CC0-1.0', 'MIT', 'MIT'])
  for (const { texts } of trainedFrom) expect(texts).toBeGreaterThan(300)
})

test('a model is written and read back without a difference', () => {
  const { model, trainedFrom } = decode(file)
  expect(encode(model, trainedFrom).equals(file)).toBe(true)
})

test('the chances of any text lie between 0 and 1, and those of sentiment sum to 1', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const { negative, neutral, positive, complaint } = judge(shippedModel(), featuresOf(text))
      for (const chance of [negative, neutral, positive, complaint]) expect(chance >= 0 && chance <= 1).toBe(true)
      expect(negative + neutral + positive).toBeCloseTo(1, 9)
    }),
  )
})

test('the same words in any order of reading give the same features: nothing is kept from the text before', () => {
  const copy = (text: string) => {
    const { at, value, count } = featuresOf(text)
    return { at: at.slice(0, count), value: value.slice(0, count) }
  }
  const alone = copy('The app crashes.')
  copy('Something quite different, with many more words about another app that crashes.')
  expect(copy('The app crashes.')).toEqual(alone)
})

const chances = fc
  .tuple(fc.double({ min: 0.001, max: 1, noNaN: true }), fc.double({ min: 0.001, max: 1, noNaN: true }), fc.double({ min: 0.001, max: 1, noNaN: true }))
  .map(([a, b, c]) => ({ negative: a / (a + b + c), neutral: b / (a + b + c), positive: c / (a + b + c), complaint: 0 }))

test('s passes ±0.2 only for what is likelier than both others, and what is called neutral never does', () => {
  fc.assert(
    fc.property(chances, (each) => {
      const { sentiment } = verdictOf(each, 1)
      expect(Math.abs(sentiment)).toBeLessThanOrEqual(1)
      const label = labelOf(sentiment)
      if (label !== 'neutral') expect(each[label]).toBe(Math.max(each.negative, each.neutral, each.positive))
      expect(verdictOf({ ...each, negative: each.positive, positive: each.negative }, 1).sentiment).toBeCloseTo(-sentiment, 9)
    }),
  )
})
