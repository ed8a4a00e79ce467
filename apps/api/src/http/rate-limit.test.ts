import { expect, test } from 'vitest'
import { createBuckets } from './rate-limit.ts'

const clock = () => {
  let ms = 1_700_000_000_000
  return { now: () => new Date(ms), pass: (by: number) => (ms += by) }
}

test('a rested bucket holds the burst, then grants one for each sixtieth of the rate', () => {
  const { now, pass } = clock()
  const buckets = createBuckets({ perMinute: 60, burst: 3, now })
  expect([1, 2, 3, 4].map(() => buckets.take('a'))).toEqual([0, 0, 0, 1])
  pass(1_000)
  expect([buckets.take('a'), buckets.take('a')]).toEqual([0, 1])
})
test('the wait it names is long enough', () => {
  const { now, pass } = clock()
  const buckets = createBuckets({ perMinute: 7, burst: 1, now })
  buckets.take('a')
  const wait = buckets.take('a')
  pass(wait * 1_000)
  expect(buckets.take('a')).toBe(0)
})
test('being refused costs nothing, and one key does not empty another', () => {
  const { now, pass } = clock()
  const buckets = createBuckets({ perMinute: 60, burst: 1, now })
  buckets.take('a')
  for (let n = 0; n < 100; n += 1) buckets.take('a')
  expect(buckets.take('b')).toBe(0)
  pass(1_000)
  expect(buckets.take('a')).toBe(0)
})
test('a clock that goes back grants nothing extra', () => {
  const { now, pass } = clock()
  const buckets = createBuckets({ perMinute: 60, burst: 1, now })
  buckets.take('a')
  pass(-3_600_000)
  expect(buckets.take('a')).toBeGreaterThan(0)
})
test('a stream of new keys forgets the oldest and keeps the rest', () => {
  const { now } = clock()
  const buckets = createBuckets({ perMinute: 60, burst: 1, now })
  for (let n = 0; n <= 10_000; n += 1) buckets.take(`key ${n}`)
  expect(buckets.take('key 0')).toBe(0)
  expect(buckets.take('key 10000')).toBeGreaterThan(0)
})
test('what a key used up is not washed away by made-up keys that rest again', () => {
  const { now, pass } = clock()
  const buckets = createBuckets({ perMinute: 600, burst: 20, now })
  for (let n = 0; n < 1_000; n += 1) buckets.take('busy')
  expect(buckets.wait('busy')).toBeGreaterThan(0)
  for (let n = 0; n < 30_000; n += 1) {
    if (n % 100 === 0) pass(1)
    buckets.take(`made up ${n}`)
  }
  buckets.take('busy')
  for (let n = 0; n < 25; n += 1) buckets.take('busy')
  expect(buckets.wait('busy')).toBeGreaterThan(0)
})
test('asking how long to wait takes nothing', () => {
  const { now } = clock()
  const buckets = createBuckets({ perMinute: 60, burst: 1, now })
  expect([buckets.wait('a'), buckets.wait('a'), buckets.take('a'), buckets.wait('a')]).toEqual([0, 0, 0, 1])
})
