import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { holderHere, isDeadHere, shownHolder } from './holder.ts'

const canTell = existsSync('/proc/self/ns/pid')
const ended = (): string =>
  execFileSync(process.execPath, ['--input-type=module', '-e', `import { holderHere } from '${import.meta.dirname}/holder.ts'; console.log(holderHere('x'))`])
    .toString()
    .trim()

test.runIf(canTell)('a process that has ended on this machine is known to be dead, one that lives is not', () => {
  expect(isDeadHere(ended())).toBe(true)
  expect(isDeadHere(holderHere('x'))).toBe(false)
})

test.runIf(canTell)('of another machine, another boot or another container nothing is known, though the number of the process is free here', () => {
  const holder = ended()
  expect(isDeadHere(holder.replace(/.\]$/, (end) => (end === '0]' ? '1]' : '0]')))).toBe(false)
})

test.each(['', 'worker seven', 'vm:17544', 'x on vm, process 999999999', 'x on vm, process 1 [] '])('the name %j tells nothing about a process', (holder) => {
  expect(isDeadHere(holder)).toBe(false)
})

test('people see what it is, where and which process, and no mark of the machine', () => {
  expect(shownHolder(holderHere('a worker'))).toMatch(new RegExp(`^a worker on \\S+, process ${process.pid}$`))
})
