import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

export interface ChildOptions {
  readonly name: string
  readonly file: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Of Node, beside those that this process was started with. */
  readonly flags?: readonly string[]
  readonly say: (text: string) => void
  /** Ctrl-C reaches the whole process group: a child that ends after it does so as it should. */
  readonly interrupted: AbortSignal
}
export interface Supervised {
  readonly pid: number
  /** Asks it to drain, and ends it after nine seconds. */
  stop(): Promise<void>
}

const readyLimitMs = 60_000
const patienceMs = 9_000
const steadyMs = 30_000
const firstWaitMs = 500
const longestWaitMs = 30_000

/**
 * Runs a process of the installation and starts it again when it ends by itself, later each time. It hears of our end by the IPC channel, also
 * when we are killed. Rejects when it ends before it is ready the first time: then its own words say why.
 */
export async function superviseChild({ name, file, env, flags = [], say, interrupted }: ChildOptions): Promise<Supervised> {
  // Its lines go to stderr: stdout is for what was asked for.
  const launch = (): ChildProcess => fork(file, { env: { ...env }, execArgv: [...process.execArgv, ...flags], stdio: ['ignore', 2, 2, 'ipc'] })
  const ending = new AbortController()
  let child = launch()
  await untilReady(child, name)

  const keep = async (): Promise<void> => {
    for (let waitMs = firstWaitMs, startedAt = Date.now(); ; ) {
      if (isAlive(child)) await once(child, 'exit')
      waitMs = Date.now() - startedAt > steadyMs ? firstWaitMs : Math.min(waitMs * 2, longestWaitMs)
      await pause(firstWaitMs / 2)
      if (interrupted.aborted || ending.signal.aborted) return
      say(`The ${name} ended unexpectedly and is started again in ${Math.ceil(waitMs / 1_000)} s. Nothing stored is lost.`)
      await pause(waitMs)
      if (interrupted.aborted || ending.signal.aborted) return
      startedAt = Date.now()
      child = launch()
    }
  }
  const pause = (ms: number) => sleep(ms, undefined, { signal: ending.signal }).catch(() => undefined)
  const kept = keep()
  return {
    get pid() {
      return child.pid ?? 0
    },
    async stop() {
      ending.abort()
      await end(child)
      await kept
    },
  }
}

async function untilReady(child: ChildProcess, name: string): Promise<void> {
  const giveUp = new AbortController()
  const [outcome] = await Promise.race([
    once(child, 'message', { signal: giveUp.signal }).then(() => ['ready']),
    once(child, 'exit', { signal: giveUp.signal }).then(() => ['ended']),
    sleep(readyLimitMs, ['late'], { signal: giveUp.signal }),
  ]).finally(() => giveUp.abort())
  if (outcome === 'ready') return
  await end(child)
  throw new Error(outcome === 'late' ? `The ${name} was not ready after ${readyLimitMs / 1_000} s.` : `The ${name} did not start; it says why above.`)
}

async function end(child: ChildProcess): Promise<void> {
  if (!isAlive(child)) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const patience = setTimeout(() => child.kill('SIGKILL'), patienceMs)
  await gone
  clearTimeout(patience)
}

const isAlive = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null
