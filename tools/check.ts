import { runChecks } from './checks.ts'
import { closingLine } from './tally.ts'

const count = await runChecks()
process.stdout.write(`${closingLine(count)}\n`)
process.exitCode = count.failed === 0 ? 0 : 1
