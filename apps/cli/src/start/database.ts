import { setTimeout as sleep } from 'node:timers/promises'
import { type RunningPostgres, startPostgres } from '@echoscope/postgres'
import type { Io } from '../command.ts'

const lookMs = 2_000

export interface KeptDatabase {
  readonly ownerUrl: string
  stop(): Promise<void>
}

/** The embedded database, started again whenever it dies under us. */
export async function keepDatabase(home: string, io: Io): Promise<KeptDatabase> {
  const server = await startPostgres({ home })
  if (server.adopted) io.say('The database of this home was running already, and is used.')
  const ending = new AbortController()
  const kept = watch(server, io, ending.signal)
  return {
    ownerUrl: server.ownerUrl,
    async stop() {
      ending.abort()
      await kept
      if (!(await server.stop())) io.say('The database goes on until the other echoscope command that uses it has ended.')
    },
  }
}

async function watch(server: RunningPostgres, io: Io, ending: AbortSignal): Promise<void> {
  let said = ''
  for (;;) {
    await sleep(lookMs, undefined, { signal: ending }).catch(() => undefined)
    if (ending.aborted) return
    try {
      if (await server.ensureRunning()) io.say('The database had ended unexpectedly and was started again. What was committed is kept.')
      said = ''
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error)
      if (words !== said) io.say(`The database ended unexpectedly and does not start; it is tried again. ${words}`)
      said = words
    }
  }
}
