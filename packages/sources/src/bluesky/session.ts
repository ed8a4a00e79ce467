import { SourceError } from '@echoscope/domain'
import { trimmed } from '../connect/connector.ts'
import type { Tokens } from '../connect/tokens.ts'
import type { Http, Waiting } from '../http.ts'
import { parseJson } from '../http/json.ts'
import { Results, Session } from './wire.ts'

export interface BlueskyInput {
  readonly http: Http
  /** Of the account's own server: the public address refuses searches. */
  readonly baseUrl: string
  readonly identifier: string
  readonly appPassword: string
  readonly tokens: Tokens
  readonly pageSize?: number
}

/** A session lives for two hours or so; log-ins are counted by the day. */
const sessionMs = 100 * 60_000

/** A session that has ended is renewed once. */
export async function* withSession(
  input: BlueskyInput,
  { url, now }: { url: URL; now: () => Date },
  signal: AbortSignal,
): AsyncGenerator<Waiting, { posts: unknown[] }> {
  const { http, tokens } = input
  const credentials = [input.baseUrl, input.identifier, input.appPassword]
  for (let tries = 1; ; tries += 1) {
    const known = tokens.get(credentials, now())
    const token = known ?? (yield* logIn(input, signal))
    if (known === null) tokens.put(credentials, { token, until: new Date(now().getTime() + sessionMs) })
    try {
      const answer = yield* http.ask({ url, headers: { authorization: `Bearer ${token}` } }, signal)
      return parseJson(new TextDecoder().decode(answer.bytes), Results, url.host)
    } catch (error) {
      if (!(error instanceof SourceError) || error.fault !== 'unauthorized' || known === null || tries > 1) throw error
      tokens.drop(credentials)
    }
  }
}

async function* logIn({ http, baseUrl, identifier, appPassword }: BlueskyInput, signal: AbortSignal): AsyncGenerator<Waiting, string> {
  const url = new URL(`${trimmed(baseUrl)}/xrpc/com.atproto.server.createSession`)
  const body = JSON.stringify({ identifier, password: appPassword })
  const answer = yield* http.ask({ url, method: 'POST', headers: { 'content-type': 'application/json' }, body }, signal)
  return parseJson(new TextDecoder().decode(answer.bytes), Session, url.host).accessJwt
}
