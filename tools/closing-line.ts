import type { Reporter, TestModule } from 'vitest/node'
import { closingLine, tally } from './tally.ts'

/** Ends a run with one plain line that a person and a machine can read. */
class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = tally(modules, errors)
    // After the other reporters' last words.
    process.once('exit', () => {
      for (const each of count.skipped) process.stdout.write(`skipped: ${each}\n`)
      process.stdout.write(`${closingLine(count)}\n`)
    })
  }
}
export default ClosingLine
