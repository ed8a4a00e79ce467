import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

export const quick = ['fsync=off', 'shared_buffers=8MB']

/** A home of its own, with its server ended and its files gone afterwards. */
export async function temporaryHome(): Promise<{ home: string } & AsyncDisposable> {
  const home = await mkdtemp(join(tmpdir(), 'echoscope-home-'))
  await chmod(home, 0o755)
  return {
    home,
    async [Symbol.asyncDispose]() {
      await endServer(home)
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** At once, whoever still uses it. */
async function endServer(home: string): Promise<void> {
  const pid = await postmasterOf(home).catch(() => null)
  if (pid === null) return
  for (let attempt = 0; attempt < 100 && signal(pid, 'SIGQUIT'); attempt += 1) await sleep(50)
}
const signal = (pid: number, name: NodeJS.Signals): boolean => {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}

export async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

/** Another process that runs `body` (an async function's text, with `startPostgres`, `lockHome`, `home`) and stays until it is killed. */
export async function anotherProcess(home: string, body: string): Promise<{ said: string; child: ChildProcess; kill(): Promise<void> } & AsyncDisposable> {
  const script = `import { lockHome, startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))}
    const home = ${JSON.stringify(home)}
    const settings = ${JSON.stringify(quick)}
    console.log(String(await (async () => { ${body} })()))
    setInterval(() => undefined, 60_000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [first] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as [Buffer | number]
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  return { said: String(first).trim(), child, kill, [Symbol.asyncDispose]: kill }
}

export const postmasterOf = async (home: string): Promise<number> =>
  Number((await readFile(join(home, 'database/postgres/postmaster.pid'), 'utf8')).split('\n')[0])
