import { createHash } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** How this process names itself in a lease: to people, and to whoever on the same machine asks whether it still lives. */
export function holderHere(what: string): string {
  const place = placeHere()
  return `${what} on ${hostname()}, process ${process.pid}${place === null ? '' : ` [${place}]`}`
}

/** A holder's name as people read it. */
export const shownHolder = (holder: string): string => holder.replace(/ \[\w+\]$/, '')

/**
 * Whether the process that gave itself this name is known to have ended: only on the machine it was on, and while no process has its number. False
 * where that cannot be known. Were it mistaken after all, the lease's token keeps the other from writing.
 */
export function isDeadHere(holder: string): boolean {
  const [, pid, place] = /, process (\d+) \[(\w+)\]$/.exec(holder) ?? []
  if (pid === undefined || place !== placeHere()) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}

/**
 * Of this boot of this machine and its numbering of processes: a host's name may be another's too, and a container beside this one numbers its
 * processes by itself. Null where the system does not tell.
 */
function placeHere(): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')
    return createHash('sha256')
      .update(`${hostname()} ${boot} ${readlinkSync('/proc/self/ns/pid')}`)
      .digest('hex')
      .slice(0, 16)
  } catch {
    return null
  }
}
