import { readdir, readFile } from 'node:fs/promises'

export interface Process {
  readonly pid: number
  readonly command: string
}

/** Every living process whose command line or environment names this home; Linux alone tells. */
export async function processesOf(home: string): Promise<Process[]> {
  const found: Process[] = []
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    if (Number(pid) === process.pid) continue
    const [command, environment, stat] = await Promise.all(
      ['cmdline', 'environ', 'stat'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
    )
    const isZombie = stat?.slice(stat.lastIndexOf(')') + 2).startsWith('Z') === true
    if (!isZombie && (command?.includes(home) === true || environment?.includes(`ECHOSCOPE_HOME=${home}\0`) === true))
      found.push({ pid: Number(pid), command: command?.replaceAll('\0', ' ') ?? '' })
  }
  return found
}

export const isPostgres = ({ command }: Process): boolean => command.includes('postgres')
