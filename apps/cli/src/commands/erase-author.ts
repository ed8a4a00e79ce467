import { parseArgs } from 'node:util'
import { ErasureRequest } from '@echoscope/domain'
import { type Command, UsageError } from '../command.ts'
import { openInstallation } from '../open.ts'
import { recorded } from '../recorded.ts'
import { enter } from '../scope.ts'

export const eraseAuthor: Command = {
  help: `echoscope erase-author NAME --platform reddit|hacker-news|… [--yes]

Prints as JSON what each scope of the local workspace holds of the author. With --yes it is removed, with the roll-ups recomputed, and no later scout
or import stores the author's posts again; the receipt is printed, and holds a keyed hash instead of the name. This cannot be taken back. Cut short,
the same command finishes it. Posts of others that mention the name stay as they are.`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { platform: { type: 'string' }, yes: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const [username, ...more] = positionals
    if (username === undefined || more.length > 0) throw new UsageError('erase-author takes one NAME')
    const author = ErasureRequest.safeParse({ username, platform: values.platform })
    if (!author.success)
      throw new UsageError(values.platform === undefined ? '--platform says where this name is from' : 'NAME and --platform are up to 200 characters')
    await using installation = await openInstallation(await io.config())
    const { db } = installation
    const { id: workspaceId } = await db.workspaces.ensureLocal()
    const asking = recorded(db, 'erase-author', { action: 'erasure.request', target: {} })
    const { id: erasureId } = await asking.erasures.request(workspaceId, author.data, 'command line')
    const call = { workspaceId, erasureId, enter: (request: Parameters<typeof enter>[2]) => enter(db, workspaceId, request) }
    const previewed = await db.across.previewErasure(call)
    const threads = (previewed.preview ?? []).reduce((sum, scope) => sum + scope.threads, 0)
    if (!values.yes) {
      io.out(JSON.stringify(previewed, null, 2))
      io.say(`Nothing was erased. ${threads} threads would go; say it with --yes.`)
      return 0
    }
    const erasing = recorded(db, 'erase-author', { action: 'erasure.confirm', target: { erasureId } })
    io.out(JSON.stringify(await erasing.across.confirmErasure({ ...call, username: author.data.username, by: 'command line' }), null, 2))
    io.say('Erased. No later scout or import stores this author again.')
    return 0
  },
}
