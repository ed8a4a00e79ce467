import { setFlagsFromString } from 'node:v8'

/**
 * Gives this process a heap that grows by more at a time. The command line runs with one kept small for imports; in a migration that took a third of the
 * processor time, and saved 30 MB of the 400 there are.
 */
export function giveHeapRoom(): void {
  for (const flag of ['--heap-growing-percent=80', '--no-optimize-for-size']) setFlagsFromString(flag)
}
