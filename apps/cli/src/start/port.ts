import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CliConfig } from '../config.ts'

/** Says what is wrong with the port before anything long is begun; a port that is just being given up is waited for. */
export async function requireFreePort({ host, port }: Pick<CliConfig, 'host' | 'port'>, patienceMs: number): Promise<void> {
  const until = performance.now() + patienceMs
  for (;;) {
    const fault = await tryPort(host, port)
    if (fault === null) return
    if (fault.code === 'EADDRINUSE' && performance.now() < until) await sleep(200)
    else throw new Error(wordsFor(fault, host, port), { cause: fault })
  }
}

async function tryPort(host: string, port: number): Promise<NodeJS.ErrnoException | null> {
  const probe = createServer()
  try {
    probe.listen(port, host)
    await once(probe, 'listening')
    return null
  } catch (error) {
    if (error instanceof Error) return error
    throw error
  } finally {
    probe.close()
  }
}

function wordsFor({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is taken, perhaps by another Echoscope. Stop what listens there, or choose another: PORT=${port === 65_535 ? 3000 : port + 1} npx pnpm@12 start`
  if (code === 'EACCES') return `This user may not listen on port ${port}. Choose one above 1023: PORT=3000 npx pnpm@12 start`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `This machine has no address ${host}. Set HOST to 127.0.0.1, or to 0.0.0.0 for all of its addresses.`
  return `Cannot listen on ${host}:${port} (${code ?? message}). Check HOST and PORT.`
}
