import type { Server, ServerResponse } from 'node:http'

const patienceMs = 8_000

/** What is being answered, so that closing can wait for it, and which of it has no end to wait for. */
export interface Answers {
  readonly underWay: Set<ServerResponse>
  readonly streams: WeakSet<ServerResponse>
}

export function trackAnswers(server: Server): Answers {
  const answers: Answers = { underWay: new Set(), streams: new WeakSet() }
  server.on('request', (_request, response) => {
    answers.underWay.add(response)
    response.once('close', () => answers.underWay.delete(response))
  })
  return answers
}

/** Takes no new connection, cuts streams (their clients come back by themselves), lets answers finish for eight seconds, then closes what is left. */
export async function drain(server: Server, { underWay, streams }: Answers): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()))
  const giveUpMs = performance.now() + patienceMs
  for (const response of underWay) if (streams.has(response)) response.destroy()
  while (underWay.size > 0 && performance.now() < giveUpMs) await new Promise((again) => setTimeout(again, 20))
  server.closeAllConnections()
  await closed
}
