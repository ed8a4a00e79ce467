import { expect, test } from 'vitest'
import { calibrationError, f1Of, measuresOf, pearson } from './measures.ts'

const judged = [
  { gold: 'a', said: 'a' },
  { gold: 'a', said: 'b' },
  { gold: 'b', said: 'b' },
  { gold: 'b', said: 'b' },
]

test('F1 is the harmonic mean of precision and recall of its class', () => {
  expect(f1Of(judged, 'a')).toBeCloseTo(2 / 3)
  expect(f1Of(judged, 'b')).toBeCloseTo(0.8)
  expect(f1Of(judged, 'c')).toBe(0)
})

test('the macro measures weigh each class of the gold alike', () => {
  const measures = measuresOf([...judged, { gold: 'b', said: 'b' }])
  expect(measures.n).toBe(5)
  expect(measures.accuracy).toBeCloseTo(0.8)
  expect(measures.macroRecall).toBeCloseTo(0.75)
})

test('correlation has a sign, and is 0 where nothing varies', () => {
  expect(
    pearson([
      [1, 2],
      [2, 4],
      [3, 6],
    ]),
  ).toBeCloseTo(1)
  expect(
    pearson([
      [1, 6],
      [2, 4],
      [3, 2],
    ]),
  ).toBeCloseTo(-1)
  expect(
    pearson([
      [1, 2],
      [1, 4],
    ]),
  ).toBe(0)
})

test('a confidence that is as often right as it says has no calibration error, one that boasts has', () => {
  const sure = (confidence: number) => [true, true, true, false].map((isRight) => ({ confidence, isRight }))
  expect(calibrationError(sure(0.75))).toBeCloseTo(0)
  expect(calibrationError(sure(0.95))).toBeCloseTo(0.2)
  expect(calibrationError([])).toBe(0)
})
