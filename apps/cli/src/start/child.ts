import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

export interface ChildOptions {
  readonly name: string
  readonly file: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly say: (text: string) => void
  /** Ctrl-C reaches the whole process group: a child that ends after it does so as it should. */
  readonly interrupted: AbortSignal
}
export interface Supervised {
  /** Asks it to drain, and ends it after ten seconds. */
  stop(): Promise<void>
}

const steadyMs = 30_000

/**
 * Runs a process of the installation and starts it again when it ends by itself, later each time. It hears of our end by the IPC channel, also
 * when we are killed. Rejects when it ends before it is ready the first time: then its own words say why.
 */
export async function superviseChild({ name, file, env, say, interrupted }: ChildOptions): Promise<Supervised> {
  let child: ChildProcess
  let stopping = false
  const launch = (): ChildProcess => fork(file, { env: { ...env }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const again = async (from: number, startedAt: number): Promise<void> => {
    if (stopping || interrupted.aborted) return
    const waitMs = Date.now() - startedAt > steadyMs ? 500 : Math.min(from * 2, 30_000)
    say(`The ${name} ended unexpectedly and is started again in ${Math.ceil(waitMs / 1_000)} s. Nothing stored is lost.`)
    await sleep(waitMs)
    if (stopping || interrupted.aborted) return
    const begunAt = Date.now()
    child = launch()
    child.once('exit', () => void again(waitMs, begunAt))
  }
  const begunAt = Date.now()
  child = launch()
  await new Promise<void>((ready, fail) => {
    child.once('message', () => ready())
    child.once('exit', (code) => fail(new Error(`The ${name} did not start (exit code ${code ?? 'none'}); it said why above.`)))
  })
  child.removeAllListeners('exit')
  child.once('exit', () => void again(500, begunAt))
  return {
    async stop() {
      stopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise<void>((done) => child.once('exit', () => done()))
      child.kill('SIGTERM')
      const patience = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await gone
      clearTimeout(patience)
    },
  }
}
