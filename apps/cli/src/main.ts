import packageJson from '../package.json' with { type: 'json' }
import { type Io, UsageError } from './command.ts'
import { commands } from './commands.ts'

const { version } = packageJson

const overview = `echoscope <command>

${commands.map(({ name, summary }) => `  ${name.padEnd(16)}${summary}`).join('\n')}

echoscope <command> --help says more. Settings come from the environment: .env.example names them.`

const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interruption.abort())
// A terminal that was closed, or a reader that has gone, takes no more words: what is under way ends all the same.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
const io: Io = {
  input: process.stdin,
  output: process.stdout,
  config: async () => (await import('./config.ts')).parseConfig(process.env),
  out: (text) => process.stdout.write(`${text}\n`),
  say: (text) => process.stderr.write(`${text}\n`),
  isTerminal: process.stderr.isTTY === true,
  interrupted: interruption.signal,
}

async function main(args: readonly string[]): Promise<0 | 1 | 2> {
  const [name, ...rest] = args
  if (name === '--version' || name === '-v') {
    io.out(version)
    return 0
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.out(overview)
    return name === undefined ? 2 : 0
  }
  const listed = commands.find((each) => each.name === name)
  if (listed === undefined) {
    io.say(`There is no command "${name}".\n\n${overview}`)
    return 2
  }
  const command = await listed.load()
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(command.help)
    return 0
  }
  try {
    return await command.run(rest, io)
  } catch (error) {
    if (error instanceof UsageError || isParseArgsError(error)) {
      io.say(`${error.message}\n\n${command.help}`)
      return 2
    }
    io.say(error instanceof Error ? error.message : String(error))
    return 1
  }
}

const isParseArgsError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('ERR_PARSE_ARGS')

process.exitCode = await main(process.argv.slice(2))
