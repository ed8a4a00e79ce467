import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { answerOf, type ApiHouse, apiHouse } from '../testing/api-house.ts'

let api: ApiHouse
let key: string
beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'))
  key = await api.key('owner')
})
afterAll(() => api[Symbol.asyncDispose]())

const send = async (path: string, init: RequestInit = {}) => answerOf(await fetch(new URL(path, api.url), init))
const withKey = (headers: Record<string, string> = {}): Record<string, string> => ({ authorization: `Bearer ${key}`, ...headers })

const idOf = async (given: string) => (await send('/api/health', { headers: { 'x-request-id': given } })).headers.get('x-request-id')

describe('every answer', () => {
  test.each(['/api/health', '/api/ready', '/api/trpc/viewer.me', '/api/nothing', '/', '/assets/x.js'])(
    'of %s has the security headers and a request id',
    async (path) => {
      const { headers } = await send(path)
      expect(headers.get('content-security-policy')).toMatch(/default-src 'self'.*script-src 'self';.*frame-ancestors 'none'; base-uri 'none'/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-request-id')).toMatch(/^[\w-]{36}$/)
      expect(headers.has('access-control-allow-origin')).toBe(false)
    },
  )
  test('of the API is not cached', async () => {
    expect((await send('/api/trpc/viewer.me', { headers: withKey() })).headers.get('cache-control')).toBe('no-store')
  })
  test('takes over a sensible request id and makes its own for any other', async () => {
    expect(await idOf('proxy-4711.a:b')).toBe('proxy-4711.a:b')
    for (const odd of ['short', 'x'.repeat(101), 'with space and more', '<script>alert(1)</script>']) expect(await idOf(odd)).toMatch(/^[\da-f-]{36}$/)
  })
})

describe('what is no procedure', () => {
  test.each([
    '/api',
    '/api/',
    '/api/nothing',
    '/api/trpcx',
    '/api/trpc/nothing',
    '/api/trpc/brands',
    '/api/trpc/__proto__',
    '/api/trpc/brands.constructor',
    '/api/trpc/%2e%2e%2fetc',
  ])('%s is a 404 as JSON', async (path) => {
    const { status, error } = await send(path, { headers: withKey() })
    expect(status).toBe(404)
    expect(error?.data).toMatchObject({ code: 'NOT_FOUND', httpStatus: 404 })
  })
  test('HEAD and OPTIONS are answered and do nothing', async () => {
    expect((await send('/api/health', { method: 'HEAD' })).status).toBe(200)
    expect((await send('/api/trpc/brands.create', { method: 'HEAD' })).status).toBe(204)
    const options = await send('/api/trpc/brands.create', { method: 'OPTIONS' })
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST, DELETE, OPTIONS'])
  })
  test('a mutation cannot be asked with GET, nor anything with PUT or DELETE; a query may be posted, since an address is not as long', async () => {
    for (const [path, method] of [
      ['brands.create', 'GET'],
      ['brands.list', 'PUT'],
      ['brands.create', 'DELETE'],
    ] as const) {
      const { status, error } = await send(`/api/trpc/${path}`, { method, headers: withKey({ 'content-type': 'application/json' }) })
      expect([status, error?.data.reason]).toEqual([405, 'method_not_supported'])
    }
    expect(await send('/api/trpc/brands.list', { method: 'POST', headers: withKey({ 'content-type': 'application/json' }) })).toMatchObject({ status: 200 })
  })
})

const create = (body: string, headers: Record<string, string> = {}) =>
  send('/api/trpc/brands.create', { method: 'POST', headers: withKey({ 'content-type': 'application/json', ...headers }), body })

describe('a body', () => {
  test.each(['{bad', '{"name":', 'undefined', '\u0000'])('that is not JSON (%j) is invalid_input', async (body) => {
    const { status, error } = await create(body)
    expect([status, error?.data.reason]).toEqual([400, 'invalid_input'])
  })
  test('of another type is refused before it is read', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/octet-stream']) {
      const { status } = await create('{"name":"x"}', { 'content-type': type })
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
    }
    expect((await api.call('brands.list')).data).toMatchObject({ items: [] })
  })
  test('of more than a million bytes is body_too_large, with and without a stated length', async () => {
    const long = JSON.stringify({ name: 'x'.repeat(1_100_000) })
    const chunked = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(long))
        controller.close()
      },
    })
    for (const body of [long, chunked]) {
      const answer = await answerOf(
        await fetch(new URL('/api/trpc/brands.create', api.url), {
          method: 'POST',
          headers: withKey({ 'content-type': 'application/json' }),
          body,
          duplex: 'half',
        } as RequestInit),
      )
      expect([answer.status, answer.error?.data.reason]).toEqual([413, 'body_too_large'])
    }
  })
  test('of a thousand levels, or with __proto__ in it, does no harm', async () => {
    expect((await create(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).status).toBe(400)
    expect((await create('{"name":"x","__proto__":{"admin":true}}')).status).toBe(400)
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined()
  })
  test('an address of a hundred thousand characters is refused as JSON', async () => {
    const { status, error } = await send(`/api/trpc/brands.list?input=${'x'.repeat(100_000)}`, { headers: withKey() })
    expect([status, error?.data.reason]).toEqual([431, 'body_too_large'])
  })
})

