import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Makes this process the one installation of `home`, or says who is. The lock names a process by pid and start time, so that a lock left
 * by a killed process is no obstacle, even when its pid belongs to somebody else by now.
 */
export async function lockHome(home: string): Promise<{ release(): Promise<void> }> {
  await mkdir(home, { recursive: true })
  const file = join(home, 'lock')
  const mine = `${process.pid} ${await startTime(process.pid)}`
  for (;;) {
    const handle = await open(file, 'wx').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return null
      throw error
    })
    if (handle !== null) {
      await handle.writeFile(mine)
      await handle.close()
      return { release: () => rm(file, { force: true }) }
    }
    const [pid = '0', started = ''] = (await readFile(file, 'utf8').catch(() => '')).split(' ')
    if (await isAlive(Number(pid), started))
      throw new Error(`Echoscope is already running from ${home} (process ${pid}). Stop it first, or give this one another ECHOSCOPE_HOME and PORT.`)
    await rm(file, { force: true })
  }
}

async function isAlive(pid: number, started: string): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  return (await startTime(pid)) === started
}

/** Field 22 of /proc/<pid>/stat; elsewhere unknown, and the pid alone decides. */
async function startTime(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}
