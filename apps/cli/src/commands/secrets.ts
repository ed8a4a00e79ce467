import { parseArgs } from 'node:util'
import { rotateSecrets, workspacesAsOwner } from '@echoscope/db'
import { type Command, UsageError } from '../command.ts'
import { openInstallation } from '../open.ts'
import { recorded } from '../recorded.ts'

export const secretsCommand: Command = {
  help: `echoscope secrets rotate

Seals every stored credential and secret of every workspace with a new key and then forgets the old one. Works while the server runs. Cut short at any
moment nothing is lost: call it again and it goes on. Without ECHOSCOPE_SECRET_KEY the new key is made and kept in ECHOSCOPE_HOME/secret-key; with it, put
the new key before the old one (NEW,OLD), restart, rotate, and take the old one out.`,
  async run(args, io) {
    const { positionals } = parseArgs({ args: [...args], options: {}, allowPositionals: true })
    if (positionals[0] !== 'rotate' || positionals.length !== 1) throw new UsageError('echoscope secrets knows one verb: rotate')
    await using installation = await openInstallation(await io.config())
    const { db, vault, ownerUrl } = installation
    const { workspaces, resealed, toDo } = await rotateSecrets({
      db,
      vault,
      workspaces: await workspacesAsOwner(ownerUrl),
      acting: () => recorded(db, 'secrets', { action: 'secrets.rotate', target: {} }),
    })
    io.say(`${resealed} secrets of ${workspaces} ${workspaces === 1 ? 'workspace' : 'workspaces'} are sealed with the new key.`)
    if (toDo !== null) io.say(toDo)
    return 0
  },
}
