import { expect, test } from 'vitest'
import { linePath, stepPath } from './spark-paths.ts'

const same = (value: number): number => value

test('a missing day breaks the line: it is never drawn as zero', () => {
  expect(linePath([1, 2, null, 4], same).lines).toEqual(['M0 1L33.33 2', 'M100 4h0'])
})

test('an area closes under its own stretch alone', () => {
  expect(linePath([1, 2, null, 4], same).areas(9)).toEqual(['M0 1L33.33 2L33.33 9L0 9Z', 'M100 4h0L100 9L100 9Z'])
})

test('a stock stands until it changes', () => {
  expect(stepPath([1, 1, 2], same).lines).toEqual(['M0 1H50V1H100V2'])
})
