import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Database } from '@echoscope/db'
import { z } from 'zod'
import { type Command, UsageError } from '../command.ts'
import { openInstallation } from '../open.ts'
import { recorded } from '../recorded.ts'
import { enter, requestOfFlags } from '../scope.ts'

export const scout: Command = {
  help: `echoscope scout (--brand ID | --campaign ID) [--since 2026-01-01 | --refresh] [--no-wait]

Asks for a run of the scope; one that is under way is followed, not doubled. --since goes back to that day. --refresh
looks for nothing new: it asks the places again for posts that are stored, keeps their figures of today and blanks what is deleted there. Prints the run as JSON on stdout. The work
is done by the worker of a started installation.

Exit code 0: done, or asked for with --no-wait; 1: failed, or not ended; 2: wrong usage.`,
  async run(args, io) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        brand: { type: 'string' },
        campaign: { type: 'string' },
        since: { type: 'string' },
        refresh: { type: 'boolean', default: false },
        'no-wait': { type: 'boolean', default: false },
      },
    })
    const request = requestOfFlags(values)
    const since = values.since === undefined ? null : new Date(values.since)
    if (values.since !== undefined && !Day.safeParse(values.since).success) throw new UsageError(`--since is a day, 2026-01-01, not "${values.since}"`)
    if (since !== null && since.getTime() > Date.now()) throw new UsageError(`--since ${values.since} lies in the future: nothing can be read from then on`)
    if (values.refresh && since !== null) throw new UsageError('--refresh asks for what is stored, whatever its age: leave --since out')
    await using installation = await openInstallation(await io.config())
    const { db } = installation
    const { id } = await db.workspaces.ensureLocal()
    const scope = await enter(db, id, request)
    const { runId, created } = await recorded(db, 'scout', { action: 'scouts.run', target: { scope: request } }).runs.request(scope, {
      trigger: 'manual',
      mode: values.refresh ? 'refresh' : since === null ? 'incremental' : 'backfill',
      since,
    })
    io.say(created ? `Run ${runId} is queued.` : `Run ${runId} is under way already.`)
    let run = await db.runs.get(scope, runId)
    const mayWait = !values['no-wait'] && (await hasWorker(db))
    if (!values['no-wait'] && !mayWait) io.say('No worker is running: the run waits for the next `npx pnpm@12 start`.')
    for (let said = ''; run.finishedAt === null && mayWait && !io.interrupted.aborted; run = await db.runs.get(scope, runId)) {
      const words = values.refresh
        ? `${run.status}: ${run.fetched} asked for again, ${run.updated} changed, ${run.gone} of them gone`
        : `${run.status}: ${run.fetched} fetched, ${run.matched} match, ${run.stored} new`
      if (words !== said) io.say(words)
      said = words
      await sleep(1_000)
    }
    io.out(JSON.stringify(run, null, 2))
    return run.status === 'failed' || (run.finishedAt === null && !values['no-wait']) ? 1 : 0
  },
}

/** Dates of the calendar alone: JavaScript reads "5" and 30 February as days too. */
const Day = z.union([z.iso.date(), z.iso.datetime({ offset: true })])

/** Workers say every ten seconds that they live. */
const silenceMs = 30_000

async function hasWorker(db: Database): Promise<boolean> {
  const { workerSeenAt } = await db.health.check()
  return workerSeenAt !== null && Date.now() - new Date(workerSeenAt).getTime() < silenceMs
}
