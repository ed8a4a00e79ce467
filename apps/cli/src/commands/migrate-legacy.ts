import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { giveHeapRoom, type LegacyReport } from '@echoscope/db'
import { WorkspaceId } from '@echoscope/domain'
import { type Command, UsageError } from '../command.ts'
import { openInstallation } from '../open.ts'
import { recorded } from '../recorded.ts'
import { enter } from '../scope.ts'

export const migrateLegacy: Command = {
  help: `echoscope migrate-legacy --from postgres://… [--workspace ID] [--dry-run] [--report FILE]

Reads a Postgres of the old shape, where communities were shared by all campaigns, and writes each brand's and each campaign's rows into a
scope of its own. The old database is opened read-only, in one snapshot. --workspace names the workspace to fill, the local one unless said.

Prints the ledger and the report as JSON on stdout (into FILE with --report, then the ledger alone), progress on stderr. For each table
read + created + split_extra = written + merged + quarantined. --dry-run does and prints the same and writes nothing. Interrupted or killed,
the same command goes on; run again after its end, it changes nothing.

Exit code 0: all brought over; 1: it could not be read, a brand of the same name is here already, or the ledger does not balance; 2: wrong usage.`,
  async run(args, io) {
    const { values } = parseArgs({
      args: [...args],
      options: { from: { type: 'string' }, workspace: { type: 'string' }, 'dry-run': { type: 'boolean', default: false }, report: { type: 'string' } },
    })
    const { from } = values
    if (from === undefined || !/^postgres(ql)?:\/\/./.test(from))
      throw new UsageError('--from is the old database, postgres://role:password@host:5432/database')
    const given = values.workspace === undefined ? null : workspaceOf(values.workspace)
    giveHeapRoom()
    await using installation = await openInstallation(await io.config())
    const { db } = installation
    const workspaceId = given ?? (await db.workspaces.ensureLocal()).id
    const report = await recorded(db, 'migrate-legacy', { action: 'legacy.migrate', target: {} })
      .legacy.migrate({
        from,
        workspaceId,
        dryRun: values['dry-run'],
        enter: (request) => enter(db, workspaceId, request),
        signal: io.interrupted,
        say: io.say,
      })
      .catch((error: unknown) => {
        if (!io.interrupted.aborted) throw error
        throw new Error('Interrupted. What was brought over stays: the same command goes on from there.', { cause: error })
      })
    if (values.report !== undefined) await writeFile(values.report, `${JSON.stringify(report, null, 2)}\n`)
    io.out(JSON.stringify(values.report === undefined ? report : { dryRun: report.dryRun, balanced: report.balanced, ledger: report.ledger }, null, 2))
    for (const line of talk(report)) io.say(line)
    return report.balanced ? 0 : 1
  },
}

function workspaceOf(text: string): WorkspaceId {
  const parsed = WorkspaceId.safeParse(text)
  if (!parsed.success) throw new UsageError('--workspace is the id of a workspace')
  return parsed.data
}

function talk({ dryRun, balanced, ledger, quarantine }: LegacyReport): string[] {
  const aside = quarantine.reduce((sum, { rows }) => sum + rows, 0)
  const broken = Object.entries(ledger).filter(([, line]) => !line.balanced)
  return [
    ...broken.map(([table]) => `The ledger of ${table} does not balance. This is a bug: please report it, with the ledger.`),
    ...(aside === 0 ? [] : [`${aside.toLocaleString('en')} rows belong to no scope and ${dryRun ? 'would be' : 'are'} kept in legacy_quarantine.`]),
    ...(balanced ? [dryRun ? 'Dry run: nothing was written.' : 'Done.'] : []),
  ]
}
