import { spawnSync } from 'node:child_process'

/** Every measurement one after the other, so that none disturbs another. Arguments name some of them; numbers, flags and addresses are theirs: `pnpm bench legacy 200000`. */
const benches: Readonly<Record<string, string>> = {
  query: 'packages/domain/bench/query.ts',
  import: 'packages/scout/bench/import.ts',
  scout: 'apps/worker/bench/scout.ts',
  'write-path': 'packages/db/bench/write-path.ts',
  'scope-entry': 'packages/db/bench/scope-entry.ts',
  dashboard: 'packages/db/bench/dashboard.ts',
  legacy: 'packages/db/bench/legacy.ts',
  page: 'e2e/bench/page.ts',
}
const given = process.argv.slice(2)
const theirs = given.filter((each) => /^(?:\d+$|--|postgres)/.test(each))
const asked = given.filter((each) => !theirs.includes(each))
const unknown = asked.filter((name) => !Object.hasOwn(benches, name))
if (unknown.length > 0) {
  process.stderr.write(`There is no bench called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.\n`)
  process.exit(2)
}
let failed = false
for (const [name, file] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  process.stdout.write(`\n${name}\n`)
  const { status } = spawnSync(process.execPath, [file, ...theirs], { stdio: 'inherit' })
  failed ||= status !== 0
}
process.exitCode = failed ? 1 : 0
