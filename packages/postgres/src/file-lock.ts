import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

export interface FileLock {
  release(): void
}

/**
 * A lock the kernel holds for this process, alone or together with others, and gives back when the process ends, however it ends. Null while
 * somebody else's stands against it. Node has no call for file locks, but the SQLite inside it takes them; nothing is ever written to the file.
 */
export function tryLock(file: string, how: 'alone' | 'together'): FileLock | null {
  const held = new DatabaseSync(file, { timeout: 0 })
  try {
    // A journal in memory: one in a file would need room on a full disk, and a killed holder would leave it to be replayed.
    held.exec(`PRAGMA journal_mode = MEMORY; ${how === 'alone' ? 'BEGIN EXCLUSIVE' : 'BEGIN; SELECT name FROM sqlite_schema'}`)
    return { release: () => held.close() }
  } catch (error) {
    held.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return null
    throw error
  }
}
/** SQLITE_BUSY */
const busy = 5

/** As `tryLock`, again and again for `patienceMs`. */
export async function waitForLock(file: string, how: 'alone' | 'together', patienceMs: number): Promise<FileLock | null> {
  const until = performance.now() + patienceMs
  for (;;) {
    const lock = tryLock(file, how)
    if (lock !== null || performance.now() > until) return lock
    await sleep(50)
  }
}
