import { startVitest } from 'vitest/node'
import { runChecks } from './checks.ts'
import { closingLine, tally } from './tally.ts'

// Every check and every test, counted together. Arguments narrow the tests down to files.
const checked = await runChecks()
const vitest = await startVitest('test', process.argv.slice(2), { watch: false, reporters: ['default'] })
const tested = tally(vitest.state.getTestModules(), vitest.state.getUnhandledErrors())
await vitest.close()
for (const each of checked.broken) process.stdout.write(`failed check: ${each}\n`)
for (const each of tested.skipped) process.stdout.write(`skipped: ${each}\n`)
const sum = { passed: checked.passed + tested.passed, failed: checked.failed + tested.failed }
const ok = sum.failed === 0 && tested.passed > 0
process.stdout.write(`${closingLine(ok || sum.failed > 0 ? sum : { ...sum, failed: 1 })}\n`, () => process.exit(ok ? 0 : 1))
