import { spawnSync } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mintScope } from '@echoscope/domain/mint'
import { startPostgres } from '@echoscope/postgres'
import { giveHeapRoom } from '../src/legacy/heap.ts'
import { bulkOldDatabase } from '../src/legacy/testing/old-database.ts'
import { testHouse } from '../src/testing/index.ts'

/**
 * How fast old threads come over, and in how much memory: `node packages/db/bench/legacy.ts [threads] [--again] [postgres://…]`. Prints the rate of the whole
 * migration (planning, authors, links and daily figures included) and of its thread part. `--again` runs it a second time, when there is nothing left to do.
 */
const flags =
  (JSON.parse(await readFile(join(import.meta.dirname, '../../../package.json'), 'utf8')) as { scripts: { echoscope: string } }).scripts.echoscope.match(
    /--(?!import)\S+/g,
  ) ?? []
if (process.execArgv.length === 0) {
  // Memory counts with the flags that the command runs with.
  const { status } = spawnSync(process.execPath, [...flags, import.meta.filename, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exit(status ?? 1)
}

// As the command does.
giveHeapRoom()
const threads = Number(process.argv.find((each) => /^\d+$/.test(each)) ?? 1_000_000)
const given = process.argv.find((each) => each.startsWith('postgres'))
const say = (text: string): void => void process.stdout.write(`${text}\n`)

const home = await mkdtemp(join(tmpdir(), 'echoscope-bench-'))
// As root the server runs as another user, who must be able to enter.
await chmod(home, 0o755)
const server = given === undefined ? await startPostgres({ home }) : null
let peakBytes = 0
const watch = setInterval(() => {
  peakBytes = Math.max(peakBytes, process.memoryUsage().rss)
}, 50)
try {
  const url = given ?? server?.ownerUrl ?? ''
  await using house = await testHouse(url)
  await using old = await bulkOldDatabase(url, { brands: 4, customs: 2, communities: 300, authors: 20_000, painPoints: 200, threads })
  const { db } = house
  const seconds = { all: 0, threads: 0 }
  const run = async (): Promise<void> => {
    let part = ''
    let since = performance.now()
    const begun = since
    let cpu = process.cpuUsage()
    const step = (text: string): void => {
      const now = performance.now()
      if (part === 'threads') seconds.threads = (now - since) / 1_000
      const used = process.cpuUsage(cpu)
      cpu = process.cpuUsage()
      if (part !== '')
        say(`  ${part.padEnd(16)}${((now - since) / 1_000).toFixed(1)} s (${((used.user + used.system) / 1e6).toFixed(1)} s of them this process at work)`)
      part = text
      since = now
    }
    const report = await db.legacy.migrate({
      from: old.url,
      workspaceId: house.workspaceId,
      dryRun: false,
      enter: async (request) => mintScope(await db.scopes.register(house.workspaceId, request)),
      signal: new AbortController().signal,
      say: (text) => void (text.endsWith('read') || step(text)),
    })
    step('')
    seconds.all = (performance.now() - begun) / 1_000
    say(JSON.stringify(report.ledger['threads']))
  }
  peakBytes = 0
  await run()
  say(
    `${threads.toLocaleString('en')} threads: ${Math.round(threads / seconds.all).toLocaleString('en')} a second in all, ${Math.round(threads / seconds.threads).toLocaleString('en')} a second in the part of threads (at least 15,000)`,
  )
  if (process.argv.includes('--again')) {
    await run()
    say(`again, nothing to do: ${seconds.all.toFixed(1)} s`)
  }
  say(`memory at the most: ${Math.round(peakBytes / 1e6)} MB (under 400)`)
} finally {
  clearInterval(watch)
  await server?.stop()
  await rm(home, { recursive: true, force: true })
}
