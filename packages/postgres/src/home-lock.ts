import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readable } from './faults.ts'
import { type FileLock, tryLock } from './file-lock.ts'
import { writeWhole } from './whole-file.ts'

export interface HomeLock {
  /** True where the start before this one did not end by itself: its processes may take some seconds to notice. */
  readonly cutShort: boolean
  /** Says that this start is ending, so that a next one waits instead of refusing. */
  ending(): Promise<void>
  release(): Promise<void>
}
interface Holder {
  readonly pid: number
  readonly address: string
  readonly ending: boolean
}

const patienceMs = 15_000

/**
 * Makes this process the one `start` of `home`, or throws saying who is. What a killed start leaves is no obstacle: the kernel gives its lock
 * back. A start that is just ending is waited for.
 */
export async function lockHome(home: string, address: string): Promise<HomeLock> {
  const note = join(home, 'started.json')
  const lock = await readable(home, async () => {
    await mkdir(home, { recursive: true })
    return takeTurn(home, note)
  })
  const cutShort = (await holderOf(note)) !== null
  const say = (ending: boolean) => writeWhole(note, JSON.stringify({ pid: process.pid, address, ending } satisfies Holder))
  await readable(home, () => say(false))
  return {
    cutShort,
    ending: () => say(true).catch(() => undefined),
    async release() {
      await rm(note, { force: true })
      lock.release()
    },
  }
}

async function takeTurn(home: string, note: string): Promise<FileLock> {
  const until = performance.now() + patienceMs
  for (;;) {
    const lock = tryLock(join(home, 'start.lock'), 'alone')
    if (lock !== null) return lock
    const holder = await holderOf(note)
    if (holder?.ending !== true || performance.now() > until)
      throw new Error(
        `Echoscope is already running from ${home}${holder === null ? '' : `, at ${holder.address} (process ${holder.pid})`}. ` +
          'Stop it first, or give this one a PORT and an ECHOSCOPE_HOME of its own.',
      )
    await sleep(100)
  }
}

async function holderOf(note: string): Promise<Holder | null> {
  const text = await readFile(note, 'utf8').catch(() => null)
  if (text === null) return null
  try {
    const { pid, address, ending } = JSON.parse(text) as Partial<Holder>
    return { pid: Number(pid), address: String(address), ending: ending === true }
  } catch {
    return { pid: 0, address: 'unknown', ending: false }
  }
}
