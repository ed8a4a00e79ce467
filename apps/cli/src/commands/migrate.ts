import { parseArgs } from 'node:util'
import { migrate } from '@echoscope/db'
import { type Command, UsageError } from '../command.ts'

export const migrateCommand: Command = {
  help: `echoscope migrate

Applies what is missing, makes the application's role and gives it its rights. \`start\` does this by itself; containers run it once before
the API and the workers.`,
  async run(args, io) {
    parseArgs({ args: [...args], options: {} })
    const { ownerUrl, appUrl, home } = await io.config()
    if (ownerUrl === null) throw new UsageError('DATABASE_URL is missing: the connection string of the owner')
    const { applied } = await migrate({ ownerUrl, appUrl: appUrl ?? undefined, home })
    io.say(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`)
    return 0
  },
}
