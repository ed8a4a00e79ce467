import { parseArgs } from 'node:util'
import type { Hold } from '@echoscope/db'
import { ArchiveFormat, ArchiveOptions, DomainError, type Run, usualColumnNames } from '@echoscope/domain'
import { holderHere, importArchive, shownHolder } from '@echoscope/scout'
import { type Command, type Io, UsageError } from '../command.ts'
import { openInstallation } from '../open.ts'
import { recorded } from '../recorded.ts'
import { enter, requestOfFlags } from '../scope.ts'

export const importCommand: Command = {
  help: `echoscope import FILE… (--brand ID | --campaign ID)
  [--format auto|reddit|hackernews|csv|json] [--platform NAME] [--community NAME] [--map FIELD=COLUMN]… [--fold-copies]

Reads Reddit, Pushshift and Arctic Shift dumps, Hacker News exports, CSV and JSON; plain, .gz or .zst. Keeps the posts that match the scope's
keywords. Importing a file again changes nothing. Prints the run as JSON on stdout, progress on stderr.

--map tells which column of a CSV holds which field, by its head or its number from 1: id, title, body, author, url, community,
publishedAt, score, comments, observedAt. A row with figures and no text gives known threads new figures.
--fold-copies makes one thread of posts that say the same within three days, as scouts do; else an archive is counted as it is.

Exit code 0: all read; 1: a file broke off or could not be read (what came before is kept); 2: wrong usage.`,
  async run(args, io) {
    const { values, positionals: files } = parseArgs({
      args: [...args],
      options: {
        brand: { type: 'string' },
        campaign: { type: 'string' },
        format: { type: 'string' },
        platform: { type: 'string' },
        community: { type: 'string' },
        map: { type: 'string', multiple: true },
        'fold-copies': { type: 'boolean' },
      },
      allowPositionals: true,
    })
    if (files.length === 0) throw new UsageError('name at least one file')
    const request = requestOfFlags(values)
    const options = optionsOf(values)
    await using installation = await openInstallation(await io.config())
    const { db } = installation
    const { id } = await db.workspaces.ensureLocal()
    const scope = await enter(db, id, request)
    const progress = progressLine(io)
    const run = await importArchive(
      {
        db: recorded(db, 'import', { action: 'archive.import', target: { scope: request } }),
        sources: () => null,
        now: () => new Date(),
        log: () => undefined,
      },
      scope,
      {
        files,
        options,
        holder: holderHere('another import'),
        signal: io.interrupted,
        onProgress: (now) => progress.show(now),
        onWaiting: (hold, { retryAt }) => io.say(hold === null ? `Waiting: the run is tried again at ${retryAt}.` : waitingFor(hold)),
      },
    ).catch((error: unknown) => {
      if (error instanceof DomainError && 'columns' in error.details)
        io.say('Here that is --map FIELD=COLUMN, and --community NAME; echoscope import --help lists the fields.')
      throw error
    })
    progress.end(run)
    io.out(JSON.stringify(run, null, 2))
    if (run.reason !== null) io.say(run.reason)
    if (run.finishedAt === null) io.say('Interrupted. What was read is kept: a started installation goes on from there, and so does the same command again.')
    return run.status === 'succeeded' ? 0 : 1
  },
}

const fields: readonly string[] = Object.keys(usualColumnNames)
const formats: readonly string[] = ArchiveFormat.options

function optionsOf(values: {
  format?: string | undefined
  platform?: string | undefined
  community?: string | undefined
  map?: string[] | undefined
  'fold-copies'?: boolean | undefined
}): ArchiveOptions {
  const columns = Object.fromEntries(
    (values.map ?? []).map((pair) => {
      const at = pair.indexOf('=')
      if (at < 1) throw new UsageError(`--map is written FIELD=COLUMN, not "${pair}"`)
      const field = pair.slice(0, at)
      if (!fields.includes(field)) throw new UsageError(`--map knows the fields ${fields.join(', ')}, not "${field}"`)
      return [field, pair.slice(at + 1)]
    }),
  )
  if (values.format !== undefined && !formats.includes(values.format)) throw new UsageError(`--format is one of ${formats.join(', ')}, not "${values.format}"`)
  const given = {
    format: values.format,
    platform: values.platform,
    community: values.community,
    columns: values.map === undefined ? undefined : columns,
    foldCopies: values['fold-copies'],
  }
  const parsed = ArchiveOptions.safeParse(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)))
  if (!parsed.success)
    throw new UsageError(
      parsed.error.issues
        .map(({ path: [option, field], message }) => `${field === undefined ? `--${String(option)}` : `--map ${String(field)}`}: ${message}`)
        .join('\n'),
    )
  return parsed.data
}

const waitingFor = ({ holder, until }: Hold): string =>
  `Waiting: ${shownHolder(holder)} writes this scope, and only one may at a time. It goes on when that is done; should it have been killed, at ` +
  `${until.toISOString()}, in ${Math.max(0, Math.ceil((until.getTime() - Date.now()) / 1_000))} s.`

/** One rewritten line on a terminal, else a line every few seconds. */
function progressLine(io: Io): { show(run: Run): void; end(run: Run): void } {
  let lastAt = 0
  let shown = false
  return {
    show(run) {
      const [source] = run.sources
      if (source === undefined || (!io.isTerminal && Date.now() - lastAt < 5_000)) return
      lastAt = Date.now()
      const { progress } = source
      const share = progress?.total == null || progress.total === 0 ? '' : `${Math.floor((100 * progress.done) / progress.total)} %, `
      const text = `${share}${figuresOf(run)}`
      process.stderr.write(io.isTerminal ? `\r\u001b[2K${text}` : `${text}\n`)
      shown = io.isTerminal
    },
    end(run) {
      process.stderr.write(`${shown ? '\r\u001b[2K' : ''}${run.status}: ${figuresOf(run)}\n`)
    },
  }
}

const figuresOf = ({ fetched, matched, stored, updated, errors }: Run): string =>
  `${fetched} read, ${matched} match, ${stored} new, ${updated} updated, ${errors} unreadable`
