import { parseArgs } from 'node:util'
import type { Command } from '../command.ts'
import type { CliConfig } from '../config.ts'
import { openInstallation } from '../open.ts'

export const linkLifeMs = 15 * 60_000

/** The address under which a browser on this machine reaches the installation. */
export const addressOf = ({ host, port }: Pick<CliConfig, 'host' | 'port'>): string => {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

export const signIn: Command = {
  name: 'sign-in',
  summary: 'print a new one-time sign-in link',
  help: `echoscope sign-in

Prints a link that signs a browser in, once, within 15 minutes. Works while the server runs.`,
  async run(args, io) {
    parseArgs({ args: [...args], options: {} })
    const config = io.config()
    await using installation = await openInstallation(config)
    const { id } = await installation.db.workspaces.ensureLocal()
    io.out(`${addressOf(config)}/sign-in#${await installation.db.access.createSignInLink(id, { role: 'owner', lifeMs: linkLifeMs })}`)
    return 0
  },
}
