import { parseArgs } from 'node:util'
import { isUuid, type KeyId } from '@echoscope/domain'
import { type Command, type Io, UsageError } from '../command.ts'
import { openInstallation } from '../open.ts'
import { recorded } from '../recorded.ts'
import { enter, requestOfText } from '../scope.ts'

const roles = ['owner', 'editor', 'viewer'] as const

export const keys: Command = {
  help: `echoscope keys create --name NAME [--role owner|editor|viewer] [--scope automatic:BRAND_ID|custom:CAMPAIGN_ID]
echoscope keys list
echoscope keys revoke ID

create prints the key, alone, on stdout. It is shown once: only its hash is kept. A key with --scope opens that scope and no other. The role is
viewer unless said otherwise. list prints the keys as JSON, without their texts; revoke ends one for good. All work while the server runs.`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { name: { type: 'string' }, role: { type: 'string' }, scope: { type: 'string' } },
      allowPositionals: true,
    })
    const [verb, id, ...more] = positionals
    if (verb === 'create' && id === undefined) return create(values, io)
    if (Object.keys(values).length > 0) throw new UsageError('--name, --role and --scope belong to: keys create')
    if (verb === 'list' && id === undefined) return list(io)
    if (verb === 'revoke' && id !== undefined && more.length === 0) return revoke(id, io)
    throw new UsageError('echoscope keys knows three verbs: create, list and revoke ID')
  },
}

async function create(values: { name?: string | undefined; role?: string | undefined; scope?: string | undefined }, io: Io): Promise<0> {
  const name = values.name?.trim()
  if (name === undefined || name === '') throw new UsageError('--name says what the key is for')
  const role = roles.find((each) => each === (values.role ?? 'viewer'))
  if (role === undefined) throw new UsageError(`--role is one of ${roles.join(', ')}`)
  const request = values.scope === undefined ? null : requestOfText(values.scope)
  await using installation = await openInstallation(await io.config())
  const { db } = installation
  const { id: workspaceId } = await db.workspaces.ensureLocal()
  const scope = request === null ? null : await enter(db, workspaceId, request)
  const target = { role, ...(request === null ? {} : { scope: request }) }
  const { text } = await recorded(db, 'keys', { action: 'keys.create', target }).access.createKey(workspaceId, { name, role, scope, expiresAt: null })
  io.out(text)
  return 0
}

async function list(io: Io): Promise<0> {
  await using installation = await openInstallation(await io.config())
  const { id: workspaceId } = await installation.db.workspaces.ensureLocal()
  io.out(JSON.stringify(await installation.db.access.listKeys(workspaceId), null, 2))
  return 0
}

async function revoke(id: string, io: Io): Promise<0> {
  if (!isUuid(id)) throw new UsageError(`keys revoke takes the id that keys list shows, not "${id}"`)
  await using installation = await openInstallation(await io.config())
  const { db } = installation
  const { id: workspaceId } = await db.workspaces.ensureLocal()
  await recorded(db, 'keys', { action: 'keys.revoke', target: { id } }).access.revokeKey(workspaceId, id as KeyId)
  io.say('Revoked: the key opens nothing from now on.')
  return 0
}
