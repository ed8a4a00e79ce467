import type { Server, ServerResponse } from 'node:http'

const patienceMs = 8_000

/** Remembers what is being answered, so that closing can wait for it. */
export function trackAnswers(server: Server): ReadonlySet<ServerResponse> {
  const underWay = new Set<ServerResponse>()
  server.on('request', (_request, response) => {
    underWay.add(response)
    response.once('close', () => underWay.delete(response))
  })
  return underWay
}

/**
 * Takes no new connection, lets answers finish for eight seconds, then closes what is left. Streams are cut at once: they have no
 * end to wait for, and their clients come back by themselves.
 */
export async function drain(server: Server, underWay: ReadonlySet<ServerResponse>): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()))
  const giveUpMs = performance.now() + patienceMs
  for (const response of underWay) if (isStream(response)) response.destroy()
  while (underWay.size > 0 && performance.now() < giveUpMs) await new Promise((again) => setTimeout(again, 20))
  server.closeAllConnections()
  await closed
}

const isStream = (response: ServerResponse): boolean => String(response.getHeader('content-type')).startsWith('text/event-stream')
