import { readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'

const pollMs = 500

/**
 * Calls back when the package manager that runs this script is killed (`kill -9` of npx tells nobody below it): an installation without the
 * command that shows it would go on unseen and hold its port. Does nothing where no package manager is above us.
 */
export function watchLaunchers(onGone: () => void): { stop(): void } {
  const watched = launchersAbove(process.ppid)
  const timer = setInterval(() => {
    if (watched.every(isAlive)) return
    clearInterval(timer)
    onGone()
  }, pollMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

function launchersAbove(pid: number): number[] {
  const found: number[] = []
  for (let at = pid; at > 1; at = parentOf(at)) if (isLauncher(at)) found.push(at)
  return found
}

function isLauncher(pid: number): boolean {
  try {
    const program = basename(readlinkSync(`/proc/${pid}/exe`))
    return /^(node|pnpm)/.test(program) && /\b(npm|npx|pnpm)\b/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
  } catch {
    return false
  }
}

/** The state and the parent in /proc/<pid>/stat stand behind the name, which may hold brackets of its own. */
function statOf(pid: number): { state: string; parent: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state = '', parent = '0'] = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { state, parent: Number(parent) }
  } catch {
    return null
  }
}
const parentOf = (pid: number): number => statOf(pid)?.parent ?? 0
/** One that was killed and that its parent has not asked about yet is a zombie. */
const isAlive = (pid: number): boolean => !['Z', 'X', undefined].includes(statOf(pid)?.state)
