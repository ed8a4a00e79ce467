import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { requireFreePort } from './port.ts'

async function taken() {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('it listens on a port')
  return { server, port: address.port }
}

test('a taken port is refused with another one to choose, and is free again afterwards', async () => {
  const { server, port } = await taken()
  await expect(requireFreePort({ host: '127.0.0.1', port }, 0)).rejects.toThrow(
    new RegExp(`^Port ${port} on 127.0.0.1 is taken.*PORT=${port + 1} npx pnpm@12 start$`),
  )
  server.close()
  await requireFreePort({ host: '127.0.0.1', port }, 0)
})

test('a port that is just being given up is waited for', async () => {
  const { server, port } = await taken()
  setTimeout(() => server.close(), 300)
  await requireFreePort({ host: '127.0.0.1', port }, 5_000)
})

test('an address this machine does not have is told as such', async () => {
  await expect(requireFreePort({ host: '192.0.2.1', port: 3000 }, 0)).rejects.toThrow(/no address 192\.0\.2\.1.*HOST/)
})
