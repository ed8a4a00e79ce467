import { expect, test } from 'vitest'
import { z } from 'zod'
import { createHttp, type HttpOptions } from '../http.ts'
import { type Judge, fieldOf, whenNoneRemains } from './judge.ts'

const start = new Date('2026-03-01T12:00:00Z').getTime()

/** Two questions in a row, on a clock that sleeping moves. */
async function askTwice(answers: readonly Response[], judge: Judge, options: Partial<HttpOptions> = {}) {
  let clock = start
  const sentAt: number[] = []
  const left = [...answers]
  const http = createHttp({
    userAgent: 'test',
    judge,
    now: () => new Date(clock),
    sleep: async (ms) => void (clock += ms),
    fetch: async () => {
      sentAt.push((clock - start) / 1_000)
      return left.shift() ?? Response.json({})
    },
    ...options,
  })
  const told: string[] = []
  let error: unknown = null
  try {
    for (let question = 0; question < 2; question += 1) {
      const asking = http.getJson(new URL('http://example.com/x'), z.unknown(), new AbortController().signal)
      for (let step = await asking.next(); step.done !== true; step = await asking.next()) told.push(step.value.reason)
    }
  } catch (cause) {
    error = cause
  }
  return { sentAt, told, error }
}

const remaining = { remaining: 'x-left', reset: 'x-reset' }

test.each([
  ['seconds left', 'seconds-left', '30'],
  ['seconds of the epoch', 'unix-seconds', String(start / 1_000 + 30)],
  ['a date', 'date', '2026-03-01T12:00:30.000Z'],
] as const)('when nothing remains, the next request waits for the reset, written as %s', async (_what, as, reset) => {
  const answer = Response.json({}, { headers: { 'x-left': '0', 'x-reset': reset } })
  expect(await askTwice([answer], (told) => whenNoneRemains(told, remaining, as))).toMatchObject({ sentAt: [0, 30], error: null })
})

test('while something remains nobody waits, and a header that cannot be read stops nothing', async () => {
  for (const headers of [{ 'x-left': '1.0', 'x-reset': '30' }, { 'x-left': 'none', 'x-reset': '30' }, { 'x-left': '0', 'x-reset': 'soon' }, { 'x-left': '0' }])
    expect(await askTwice([Response.json({}, { headers })], (told) => whenNoneRemains(told, remaining, 'seconds-left'))).toMatchObject({ sentAt: [0, 0] })
})

test("a clock that is a day off does not move a reset: the place's own times are meant by its own clock", async () => {
  const headers = { date: 'Sat, 28 Feb 2026 12:00:00 GMT', 'x-left': '0', 'x-reset': String(start / 1_000 - 86_400 + 30) }
  expect(await askTwice([Response.json({}, { headers })], (told) => whenNoneRemains(told, remaining, 'unix-seconds'))).toMatchObject({ sentAt: [0, 30] })
})

test('a body may ask for a wait, refuse with status 200, or end the day', async () => {
  const judge: Judge = ({ json, now }) => {
    const seconds = fieldOf(json, 'backoff')
    if (typeof seconds === 'number') return { closed: { until: new Date(now.getTime() + seconds * 1_000), fault: 'rate_limited' } }
    if (fieldOf(json, 'error') === 'quota') return { closed: { until: new Date(start + 8 * 3_600_000), fault: 'quota' } }
    return fieldOf(json, 'error') === 'key' ? { refused: { fault: 'unauthorized', message: 'the key is wrong' } } : null
  }
  expect(await askTwice([Response.json({ backoff: 12 })], judge)).toMatchObject({ sentAt: [0, 12], told: [expect.stringContaining('example.com')] })
  expect(await askTwice([Response.json({ error: 'key' })], judge)).toMatchObject({ error: { fault: 'unauthorized', message: 'the key is wrong' } })
  expect(await askTwice([Response.json({ error: 'quota' }, { status: 403 })], judge)).toMatchObject({
    sentAt: [0],
    error: { fault: 'quota', until: new Date(start + 8 * 3_600_000) },
  })
})
