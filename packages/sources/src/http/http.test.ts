import { expect, test } from 'vitest'
import { z } from 'zod'
import { createHttp, type HttpOptions } from '../http.ts'
import { abortableSleep } from './sleep.ts'

const now = new Date('2026-03-01T12:00:00Z')
const json = (body: string, init: ResponseInit = {}) => new Response(body, { ...init, headers: { 'content-type': 'application/json', ...init.headers } })

/** Asks once, against answers in turn (the last one repeats), and tells the waits instead of waiting. */
async function ask(answers: readonly (() => Response)[], options: Partial<HttpOptions> = {}) {
  const waited: number[] = []
  const told: string[] = []
  let at = 0
  const http = createHttp({
    userAgent: 'test',
    now: () => now,
    random: () => 1,
    sleep: async (ms) => void waited.push(ms),
    fetch: async () => (answers[Math.min(at++, answers.length - 1)] ?? (() => json('{}')))(),
    ...options,
  })
  const asking = http.getJson(new URL('http://example.com/x'), z.object({ ok: z.boolean() }), new AbortController().signal)
  let error: unknown = null
  let value: unknown = null
  try {
    let step = await asking.next()
    for (; !step.done; step = await asking.next()) told.push(step.value.until.toISOString())
    value = step.value
  } catch (cause) {
    error = cause
  }
  return { waited, told, error, value, asked: at }
}
const good = () => json('{"ok":true}')
const refusing =
  (status: number, headers: Record<string, string> = {}) =>
  () =>
    json('{}', { status, headers })

test.each([
  ['seconds', '7', 7_000],
  ['a date', 'Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
  ['nothing that can be read: its own delay', 'soon', 2_000],
  ['a negative number: its own delay', '-1', 2_000],
  ['a date that has passed: its own delay', 'Sun, 01 Mar 2026 11:00:00 GMT', 2_000],
])('Retry-After as %s is waited for', async (_what, header, ms) => {
  expect(await ask([refusing(429, { 'retry-after': header }), good])).toMatchObject({
    waited: [ms],
    told: [new Date(now.getTime() + ms).toISOString()],
    value: { ok: true },
  })
})

test('a wait longer than five minutes is left to the schedule, and an absurd one is taken for a day', async () => {
  expect(await ask([refusing(429, { 'retry-after': '99999999' })])).toMatchObject({
    asked: 1,
    waited: [],
    error: { fault: 'rate_limited', until: new Date('2026-03-02T12:00:00Z') },
  })
})

test.each([408, 425, 429, 500, 502, 503, 504, 520, 522])('%i is tried five times, with growing delays', async (status) => {
  expect(await ask([refusing(status)])).toMatchObject({ asked: 5, waited: [2_000, 4_000, 8_000, 16_000], error: { name: 'SourceError' } })
})

test.each([
  [400, 'malformed'],
  [401, 'unauthorized'],
  [403, 'blocked'],
  [404, 'gone'],
  [451, 'blocked'],
])('%i is final and means %s', async (status, fault) => {
  expect(await ask([refusing(status)])).toMatchObject({ asked: 1, error: { fault } })
})

test('a web page is a block, whatever its status says, and a proxy’s error page is not', async () => {
  const page = (status: number) => () => new Response('<html>', { status, headers: { 'content-type': 'text/html' } })
  expect(await ask([page(200)])).toMatchObject({ asked: 1, error: { fault: 'blocked' } })
  expect(await ask([page(403)])).toMatchObject({ asked: 1, error: { fault: 'blocked' } })
  expect(await ask([page(502), good])).toMatchObject({ asked: 2, value: { ok: true } })
})

test('an answer of another shape is malformed and says where, without quoting it', async () => {
  const { error } = await ask([() => json('{"ok":"secret text"}')])
  expect(error).toMatchObject({ fault: 'malformed', message: expect.stringContaining('ok') })
  expect(String(error)).not.toContain('secret')
})

test('an endless body is given up at the cap', async () => {
  const endless = () =>
    new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) }), { headers: { 'content-type': 'application/json' } })
  expect(await ask([endless], { maxBytes: 1_000_000 })).toMatchObject({ asked: 1, error: { fault: 'malformed' } })
})

test('a sleep ends at once with the reason of its signal, also of one aborted before', async () => {
  const abort = new AbortController()
  const sleeping = abortableSleep(60_000, abort.signal)
  abort.abort(new Error('enough'))
  await expect(sleeping).rejects.toThrow('enough')
  await expect(abortableSleep(60_000, abort.signal)).rejects.toThrow('enough')
})
