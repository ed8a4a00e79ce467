import { type Gate, SourceError } from '@echoscope/domain'
import { type MessageEvent, WebSocket } from 'undici'
import { createGuard } from './guard.ts'

export interface StreamOptions {
  /** What may be reached though it is not public: `host` or `host:port`. */
  readonly allow?: readonly string[]
  readonly gate: Gate
  /** Silence after which it is given up. */
  readonly idleMs?: number
  /** For all of one reading. */
  readonly timeoutMs?: number
  readonly maxBytes?: number
  /** A longer message is passed over. */
  readonly maxMessage?: number
}

/** Reads from a server that speaks by itself, over a WebSocket. */
export interface Stream {
  /**
   * Hears messages until `hear` answers that it has heard enough. True then; false where the server ended it before.
   * @throws SourceError with the fault; the signal's reason when aborted.
   */
  read(url: URL, hear: (text: string) => boolean, signal: AbortSignal): Promise<boolean>
}

const patienceMs = 60_000

export function createStream(options: StreamOptions): Stream {
  const { gate, idleMs = 15_000, timeoutMs = 600_000, maxBytes = 2 * 1024 ** 3, maxMessage = 256 * 1024 } = options
  const guard = createGuard(options.allow ?? [])
  return {
    async read(url, hear, signal) {
      signal.throwIfAborted()
      const { taken, waitMs, fault } = await gate.enter(patienceMs)
      if (!taken) throw new SourceError(fault, `${url.host} may not be asked yet`, { until: new Date(Date.now() + waitMs) })
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
      signal.throwIfAborted()
      // Redirects are refused by the protocol itself.
      const socket = new WebSocket(url.href.replace(/^http/, 'ws'), { dispatcher: guard.pass(url) })
      return await heard(socket)

      function heard(from: WebSocket): Promise<boolean> {
        return new Promise<boolean>((resolve, reject) => {
          let bytes = 0
          let last = Date.now()
          const begunAt = last
          const end = (how: () => void) => {
            clearInterval(watch)
            signal.removeEventListener('abort', aborted)
            from.close()
            how()
          }
          const give = (error: SourceError) => end(() => reject(error))
          const aborted = () => end(() => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted')))
          const watch = setInterval(
            () => {
              if (Date.now() - last > idleMs) give(new SourceError('timeout', `${url.host} said nothing for ${idleMs / 1_000} s`))
              else if (Date.now() - begunAt > timeoutMs) give(new SourceError('timeout', `${url.host} has more to say than is heard in one run`))
            },
            Math.min(1_000, idleMs),
          )
          signal.addEventListener('abort', aborted, { once: true })
          from.addEventListener('message', ({ data }: MessageEvent) => {
            last = Date.now()
            if (typeof data !== 'string') return
            bytes += data.length
            if (bytes > maxBytes) return give(new SourceError('timeout', `${url.host} has more to say than is heard in one run`))
            if (data.length <= maxMessage && hear(data)) end(() => resolve(true))
          })
          from.addEventListener('error', ({ error }) => give(faultOf(error, url.host)))
          from.addEventListener('close', () => end(() => resolve(false)))
        })
      }
    },
  }
}

/** The guard speaks from inside a connection, wrapped by whatever carried it. */
function faultOf(cause: unknown, host: string): SourceError {
  for (let at = cause, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) if (at instanceof SourceError) return at
  return new SourceError('network', `${host} cannot be reached as a stream, or broke off`, { cause })
}
