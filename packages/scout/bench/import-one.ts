import { openDatabase } from '@echoscope/db'
import { mintScope } from '@echoscope/domain/mint'
import { importArchive } from '../src/index.ts'

/** One import in a process of its own, so that its memory is its own: `import-one.ts APP_URL SCOPE_JSON FILE`. Prints its seconds and peak memory as JSON. */
const [url = '', scope = '', file = ''] = process.argv.slice(2)
const db = openDatabase({ url, poolSize: 4 })
const startedAt = performance.now()
const run = await importArchive({ db, sources: () => null, now: () => new Date(), log: () => undefined }, mintScope(JSON.parse(scope)), {
  files: [file],
  options: {},
  holder: 'bench',
  signal: new AbortController().signal,
  onProgress: () => undefined,
  onWaiting: () => undefined,
})
const seconds = (performance.now() - startedAt) / 1_000
await db.close()
process.stdout.write(
  JSON.stringify({ seconds, peakMegabytes: (process.resourceUsage().maxRSS * 1_024) / 1e6, status: run.status, stored: run.stored, fetched: run.fetched }),
)
