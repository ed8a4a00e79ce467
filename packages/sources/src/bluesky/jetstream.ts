import { type Checkpoint, type Collected, type CollectContext, createMatcher, type QueryNode, type Source, SourceError, type Window } from '@echoscope/domain'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { trimmed } from '../connect/connector.ts'
import type { Stream } from '../http/stream.ts'
import { SeenIds } from '../walk/seen-ids.ts'
import { eventIn, type StreamEvent } from './stream-event.ts'
import { withoutLanguages } from './without-languages.ts'

export interface JetstreamInput {
  readonly stream: Stream
  readonly streamUrl: string
  /** The most of the past that a run listens to. */
  readonly lookBackMs?: number
}

const hourMs = 3_600_000
/** Of the whole network's posts an hour is some hundred megabytes. */
const mostLookBackMs = 6 * hourMs
/** What came with the last events before the stream broke off may come once more. */
const rewindMs = 5_000
const mostBreaks = 3
const batchEveryMs = 250
const rememberedIds = 100_000

const Stored = z.object({ v: z.literal(1), since: z.int(), cursor: z.int() })

/**
 * All posts of the network as they come by, of which the query keeps what it accepts; no account is needed. A run listens from where the last one ended until
 * it has heard the present. The stream knows neither scores nor names of authors, and nobody's language: a query for one is decided later.
 */
export const jetstreamSource = (input: JetstreamInput): Pick<Source, 'collect' | 'overlapMs'> => ({
  overlapMs: rewindMs,
  async *collect({ wanted, window }, context) {
    if (window.since >= window.until) return
    const { from, missed } = beginning(input, window, context)
    if (missed !== null) yield [{ kind: 'bad', bad: { place: 'stream', reason: missed } }]
    yield* listen(input, { wanted, window, from }, context)
  },
})

/** In milliseconds. A checkpoint goes on the run that wrote it, told by the beginning of its window. */
function beginning({ lookBackMs = mostLookBackMs }: JetstreamInput, window: Window, { checkpoint }: CollectContext): { from: number; missed: string | null } {
  const since = window.since.getTime()
  const { data } = Stored.safeParse(checkpoint)
  if (data !== undefined && data.since === since) return { from: data.cursor, missed: null }
  const earliest = window.until.getTime() - lookBackMs
  if (since >= earliest) return { from: since, missed: null }
  return {
    from: earliest,
    missed: `what was posted before ${new Date(earliest).toISOString()} is not listened to: a run hears the last ${lookBackMs / hourMs} hours`,
  }
}

async function* listen(
  { stream, streamUrl }: JetstreamInput,
  { wanted, window, from }: { wanted: QueryNode; window: Window; from: number },
  { signal }: CollectContext,
): AsyncGenerator<Collected[], void> {
  const ear = new Ear(wanted, window, from)
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  const read = async (): Promise<void> => {
    for (let breaks = 0; ; breaks += 1) {
      const url = new URL(`${trimmed(streamUrl)}/subscribe`)
      url.searchParams.set('wantedCollections', 'app.bsky.feed.post')
      url.searchParams.set('cursor', String(Math.max(from, ear.reached - (breaks === 0 ? 0 : rewindMs)) * 1_000))
      try {
        if (await stream.read(url, (text) => ear.hear(text), either)) return
        if (breaks >= mostBreaks) throw new SourceError('network', `${url.host} ends the stream again and again before the present`)
      } catch (error) {
        if (!(error instanceof SourceError) || error.fault !== 'network' || breaks >= mostBreaks) throw error
      }
    }
  }
  let told = from
  const ended = read().then(
    () => ({ fault: null }),
    (fault: unknown) => ({ fault }),
  )
  try {
    for (;;) {
      const end = await Promise.race([ended, sleep(batchEveryMs, null)])
      const found = ear.take()
      if (found.length > 0 || ear.reached > told) {
        told = ear.reached
        yield [...found, { kind: 'checkpoint', checkpoint: checkpointOf(window, told), progress: progressOf(window, from, end?.fault === null) }]
      }
      if (end !== null && end.fault === null) return
      if (end !== null) throw end.fault
    }
  } finally {
    stop.abort()
  }

  function progressOf({ until }: Window, begun: number, isDone: boolean) {
    const total = Math.round((until.getTime() - begun) / 1_000)
    return { done: isDone ? total : Math.min(total, Math.max(0, Math.round((ear.reached - begun) / 1_000))), total }
  }
}

const checkpointOf = ({ since }: Window, cursor: number): Checkpoint => ({ v: 1, since: since.getTime(), cursor })

/** Hears every post and remembers those that are wanted. */
class Ear {
  /** In milliseconds: everything before was heard. */
  reached: number
  readonly #accepts: (event: Extract<StreamEvent, { kind: 'post' }>) => boolean
  readonly #window: Window
  readonly #seen = new SeenIds(rememberedIds)
  readonly #kept = new SeenIds(rememberedIds)
  #found: Collected[] = []

  constructor(wanted: QueryNode, window: Window, from: number) {
    const matcher = createMatcher([withoutLanguages(wanted)])
    this.#accepts = ({ post: { title, body, author, url, community } }) =>
      matcher.read({ title, body, author, url, community: community.name, sources: ['bluesky'] }).holding.length > 0
    this.#window = window
    this.reached = from
  }

  /** True when the present was heard. */
  hear(text: string): boolean {
    const event = eventIn(text)
    if (event === null) return false
    this.reached = Math.max(this.reached, Math.min(event.at, this.#window.until.getTime()))
    if (event.kind === 'post') this.#hearPost(event)
    else if (event.kind === 'gone' && this.#kept.has(event.gone.externalId)) this.#found.push({ kind: 'gone', gone: event.gone, post: null })
    return event.at >= this.#window.until.getTime()
  }

  #hearPost(event: Extract<StreamEvent, { kind: 'post' }>): void {
    const { post, version } = event
    const { since, until } = this.#window
    if (post.publishedAt < since || post.publishedAt >= until || !this.#accepts(event) || !this.#seen.add(`${post.externalId} ${version}`)) return
    this.#kept.add(post.externalId)
    this.#found.push({ kind: 'post', post })
  }

  take(): Collected[] {
    const found = this.#found
    this.#found = []
    return found
  }
}
