import { request } from 'node:http'
import { newId } from '@echoscope/domain'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Answer, answerOf, type ApiHouse, apiHouse } from '../testing/api-house.ts'

let api: ApiHouse
beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'))
})
afterAll(() => api[Symbol.asyncDispose]())

const link = async (role: 'owner' | 'viewer' = 'owner', lifeMs = 60_000): Promise<string> => {
  const { db, workspaceId } = api.house
  if (role === 'owner') return db.access.createSignInLink(workspaceId, { lifeMs })
  const memberId = await db.members.add(workspaceId, { name: 'Ada', email: `${newId()}@example.com`, role, limits: null, passwordHash: null })
  return db.access.createSignInLink(workspaceId, { memberId, lifeMs })
}
const send = async (path: string, init: RequestInit = {}): Promise<Answer> => answerOf(await fetch(new URL(path, api.url), init))
const signIn = (token: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  send('/api/session', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ token }) })
const cookieOf = ({ headers }: Answer): string => headers.get('set-cookie')?.split(';')[0] ?? ''
const me = (cookie: string): Promise<Answer> => send('/api/trpc/viewer.me', { headers: { cookie } })

describe('a sign-in link', () => {
  test('opens a session once, in a cookie that scripts of the page cannot read', async () => {
    const token = await link()
    const first = await signIn(token)
    expect(first.status).toBe(200)
    expect(first.text).not.toContain('ess_')
    expect(first.headers.get('set-cookie')).toMatch(/^echoscope_session_\d+=ess_\S+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/)
    expect((await me(cookieOf(first))).data).toMatchObject({ role: 'owner', via: 'session', boundTo: null })
    const again = await signIn(token)
    expect([again.status, again.error?.data.reason, again.headers.has('set-cookie')]).toEqual([401, 'link_used', false])
  })
  test('that is unknown, expired or of another kind is one answer', async () => {
    const expired = await link('owner', -1)
    const bodies = await Promise.all(
      [expired, 'esl_x', `esl_${'0'.repeat(32)}_${'A'.repeat(43)}`, await api.key('owner')].map((token) => signIn(token, { 'x-request-id': 'same-request' })),
    )
    expect(new Set(bodies.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  })
  test.each([undefined, null, '', 3, {}, 'x'.repeat(5_000)])('given as %j is refused as a body', async (token) => {
    expect((await signIn(token)).status).toBeOneOf([400, 413])
  })
  test('is taken as JSON alone: a form on another page cannot send that', async () => {
    const token = await link()
    for (const type of ['text/plain', 'application/x-www-form-urlencoded'])
      expect((await send('/api/session', { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify({ token }) })).status).toBe(400)
    expect((await signIn(token)).status).toBe(200)
  })
})

describe('a session', () => {
  test('ends with signing out, and its cookie opens nothing afterwards', async () => {
    const cookie = cookieOf(await signIn(await link()))
    const out = await send('/api/session', { method: 'DELETE', headers: { cookie, 'sec-fetch-site': 'same-origin' } })
    expect([out.status, out.headers.get('set-cookie')]).toEqual([204, expect.stringContaining('Max-Age=0')])
    expect((await me(cookie)).error?.data.reason).toBe('sign_in_required')
  })
  test('has the role of its member', async () => {
    const cookie = cookieOf(await signIn(await link('viewer')))
    const { status, error } = await send('/api/trpc/brands.create', {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: '{"name":"x"}',
    })
    expect([status, error?.data.reason]).toEqual([403, 'role_too_low'])
  })
  test('two installations on one host do not sign each other out: the cookie carries the port', async () => {
    const cookie = cookieOf(await signIn(await link()))
    expect((await me(`echoscope_session_1=ess_other; ${cookie}; echoscope_session=ess_other`)).status).toBe(200)
  })
})

const write = async (headers: Record<string, string>): Promise<string> => {
  const cookie = cookieOf(await signIn(await link()))
  const { status, error } = await send('/api/trpc/brands.create', {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', ...headers },
    body: '{"name":"x"}',
  })
  return error?.data.reason ?? String(status)
}

describe('a write with a cookie', () => {
  test('is taken from the own pages alone', async () => {
    const { host, port } = new URL(api.url)
    expect(await write({ 'sec-fetch-site': 'same-origin' })).toBe('200')
    expect(await write({ origin: `http://${host}` })).toBe('200')
    for (const headers of [
      {},
      { origin: 'null' },
      { origin: 'https://evil.example' },
      { origin: `http://evil.example:${port}` },
      { origin: 'http://127.0.0.1:1' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': 'cross-site', origin: `http://${host}` },
    ])
      expect(await write(headers as Record<string, string>)).toBe('cross_site')
  })
  test('signing in from another site is refused, so that nobody is signed in as somebody else', async () => {
    expect((await signIn(await link(), { origin: 'https://evil.example' })).error?.data.reason).toBe('cross_site')
    expect((await signIn(await link(), { 'sec-fetch-site': 'same-site' })).error?.data.reason).toBe('cross_site')
  })
  test('a key needs no such check', async () => {
    const { status } = await api.call('brands.create', { name: 'by key' }, { headers: { origin: 'https://evil.example' } })
    expect(status).toBe(200)
  })
})

test('a request under another host name is refused, so that DNS rebinding reaches nothing', async () => {
  const { port } = new URL(api.url)
  const statusOf = (host: string): Promise<number> =>
    new Promise((done, fail) =>
      request({ port, host: '127.0.0.1', path: '/api/health', headers: { host } }, (response) => done(response.resume().statusCode ?? 0))
        .on('error', fail)
        .end(),
    )
  expect(await statusOf(`localhost:${port}`)).toBe(200)
  expect(await statusOf(`evil.example:${port}`)).toBe(403)
  expect(await statusOf('evil.example')).toBe(403)
  expect(await statusOf('127.0.0.1.evil.example')).toBe(403)
  expect(await statusOf('a b')).toBe(400)
})

describe('a key', () => {
  test('that is unknown, revoked, expired, malformed or of another kind is one answer', async () => {
    const { db, workspaceId } = api.house
    const revoked = await db.access.createKey(workspaceId, { name: 'r', role: 'owner', scope: null, expiresAt: null })
    await db.access.revokeKey(workspaceId, revoked.id)
    const expired = await db.access.createKey(workspaceId, { name: 'e', role: 'owner', scope: null, expiresAt: new Date(Date.now() - 1_000) })
    const session = cookieOf(await signIn(await link())).split('=')[1] ?? ''
    const texts = [revoked.text, expired.text, session, 'x', `esk_${'0'.repeat(32)}_${'A'.repeat(43)}`, `${await api.key('owner')}x`]
    const answers = await Promise.all(texts.map((key) => api.call('viewer.me', undefined, { key })))
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(answers[0]?.error?.data.reason).toBe('invalid_key')
  })
  test('goes before a cookie: a wrong key is not rescued by a session', async () => {
    const cookie = cookieOf(await signIn(await link()))
    expect((await api.call('viewer.me', undefined, { key: 'esk_wrong', headers: { cookie } })).error?.data.reason).toBe('invalid_key')
  })
  test('is asked for by name: 401 says Bearer', async () => {
    const { status, headers, error } = await api.call('viewer.me', undefined, { key: '' })
    expect([status, headers.get('www-authenticate'), error?.data.reason]).toEqual([401, 'Bearer', 'sign_in_required'])
  })
})
