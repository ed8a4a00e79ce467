import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Gate, SourceError } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { loneGate } from '../http/lone-gate.ts'
import { connectors } from './all.ts'
import { createWorld, openSource, probeSource } from './world.ts'

const connectorOf = (kind: string) => {
  const connector = connectors.find((each) => each.kind === kind)
  if (connector === undefined) throw new Error(`no connector is called ${kind}`)
  return connector
}
const feed = '<rss version="2.0"><channel><title>Blog</title></channel></rss>'

test('what a host says under an address that one workspace named closes it for that one, and for no other that reads from the same host', async () => {
  const server = createServer(({ url }, response) => {
    if (url === '/feed') return response.setHeader('content-type', 'application/rss+xml').end(feed)
    // A file that anybody may put on a host of many people.
    return response
      .setHeader('content-type', 'application/json')
      .writeHead(429)
      .end(JSON.stringify({ extras: { wait_seconds: 86_400 } }))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const gates = new Map<string, Gate>()
  const world = createWorld({
    userAgent: 'test',
    urls: {},
    allow: ['127.0.0.1'],
    gate: ({ host, credential }) => {
      const key = JSON.stringify([host, credential])
      const gate = gates.get(key) ?? loneGate(() => new Date())
      gates.set(key, gate)
      return gate
    },
    http: { tries: 1, longestWaitMs: 100 },
  })
  const ask = (kind: string, askedFor: string, settings: Readonly<Record<string, string>>) =>
    probeSource(openSource(connectorOf(kind), world, { settings, askedFor }), new Date(), AbortSignal.timeout(5_000))
  try {
    await expect(ask('discourse', 'mallory', { forums: `${address}/mallory` })).rejects.toThrow(SourceError)
    await expect(ask('feeds', 'mallory', { addresses: `${address}/feed` })).rejects.toThrow(/may not be asked yet/)
    await expect(ask('feeds', 'ann', { addresses: `${address}/feed` })).resolves.toBeUndefined()
  } finally {
    server.close()
  }
})
