import type { TestModule } from 'vitest/node'

export interface Tally {
  readonly passed: number
  readonly failed: number
  /** Skipped tests, each with its reason. */
  readonly skipped: readonly string[]
}

/** Counts a run. A file that could not be loaded, or an error outside every test, counts as failed: nothing that went wrong may end in "0 failed". */
export function tally(modules: readonly TestModule[], errors: readonly unknown[]): Tally {
  const count = { passed: 0, failed: errors.length }
  const skipped: string[] = []
  for (const module of modules) {
    if (module.errors().length > 0) count.failed += 1
    for (const suite of module.children.allSuites()) if (suite.errors().length > 0) count.failed += 1
    for (const test of module.children.allTests()) {
      const result = test.result()
      if (result.state === 'passed' || result.state === 'failed') count[result.state] += 1
      else skipped.push(`${test.fullName}: ${(result.state === 'skipped' ? result.note : undefined) ?? 'no reason given'}`)
    }
  }
  return { ...count, skipped }
}

/** The last line of a run, for a person and a machine. */
export const closingLine = ({ passed, failed }: Pick<Tally, 'passed' | 'failed'>): string => `${passed} passed, ${failed} failed`
