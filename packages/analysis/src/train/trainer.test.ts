import { expect, test } from 'vitest'
import { buckets } from '../model/features.ts'
import { type Lesson, product, train } from './trainer.ts'

const lesson = (place: number, yes: boolean): Lesson => ({
  sample: { at: Int32Array.of(place, buckets), value: Float32Array.of(1, 0.5), sparse: 1 },
  target: yes ? [0, 1] : [1, 0],
  weight: 1,
  origin: 0,
})
const lessons = Array.from({ length: 60 }, (_, index) => lesson(index % 2, index % 2 === 1))
const plan = { classes: 2, epochs: 3, rate: 0.1, decay: 1e-6, dropout: 0.2, seed: 1 }

test('what was taught is told apart, and the same lessons give the same weights', () => {
  const [no, yes] = train(lessons, plan)
  if (no === undefined || yes === undefined) throw new Error('two rows were asked for')
  for (const { sample, target } of lessons) expect(product(yes, sample.at, sample.value) > product(no, sample.at, sample.value)).toBe(target[1] === 1)
  const again = train(lessons, plan).map((row) => Buffer.from(row.buffer))
  expect([no, yes].map((row, each) => again[each]?.equals(Buffer.from(row.buffer)))).toEqual([true, true])
})
