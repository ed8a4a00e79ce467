import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createHttp, type HttpOptions } from '../http.ts'
import { guardedFetch } from './fetch.ts'
import { createGuard } from './guard.ts'

const anything = z.unknown()

async function serve(listener: RequestListener) {
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(request.url ?? '')
    listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    host,
    url: `http://${host}/`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

async function faultOf(url: string, options: Partial<HttpOptions> = {}): Promise<unknown> {
  const asking = createHttp({ userAgent: 'test', tries: 1, ...options }).getJson(new URL(url), anything, new AbortController().signal)
  try {
    for (let step = await asking.next(); step.done !== true; ) step = await asking.next()
    return null
  } catch (error) {
    return (error as { fault?: unknown }).fault ?? error
  }
}

test.each([
  'http://127.0.0.1/',
  'http://127.0.0.1./',
  'http://127.1/',
  'http://0x7f.1/',
  'http://0177.0.0.1/',
  'http://2130706433/',
  'http://0/',
  'http://0.0.0.0/',
  'http://１２７.０.０.１/',
  'http://169.254.169.254/latest/meta-data/',
  'http://0xa9fea9fe/',
  'http://2852039166/',
  'http://[::]/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:a9fe:a9fe]/',
  'http://[::127.0.0.1]/',
  'http://[64:ff9b::a9fe:a9fe]/',
  'http://[2002:a9fe:a9fe::]/',
  'http://[fd00:ec2::254]/',
  'http://[fe80::1]/',
  'http://10.0.0.1/',
  'http://172.31.255.255/',
  'http://192.168.1.1/',
  'http://100.64.0.1/',
  'http://localhost/',
  'http://localhost./',
  'http://93.184.216.34:22/',
  'ftp://93.184.216.34/',
  'file:///etc/passwd',
])('%s is not asked', async (url) => {
  expect(await faultOf(url)).toBe('blocked')
})

test('a public address and a public name pass, and so does what the operator allows, with its port and no other', () => {
  const guard = createGuard(['127.0.0.1:8080', 'forum.internal'])
  for (const url of ['https://93.184.216.34/', 'https://[2606:2800:220:1::1]/', 'http://127.0.0.1:8080/x', 'http://forum.internal:4200/'])
    expect(() => guard.pass(new URL(url)), url).not.toThrow()
  for (const url of ['http://127.0.0.1:8081/', 'http://127.0.0.1/']) expect(() => guard.pass(new URL(url)), url).toThrow(/not a public address/)
})

test('a name that stands for a private address is refused when it is dialled, also beside public ones', async () => {
  for (const addresses of [['127.0.0.1'], ['93.184.216.34', '169.254.169.254'], ['::ffff:10.0.0.1']]) {
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    const fetch = guardedFetch(createGuard([], (_name, _options, done) => done(null, found)))
    expect(await faultOf('http://rebound.example/', { fetch }), addresses.join()).toBe('blocked')
  }
})

test('each redirect is tested again, and a loop of them ends', async () => {
  for (const location of ['http://127.0.0.1:1/', 'http://0x7f.1/', 'http://169.254.169.254/', '//[::ffff:169.254.169.254]/', 'file:///etc/passwd']) {
    await using place = await serve((_request, response) => response.writeHead(302, { location }).end())
    expect(await faultOf(place.url, { allow: [place.host] }), location).toBe('blocked')
    expect(place.requests).toHaveLength(1)
  }
  await using loop = await serve((_request, response) => response.writeHead(301, { location: '/' }).end())
  expect(await faultOf(loop.url, { allow: [loop.host] })).toBe('malformed')
  expect(loop.requests).toHaveLength(6)
})

test('credentials stay with the origin they are for', async () => {
  const told: (string | undefined)[] = []
  await using other = await serve(({ headers }, response) => {
    told.push(headers.authorization, headers['api-key']?.toString(), headers['user-agent'])
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await using place = await serve((_request, response) => response.writeHead(307, { location: other.url }).end())
  const headers = { authorization: 'Bearer secret', 'api-key': 'secret' }
  expect(await faultOf(place.url, { allow: [place.host, other.host], headers })).toBeNull()
  expect(told).toEqual([undefined, undefined, 'test'])
})

test('a server that drips is given up, and its pieces do not buy it time', async () => {
  await using place = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const drip = setInterval(() => response.write(' '), 10)
    response.once('close', () => clearInterval(drip))
  })
  const before = performance.now()
  expect(await faultOf(place.url, { allow: [place.host], timeoutMs: 300 })).toBe('timeout')
  expect(performance.now() - before).toBeLessThan(1_500)
})

test('a small body that unpacks into a huge one is given up at the cap, without holding it', async () => {
  const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 32))
  await using place = await serve((_request, response) => response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb))
  const before = process.memoryUsage().rss
  expect(await faultOf(place.url, { allow: [place.host], maxBytes: 1_000_000 })).toBe('malformed')
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024)
})

test.each([
  ['an empty body', 'application/json', '', 'malformed'],
  ['half an answer', 'application/json', '{"a":[1,2', 'malformed'],
  ['a page under the name of JSON', 'application/json', ' <!DOCTYPE html><title>x</title>', 'blocked'],
  ['a page', 'text/html', 'welcome', 'blocked'],
  ['JSON under another name', 'text/plain', '{}', null],
])('%s', async (_what, type, body, fault) => {
  await using place = await serve((_request, response) => response.writeHead(200, { 'content-type': type }).end(body))
  expect(await faultOf(place.url, { allow: [place.host] })).toBe(fault)
})

test('of a key given twice the last counts, halves of characters are replaced, and __proto__ is a key like any other', async () => {
  const body = '{"a":1,"a":2,"b":"x\\ud800y","__proto__":{"polluted":true}}'
  await using place = await serve((_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(body))
  const asking = createHttp({ userAgent: 'test', allow: [place.host] }).getJson(
    new URL(place.url),
    z.looseObject({ a: z.number(), b: z.string() }),
    new AbortController().signal,
  )
  const { value } = await asking.next()
  expect(value).toMatchObject({ a: 2, b: 'x\uFFFDy' })
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
})
