import { parseArgs } from 'node:util'
import { type Command, UsageError } from '../command.ts'
import { openInstallation } from '../open.ts'
import { enter, requestOfText } from '../scope.ts'

const roles = ['owner', 'editor', 'viewer'] as const

export const keys: Command = {
  name: 'keys',
  summary: 'make an API key',
  help: `echoscope keys create --name NAME [--role owner|editor|viewer] [--scope automatic:BRAND_ID|custom:CAMPAIGN_ID]

Prints the key, alone, on stdout. It is shown once: only its hash is kept. A key with --scope opens that scope and no other.
Works while the server runs. The role is viewer unless said otherwise.`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { name: { type: 'string' }, role: { type: 'string', default: 'viewer' }, scope: { type: 'string' } },
      allowPositionals: true,
    })
    if (positionals[0] !== 'create' || positionals.length !== 1) throw new UsageError('echoscope keys knows one verb: create')
    const name = values.name?.trim()
    if (name === undefined || name === '') throw new UsageError('--name says what the key is for')
    const role = roles.find((each) => each === values.role)
    if (role === undefined) throw new UsageError(`--role is one of ${roles.join(', ')}`)
    const request = values.scope === undefined ? null : requestOfText(values.scope)
    await using installation = await openInstallation(io.config())
    const { db } = installation
    const { id: workspaceId } = await db.workspaces.ensureLocal()
    const scope = request === null ? null : await enter(db, workspaceId, request)
    const { id, text } = await db.access.createKey(workspaceId, { name, role, scope, expiresAt: null })
    const target = { id, role, ...(request === null ? {} : { scope: request }) }
    await db.audit.record(workspaceId, { via: 'command', actorId: null, actor: 'echoscope keys', action: 'keys.create', target, address: null })
    io.out(text)
    return 0
  },
}
