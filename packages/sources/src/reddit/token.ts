import { SourceError } from '@echoscope/domain'
import { trimmed } from '../connect/connector.ts'
import type { Tokens } from '../connect/tokens.ts'
import type { Http, Waiting } from '../http.ts'
import { parseJson } from '../http/json.ts'
import { Granted, Listing } from './wire.ts'

export interface RedditApiInput {
  readonly http: Http
  readonly authUrl: string
  readonly apiUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly tokens: Tokens
  readonly pageSize?: number
}

type Found = ReturnType<typeof Listing.parse>

/** A token that ended early is renewed once. */
export async function* withToken(input: RedditApiInput, { url, now }: { url: URL; now: () => Date }, signal: AbortSignal): AsyncGenerator<Waiting, Found> {
  const { http, tokens } = input
  const credentials = [input.authUrl, input.clientId, input.clientSecret]
  for (let tries = 1; ; tries += 1) {
    const known = tokens.get(credentials, now())
    let token = known
    if (token === null) {
      const granted = yield* grant(input, signal)
      token = granted.access_token
      tokens.put(credentials, { token, until: new Date(now().getTime() + Math.max(0, granted.expires_in - 60) * 1_000) })
    }
    try {
      const answer = yield* http.ask({ url, headers: { authorization: `bearer ${token}` } }, signal)
      return parseJson(new TextDecoder().decode(answer.bytes), Listing, url.host)
    } catch (error) {
      if (!(error instanceof SourceError) || error.fault !== 'unauthorized' || known === null || tries > 1) throw error
      tokens.drop(credentials)
    }
  }
}

async function* grant(
  { http, authUrl, clientId, clientSecret }: RedditApiInput,
  signal: AbortSignal,
): AsyncGenerator<Waiting, { access_token: string; expires_in: number }> {
  const url = new URL(`${trimmed(authUrl)}/api/v1/access_token`)
  const headers = {
    authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
  }
  const answer = yield* http.ask({ url, method: 'POST', headers, body: 'grant_type=client_credentials' }, signal)
  return parseJson(new TextDecoder().decode(answer.bytes), Granted, url.host)
}
