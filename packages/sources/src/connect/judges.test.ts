import { expect, test } from 'vitest'
import { judge as bluesky } from '../bluesky/wire.ts'
import { judge as discourse } from '../discourse/wire.ts'
import { judge as github } from '../github/wire.ts'
import type { Judge } from '../http/judge.ts'
import { judge as lemmy } from '../lemmy/wire.ts'
import { judge as mastodon } from '../mastodon/wire.ts'
import { judge as reddit } from '../reddit/wire.ts'
import { judge as stackExchange } from '../stack-exchange/wire.ts'
import { endOfQuotaDay, judge as youtube } from '../youtube/wire.ts'

const now = new Date('2026-03-01T12:00:00Z')
const verdict = (judge: Judge, status: number, json: unknown = null, headers: Readonly<Record<string, string>> = {}) =>
  judge({ status, json, now, header: (name) => headers[name] ?? null })
const closed = (seconds: number, fault = 'rate_limited') => ({ closed: { until: new Date(now.getTime() + seconds * 1_000), fault } })
const inSeconds = (seconds: number) => String(now.getTime() / 1_000 + seconds)

test('Stack Exchange: a backoff is waited for and two seconds more, a throttle as long as it says, and the last of a quota ends the day', () => {
  expect(verdict(stackExchange, 200, { items: [], backoff: 10 })).toEqual(closed(12))
  const throttled = (seconds: number) => ({ error_id: 502, error_message: `too many requests from this IP, more requests available in ${seconds} seconds` })
  expect(verdict(stackExchange, 400, throttled(30))).toEqual(closed(32))
  expect(verdict(stackExchange, 400, throttled(17_524))).toEqual(closed(17_526, 'quota'))
  expect(verdict(stackExchange, 200, { items: [], quota_remaining: 0 })).toEqual(closed(12 * 3_600, 'quota'))
  expect(verdict(stackExchange, 200, { items: [], quota_remaining: 9 })).toBeNull()
})

test('Reddit: nothing left waits for the seconds it says, and a wrong secret is unauthorized though its status is 200', () => {
  expect(verdict(reddit, 200, {}, { 'x-ratelimit-remaining': '0.0', 'x-ratelimit-reset': '70' })).toEqual(closed(70))
  expect(verdict(reddit, 200, {}, { 'x-ratelimit-remaining': '599.0', 'x-ratelimit-reset': '70' })).toBeNull()
  expect(verdict(reddit, 200, { error: 'invalid_grant' })).toMatchObject({ refused: { fault: 'unauthorized' } })
})

test('Lemmy: a 429 without a word is waited out for a minute, on old instances a 400 too, and a private one is unauthorized', () => {
  expect(verdict(lemmy, 429)).toEqual(closed(60))
  expect(verdict(lemmy, 400, { error: 'rate_limit_error' })).toEqual(closed(60))
  expect(verdict(lemmy, 429, null, { 'retry-after': '5' })).toBeNull()
  expect(verdict(lemmy, 400, { error: 'instance_is_private' })).toMatchObject({ refused: { fault: 'unauthorized' } })
})

test('Mastodon: its reset is a date, and a closed timeline is unauthorized, with 422 too', () => {
  expect(verdict(mastodon, 200, [], { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2026-03-01T12:04:00.916474Z' })).toEqual({
    closed: { until: new Date('2026-03-01T12:04:00.916Z'), fault: 'rate_limited' },
  })
  expect(verdict(mastodon, 422, { error: 'This method requires an authenticated user' })).toMatchObject({ refused: { fault: 'unauthorized' } })
  expect(verdict(mastodon, 422, { error: 'Validation failed' })).toBeNull()
})

test('Bluesky: its reset counts seconds of the epoch, and an ended session is told from a second factor', () => {
  expect(verdict(bluesky, 429, {}, { 'ratelimit-remaining': '0', 'ratelimit-reset': inSeconds(120) })).toEqual(closed(120))
  expect(verdict(bluesky, 400, { error: 'ExpiredToken' })).toMatchObject({ refused: { fault: 'unauthorized', message: expect.stringContaining('session') } })
  expect(verdict(bluesky, 401, { error: 'AuthFactorTokenRequired' })).toMatchObject({ refused: { message: expect.stringContaining('app password') } })
})

test('Discourse: a limit says in its body how long it lasts, and an overloaded search is no empty one', () => {
  expect(verdict(discourse, 429, { error_type: 'rate_limit', extras: { wait_seconds: 9 } })).toEqual(closed(9))
  expect(verdict(discourse, 429, { failed: 'FAILED' }, { 'retry-after': '4' })).toEqual(closed(4))
  expect(verdict(discourse, 200, { posts: [], grouped_search_result: { error: 'overloaded' } })).toMatchObject({
    ...closed(60),
    refused: { fault: 'rate_limited' },
  })
  expect(verdict(discourse, 403, { error_type: 'not_logged_in' })).toMatchObject({ refused: { fault: 'unauthorized' } })
})

test('GitHub: a primary limit ends at its reset, a secondary one after what it says or a minute, and an error inside a 200 is none of data', () => {
  expect(verdict(github, 403, {}, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(40) })).toEqual(closed(40))
  expect(verdict(github, 403, { message: 'You have exceeded a secondary rate limit' }, { 'retry-after': '17' })).toEqual(closed(17))
  expect(verdict(github, 403, { message: 'You have exceeded a secondary rate limit' })).toEqual(closed(60))
  expect(verdict(github, 403, { message: 'Resource not accessible' })).toBeNull()
  expect(verdict(github, 200, { errors: [{ type: 'RATE_LIMITED' }] })).toMatchObject({ ...closed(60), refused: { fault: 'rate_limited' } })
})

test('YouTube: a quota ends at midnight in California, summer and winter; closed comments are gone and a wrong key is unauthorized', () => {
  const error = (reason: string) => ({ error: { code: 403, errors: [{ domain: 'youtube', reason }] } })
  expect(verdict(youtube, 403, error('quotaExceeded'))).toEqual(closed(20 * 3_600, 'quota'))
  expect(endOfQuotaDay(new Date('2026-07-01T12:00:00Z'))).toEqual(new Date('2026-07-02T07:00:00Z'))
  expect(verdict(youtube, 403, error('rateLimitExceeded'))).toEqual(closed(60))
  expect(verdict(youtube, 403, error('commentsDisabled'))).toMatchObject({ refused: { fault: 'gone' } })
  expect(verdict(youtube, 400, error('keyInvalid'))).toMatchObject({ refused: { fault: 'unauthorized' } })
})