const batch = (paths: readonly string[]) => send(`/api/trpc/${paths.join(',')}?batch=1&input=%7B%7D`, { headers: withKey() })

describe('a batch', () => {
  test('of up to twenty calls is answered call by call, each error beside the rest', async () => {
    const { status, text } = await batch([...Array<string>(19).fill('viewer.me'), 'analytics.dashboard'])
    const answers = JSON.parse(text) as { result?: unknown; error?: { data: { reason: string } } }[]
    expect(status).toBe(207)
    expect(answers).toHaveLength(20)
    expect(answers.at(-1)?.error?.data.reason).toBe('scope_required')
    expect(answers.slice(0, -1).every((answer) => answer.result !== undefined)).toBe(true)
  })
  test('of more is refused whole', async () => {
    expect((await batch(Array<string>(21).fill('viewer.me'))).status).toBe(400)
  })
})

const ready = async () => {
  const { status, text } = await send('/api/ready')
  return [status, (JSON.parse(text) as { missing: string[] }).missing]
}

describe('health', () => {
  test('says that the process lives without asking anybody', async () => {
    expect(JSON.parse((await send('/api/health')).text)).toMatchObject({ status: 'ok' })
  })
  test('ready names what is missing: a worker that never was, then none, then one that fell silent', async () => {
    expect(await ready()).toEqual([503, ['worker']])
    await api.house.db.health.beat('w1', new Date())
    expect(await ready()).toEqual([200, []])
    await api.house.owner(`UPDATE worker_heartbeats SET seen_at = now() - interval '61 seconds'`)
    expect(await ready()).toEqual([503, ['worker']])
    await api.house.db.health.beat('w1', new Date())
    await api.house.owner(`DELETE FROM schema_migrations WHERE name LIKE '0003%'`)
    expect(await ready()).toEqual([503, ['migrations']])
    await api.house.owner(`INSERT INTO schema_migrations (name) VALUES ('0003-agenda.sql')`)
  })
})

test('the log has who, what and how long, and no token, query value or body', async () => {
  await send('/api/trpc/brands.get?input=%7B%22brandId%22%3A%22secret-value%22%7D', { headers: withKey({ 'x-request-id': 'log-request-1' }) })
  await send('/api/trpc/brands.create', { method: 'POST', headers: withKey({ 'content-type': 'application/json' }), body: '{"name":"secret name"}' })
  await send('/esk_00000000000000000000000000000000_abc')
  expect(api.logged.find((line) => line['requestId'] === 'log-request-1')).toMatchObject({
    method: 'GET',
    path: '/api/trpc/brands.get',
    status: 400,
    principal: expect.stringMatching(/^[\da-f-]{36}$/),
  })
  expect(JSON.stringify(api.logged)).not.toMatch(/secret-value|secret name|esk_|Bearer/)
})
