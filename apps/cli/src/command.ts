import type { CliConfig } from './config.ts'

/** A command of `echoscope`: data to stdout, talk to stderr. */
export interface Command {
  /** What `--help` prints. */
  readonly help: string
  /** Returns the exit code: 0 done, 1 failed. Wrong usage throws `UsageError` and exits with 2. */
  run(args: readonly string[], io: Io): Promise<0 | 1>
}
export interface Io {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  readonly config: () => Promise<CliConfig>
  /** One line of data. */
  out(text: string): void
  say(text: string): void
  /** True where stderr is a terminal that can rewrite its line. */
  readonly isTerminal: boolean
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly interrupted: AbortSignal
}

export class UsageError extends Error {
  override readonly name = 'UsageError'
}
