import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the server does with a request. */
export type Behaviour =
  | { readonly kind: 'say'; readonly text: string; readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number } | null }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'rubbish'; readonly body: string }
  | { readonly kind: 'silence' }
  /** Begins an answer and never ends it: at rest, or without a pause. */
  | { readonly kind: 'endless'; readonly flood: boolean }

export interface ChatServer extends AsyncDisposable {
  readonly url: string
  /** Bodies of the requests so far, as they came. */
  readonly requests: readonly string[]
}

/** Speaks OpenAI's chat completions on loopback. `behave` sees the request's body and its number, from 0. */
export async function chatServer(behave: (body: string, number: number) => Behaviour): Promise<ChatServer> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      requests.push(body)
      answer(response, behave(body, requests.length - 1))
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

function answer(response: ServerResponse, behaviour: Behaviour): void {
  if (behaviour.kind === 'silence') return
  if (behaviour.kind === 'status') {
    response.writeHead(behaviour.status, { 'content-type': 'application/json' }).end(JSON.stringify({ error: { message: 'no', type: 'x' } }))
    return
  }
  if (behaviour.kind === 'rubbish') {
    response.writeHead(200, { 'content-type': 'application/json' }).end(behaviour.body)
    return
  }
  if (behaviour.kind === 'endless') {
    response.writeHead(200, { 'content-type': 'application/json' })
    const pour = (): void => {
      while (!response.destroyed && response.write('{"choices":'.padEnd(65_536)));
      if (!response.destroyed) response.once('drain', pour)
    }
    if (behaviour.flood) pour()
    else response.write('{"choices":')
    return
  }
  const { text, usage = { prompt_tokens: 1_000, completion_tokens: 100 } } = behaviour
  response.writeHead(200, { 'content-type': 'application/json' }).end(
    JSON.stringify({
      id: 'chat-1',
      object: 'chat.completion',
      created: 0,
      model: 'test',
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: text } }],
      ...(usage === null ? {} : { usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens } }),
    }),
  )
}
