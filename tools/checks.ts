import { spawn } from 'node:child_process'

interface Check {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
}

const checks: readonly Check[] = [
  { name: 'format', command: 'biome', args: ['format', '--max-diagnostics=10', '.'] },
  { name: 'lint', command: 'oxlint', args: ['--type-aware', '--deny-warnings'] },
  { name: 'import law', command: 'depcruise', args: ['--config', '.dependency-cruiser.cjs', 'apps', 'packages'] },
  { name: 'types', command: 'tsc', args: ['-p', 'tsconfig.json'] },
  { name: 'types of the page', command: 'tsc', args: ['-p', 'apps/web/tsconfig.json'] },
]

export interface Checked {
  readonly passed: number
  readonly failed: number
  /** Names of the checks that failed. */
  readonly broken: readonly string[]
}

/** Runs every check, also after one that failed, so that one run tells everything. */
export async function runChecks(): Promise<Checked> {
  const broken: string[] = []
  for (const check of checks) {
    const begunAt = performance.now()
    const passed = await succeeds(check)
    if (!passed) broken.push(check.name)
    process.stdout.write(`${passed ? '✓' : '✗'} ${check.name} (${Math.round(performance.now() - begunAt)} ms)\n`)
  }
  return { passed: checks.length - broken.length, failed: broken.length, broken }
}

/** A check that passes says nothing. pnpm has put node_modules/.bin first in PATH. */
function succeeds({ command, args }: Check): Promise<boolean> {
  return new Promise((done) => {
    const said: Buffer[] = []
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk))
    child.once('error', (error) => said.push(Buffer.from(`${error.message}\n`)))
    child.once('close', (code) => {
      if (code !== 0) process.stdout.write(Buffer.concat(said))
      done(code === 0)
    })
  })
}
