import { testHouse, type TestHouse } from '@echoscope/db/testing'
import type { Role, Scope, WorkspaceId } from '@echoscope/domain'
import { type ApiConfig, parseConfig } from '../config.ts'
import type { Log, LogFields } from '../deps.ts'
import type { WireErrorData } from '../errors.ts'
import { startApi } from '../node/start.ts'
import { proceduresOf } from '../procedures.ts'
import { appRouter } from '../routers/root.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** What the procedure gave; undefined for an error. */
  readonly data: unknown
  readonly error: { readonly message: string; readonly code: number; readonly data: WireErrorData } | undefined
}
export interface CallOptions {
  readonly key?: string
  readonly headers?: Record<string, string>
  readonly method?: 'GET' | 'POST'
}

/** The real API on loopback over a database of its own. */
export interface ApiHouse extends AsyncDisposable {
  readonly house: TestHouse
  readonly url: string
  readonly home: string
  readonly logged: readonly LogFields[]
  key(role: Role, options?: { scope?: Scope; workspaceId?: WorkspaceId }): Promise<string>
  /** Calls a procedure as any HTTP client would; `input` undefined sends none. */
  call(path: string, input?: unknown, options?: CallOptions): Promise<Answer>
}

export async function apiHouse(postgresUrl: string, changes: Partial<ApiConfig> = {}): Promise<ApiHouse> {
  const house = await testHouse(postgresUrl)
  // One home, as an installation has: what the house seals, the API opens.
  const { home } = house
  const logged: LogFields[] = []
  const note = (fields: LogFields, message: string): void => {
    logged.push({ ...fields, message })
  }
  const log: Log = { info: note, warn: note, error: note }
  const config = parseConfig({
    PORT: '0',
    DATABASE_APP_URL: house.appUrl,
    ECHOSCOPE_HOME: home,
    HACKER_NEWS_URL: 'http://127.0.0.1:9',
    RATE_PER_MINUTE: '1000000',
    RATE_BURST: '1000000',
    MOST_WRONG_LINKS: '1000000',
  })
  const api = await startApi({ ...config, ...changes }, log)
  const owner = (await house.db.access.createKey(house.workspaceId, { name: 'test', role: 'owner', scope: null, expiresAt: null })).text
  return {
    house,
    home,
    logged,
    url: api.url,
    key: async (role, { scope, workspaceId = house.workspaceId } = {}) =>
      (await house.db.access.createKey(workspaceId, { name: 'test', role, scope: scope ?? null, expiresAt: null })).text,
    call: (path, input, { key = owner, headers = {}, method } = {}) =>
      callOver(api.url, {
        path,
        input,
        method,
        headers: { ...(key === '' ? {} : { authorization: `Bearer ${key}` }), 'x-request-id': 'test-request', ...headers },
      }),
    async [Symbol.asyncDispose]() {
      await api.close()
      await house[Symbol.asyncDispose]()
    },
  }
}

const kinds = new Map(proceduresOf(appRouter).map(({ path, type }) => [path, type]))

interface Request_ {
  readonly path: string
  readonly input: unknown
  readonly method: 'GET' | 'POST' | undefined
  readonly headers: Record<string, string>
}

async function callOver(url: string, { path, input, method, headers }: Request_): Promise<Answer> {
  const isPost = method === 'POST' || (method === undefined && kinds.get(path) === 'mutation')
  const target = new URL(`/api/trpc/${path}`, url)
  const body = input === undefined ? undefined : JSON.stringify(input)
  if (!isPost && body !== undefined) target.searchParams.set('input', body)
  const given = isPost ? { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, ...(body === undefined ? {} : { body }) } : { headers }
  return answerOf(await fetch(target, given))
}

export async function answerOf(response: Response): Promise<Answer> {
  const { status, headers } = response
  const type = headers.get('content-type') ?? ''
  if (type.startsWith('text/event-stream')) return firstOfStream(response)
  const text = await response.text()
  const parsed = type.includes('json') && text !== '' ? (JSON.parse(text) as { result?: { data: unknown }; error?: Answer['error'] }) : {}
  return { status, headers, text, data: parsed.result?.data, error: parsed.error }
}

/** The first thing a subscription says: its status is that of the error it tells, where it tells one. */
async function firstOfStream(response: Response): Promise<Answer> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    const failed = /event: serialized-error\ndata: (.*)\n/.exec(text)
    const told = /(?:^|\n)\n*data: (\{.*\})\n/.exec(text.replace(/event: connected\ndata: .*\n/, ''))
    if (failed?.[1] !== undefined) {
      const error = JSON.parse(failed[1]) as NonNullable<Answer['error']>
      return { status: error.data.httpStatus, headers: response.headers, text: failed[1], data: undefined, error }
    }
    if (told?.[1] !== undefined) return { status: response.status, headers: response.headers, text: told[1], data: JSON.parse(told[1]), error: undefined }
  }
  throw new Error('the stream ended and said nothing')
}
