import { spawn } from 'node:child_process'
import { join } from 'node:path'

const main = join(import.meta.dirname, '../main.ts')

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}
export interface Call {
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
}

/** The command as a user runs it, a process of its own. Without other settings its home cannot be made, so that it reaches no database. */
export function echoscope(args: readonly string[], { env = {}, input = '' }: Call = {}): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [main, ...args], {
      env: { ...process.env, ECHOSCOPE_HOME: '/dev/null/home', DATABASE_URL: '', PORT: '3000', ...env },
    })
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    child.once('error', fail)
    child.once('close', (code) => done({ code, out, err }))
    // It may end before it has read all.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}
