import { parseArgs } from 'node:util'
import { EmailAddress } from '@echoscope/domain'
import { type Command, UsageError } from '../command.ts'
import type { CliConfig } from '../config.ts'
import { openInstallation } from '../open.ts'
import { recorded } from '../recorded.ts'

export const linkLifeMs = 15 * 60_000

/** The address under which a browser on this machine reaches the installation. */
export const addressOf = ({ host, port }: Pick<CliConfig, 'host' | 'port'>): string => {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

export const signIn: Command = {
  help: `echoscope sign-in [--email ADDRESS] [--new-password]

Prints a link that signs a browser in, once, within 15 minutes: the local owner, or the member with that address. With --new-password the link lets
them choose a new password instead. Works while the server runs.`,
  async run(args, io) {
    const { values } = parseArgs({ args: [...args], options: { email: { type: 'string' }, 'new-password': { type: 'boolean', default: false } } })
    const email = values.email === undefined ? null : EmailAddress.safeParse(values.email)
    if (email?.success === false) throw new UsageError('--email is an e-mail address')
    const purpose = values['new-password'] ? 'password' : 'sign-in'
    const config = await io.config()
    await using installation = await openInstallation(config)
    const { db } = installation
    const { id } = await db.workspaces.ensureLocal()
    const memberId = email === null ? undefined : await db.members.find(id, email.data)
    if (memberId === null) throw new Error('No member of the local workspace has this address.')
    const target = { purpose, ...(memberId === undefined ? {} : { memberId }) } as const
    const token = await recorded(db, 'sign-in', { action: 'members.link', target }).access.createSignInLink(id, { ...target, lifeMs: linkLifeMs })
    io.out(`${addressOf(config)}/${purpose}#${token}`)
    return 0
  },
}
