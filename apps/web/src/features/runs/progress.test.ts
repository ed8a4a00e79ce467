import { expect, test } from 'vitest'
import { progressOf } from './progress.ts'

const half = { done: 5, total: 10 }

test('a source that gave nothing has no bar, neither a full nor a half one', () => {
  expect(progressOf({ status: 'failed', progress: null, fetched: 0 })).toBe(null)
  expect(progressOf({ status: 'running', progress: null, fetched: 0 })).toBe(null)
  expect(progressOf({ status: 'waiting', progress: null, fetched: 0 })).toBe(null)
})

test('a source that broke off stands where it broke off', () => {
  expect(progressOf({ status: 'failed', progress: half, fetched: 3 })).toBe(0.5)
  expect(progressOf({ status: 'partial', progress: half, fetched: 3 })).toBe(0.5)
  expect(progressOf({ status: 'succeeded', progress: half, fetched: 3 })).toBe(1)
})
