import { TRPCClientError } from '@trpc/client'
import { expect, test } from 'vitest'
import { faultOf } from './fault.ts'
import { StrangeAnswer } from './strange-answer.ts'

const strange = (status: number, headers: Record<string, string> = {}) =>
  faultOf(TRPCClientError.from(new StrangeAnswer(new Response('<html>', { status, headers }))))

test('an answer that is not the API’s is said to be none of its own, and is asked for again where that may help', () => {
  for (const status of [502, 503, 504]) expect(strange(status)).toMatchObject({ reason: 'unreachable', mayPass: true })
  for (const status of [200, 403]) expect(strange(status)).toMatchObject({ reason: 'strange_answer', mayPass: false })
})

test('whoever says how long to wait is waited for', () => {
  expect(strange(429, { 'retry-after': '3' })).toMatchObject({ reason: 'rate_limited', mayPass: true, retryAfterMs: 3_000 })
  const own = { error: { message: 'Too many requests.', code: -32_029, data: { reason: 'rate_limited', details: { retryAfterSeconds: 7 }, requestId: 'r' } } }
  expect(faultOf(TRPCClientError.from(own))).toMatchObject({ reason: 'rate_limited', retryAfterMs: 7_000, requestId: 'r' })
})

test('a script that is not there any more needs another page, not another try', () => {
  for (const message of [
    'Failed to fetch dynamically imported module: http://x/assets/a.js',
    'error loading dynamically imported module',
    'Importing a module script failed.',
  ])
    expect(faultOf(new TypeError(message))).toMatchObject({ reason: 'page_outdated', mayPass: false })
  expect(faultOf(new TypeError('Failed to fetch')).reason).toBe('unreachable')
})
