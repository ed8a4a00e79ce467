import { anyOf, type Gate, type Pace, type Post, type Source, SourceError, type SourceQuery } from '@echoscope/domain'
import { createHttp, type HttpOptions } from '../http.ts'
import { createStream } from '../http/stream.ts'
import type { Connector, Line, Settings, World } from './connector.ts'
import { createTokens } from './tokens.ts'

export interface WorldInput {
  readonly userAgent: string
  /** The operator's own addresses for places, by the name the connector knows them by. */
  readonly urls: Readonly<Record<string, string>>
  /** `host` or `host:port` that users may name though it is not public. */
  readonly allow: readonly string[]
  /** The queue of everyone who asks this place under this credential. */
  readonly gate: (place: { readonly host: string; readonly credential: string | null; readonly pace: Pace | null }) => Gate
  readonly http?: Partial<HttpOptions>
}

/** The world as one process sees it. An address that the operator gave may be private; one that a user gave only where it is allowed. */
export function createWorld({ userAgent, urls, allow, gate, http = {} }: WorldInput): World {
  const own = new Set(Object.values(urls).map((address) => new URL(address).host))
  const allowedFor = ({ baseUrl, isUserGiven = false }: Line): readonly string[] => {
    const { host } = new URL(baseUrl)
    return isUserGiven || !own.has(host) ? allow : [...allow, host]
  }
  const gateOf = ({ baseUrl, isUserGiven = false, askedFor, credential = null, pace }: Line): Gate => {
    const { host } = new URL(baseUrl)
    // A place of the operator's own has no limits but those it states.
    return gate({ host, credential: isUserGiven ? named(askedFor, credential) : credential, pace: pace === undefined || own.has(host) ? null : pace })
  }
  return {
    tokens: createTokens(),
    baseUrl: (kind, known) => urls[kind] ?? known,
    connect({ headers = {}, judge, maxBytes, ...line }) {
      return createHttp({
        userAgent,
        allow: allowedFor(line),
        headers,
        gate: gateOf(line),
        ...(judge === undefined ? {} : { judge }),
        ...(maxBytes === undefined ? {} : { maxBytes }),
        ...http,
      })
    },
    stream: (line) => createStream({ allow: allowedFor(line), gate: gateOf(line) }),
  }
}

/**
 * What an address that a user names says of its limits may be written by anybody, the user included: it closes the place for the workspace that named it, and
 * for no other that asks the same host.
 */
const named = (askedFor: string | undefined, credential: string | null): string => JSON.stringify([askedFor ?? null, credential])

/** A source for one scope's run; one that lacks what it needs refuses in words when it is asked, as a place would. */
export function openSource(connector: Connector, world: World, { settings, askedFor }: { readonly settings: Settings; readonly askedFor: string }): Source {
  const missing = connector.needs.filter((name) => settings[name] === undefined)
  if (missing.length > 0)
    return refusing(
      connector.kind,
      new SourceError('unauthorized', `${connector.name} is not set up: it needs ${missing.join(' and ')}. Give it under Sources.`),
    )
  try {
    return connector.open(
      { ...world, connect: (line) => world.connect({ ...line, askedFor }), stream: (line) => world.stream({ ...line, askedFor }) },
      settings,
    )
  } catch (error) {
    if (error instanceof SourceError) return refusing(connector.kind, error)
    throw error
  }
}

export const refusing = (kind: string, error: SourceError): Source => ({
  kind,
  collect: () => ({
    [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }),
  }),
})

const lookBackMs = 3_600_000

/** Asks one page of the last hour, to see whether the place answers. @throws SourceError as a run would. */
export async function probeSource(source: Source, now: Date, signal: AbortSignal): Promise<void> {
  await onePage(source, { wanted: anyOf(['a']), terms: ['a'], communities: [], window: { since: new Date(now.getTime() - lookBackMs), until: now } }, signal)
}

/** The posts of the first page that the place gives. @throws SourceError as a run would. */
export async function onePage(source: Source, query: SourceQuery, signal: AbortSignal): Promise<readonly Post[]> {
  for await (const batch of source.collect(query, { signal, checkpoint: null, now: () => query.window.until }))
    if (batch.some(({ kind }) => kind !== 'waiting')) return batch.flatMap((item) => (item.kind === 'post' ? [item.post] : []))
  return []
}
