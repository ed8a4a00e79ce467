/**
 * How fast an import is on this machine, everything included: parse, match, analyse, store, roll up. Prints posts a second
 * and the memory that a compressed archive takes. `node packages/scout/bench/import.ts [matching posts] [other posts] [megabytes of the .zst]`
 */
import { spawnSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import { testHouse } from '@echoscope/db/testing'
import type { Scope } from '@echoscope/domain'
import { startPostgres } from '@echoscope/postgres'
import { importArchive, type ScoutDeps } from '../src/index.ts'

const [matching = 20_000, others = 200_000, megabytes = 200] = process.argv.slice(2).map(Number)

let seed = 1
const random = (): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
  return seed / 2 ** 31
}
const words =
  'the build of our small service takes long and sometimes fails after an update while people wait for answers about code tests docs and tools'.split(' ')
const text = (length: number): string => Array.from({ length }, () => words[Math.floor(random() * words.length)]).join(' ')

/** A Reddit-like post of about 500 characters over 200 days and 20 communities. */
function post(index: number, term: string): string {
  return `${JSON.stringify({
    id: `b${index.toString(36)}`,
    name: `t3_b${index.toString(36)}`,
    subreddit: `place${index % 20}`,
    title: `${text(8)} ${term}`,
    selftext: text(70),
    author: `author${index % 5_000}`,
    created_utc: 1_750_000_000 + (index % 200) * 86_400 + (index % 1_000),
    score: index % 300,
    num_comments: index % 40,
    permalink: `/r/place${index % 20}/comments/b${index.toString(36)}/`,
  })}\n`
}
function* posts(count: number, term: string, from = 0): Generator<string> {
  for (let at = 0; at < count; at += 500) {
    let piece = ''
    for (let index = at; index < Math.min(count, at + 500); index += 1) piece += post(from + index, term)
    yield piece
  }
}

const { scripts } = JSON.parse(await readFile('package.json', 'utf8'))
const importerFlags: readonly string[] = String(scripts.echoscope).match(/--\S+/g) ?? []

/** Peak resident megabytes of an import in a process with the flags of the command line and the worker. */
function importAlone(url: string, scope: Scope, file: string): number {
  const child = spawnSync(process.execPath, [...importerFlags, 'packages/scout/bench/import-one.ts', url, JSON.stringify(scope), file], { encoding: 'utf8' })
  if (child.status !== 0) throw new Error(child.stderr)
  return Number(JSON.parse(child.stdout).peakMegabytes)
}

const home = await mkdtemp(join(tmpdir(), 'echoscope-bench-'))
await chmod(home, 0o755)
const server = await startPostgres({ home })
try {
  await using house = await testHouse(server.ownerUrl)
  const deps: ScoutDeps = { db: house.db, sources: () => null, now: () => new Date(), log: () => undefined }
  const timed = async (file: string): Promise<number> => {
    const { automatic } = await house.brand({ name: `Bench ${file}`, keywords: ['echoword'], customs: 0 })
    const startedAt = performance.now()
    await importArchive(deps, automatic, {
      files: [file],
      options: {},
      holder: 'bench',
      signal: new AbortController().signal,
      onProgress: () => undefined,
      onWaiting: () => undefined,
    })
    return (performance.now() - startedAt) / 1_000
  }
  const say = (what: string, value: string, target: string): void => console.log(`${what.padEnd(44)} ${value.padStart(14)}   ${target}`)

  const kept = join(home, 'matching.ndjson')
  await pipeline(Readable.from(posts(matching, 'echoword')), createWriteStream(kept))
  await timed(kept)
  const keptSeconds = await timed(kept)
  say('matching posts a second, everything included', (matching / keptSeconds).toFixed(0), 'wanted: 2,000')

  const left = join(home, 'others.ndjson')
  await pipeline(Readable.from(posts(others, 'nothing')), createWriteStream(left))
  say('other posts a second, everything included', (others / (await timed(left))).toFixed(0), 'wanted: 40,000')

  const each = post(0, 'nothing').length
  const { automatic } = await house.brand({ name: 'Bench memory', keywords: ['echoword'], customs: 0 })
  for (const windowLog of [21, 27]) {
    const packed = join(home, `window-${windowLog}.zst`)
    const zstd = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_windowLog]: windowLog } })
    await pipeline(Readable.from(posts(Math.floor((megabytes * 1e6) / each), 'nothing')), zstd, createWriteStream(packed))
    const window = `${(2 ** windowLog / 1e6).toFixed(0)} MB`
    say(`peak memory on ${megabytes} MB of .zst, window ${window}`, `${importAlone(house.appUrl, automatic, packed).toFixed(0)} MB`, 'wanted: 300 MB')
  }
} finally {
  await server.stop()
  await rm(home, { recursive: true, force: true })
}
