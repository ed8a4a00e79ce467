import type { Scope, WorkspaceId } from '@echoscope/domain'
import type { ScopedSql, Sessions } from '../session.ts'
import type { Findings } from './findings.ts'
import type { Keeping } from './keeping.ts'
import type { Ledger } from './ledger.ts'
import type { PlannedCampaign } from './registry-plan.ts'
import type { OldDatabase } from './source.ts'

/** Counts of one scope, or of what the old system showed in its place. */
export interface Figures {
  threads: number
  communities: number
  painPoints: number
  influencers: number
  /** Links of threads and pain points. */
  mentions: number
}
export const figureNames = ['threads', 'communities', 'painPoints', 'influencers', 'mentions'] as const
export const noFigures = (): Figures => ({ threads: 0, communities: 0, painPoints: 0, influencers: 0, mentions: 0 })

/** A campaign that rows can go to. */
export interface Home {
  readonly campaign: PlannedCampaign
  /** Null in a dry run, where nothing is entered. */
  readonly scope: Scope | null
  readonly mentionsBrand: (title: string, body: string) => boolean
  /** Rows the old tables hold for it, and rows that stand here for it. */
  readonly before: Figures
  readonly after: Figures
  /** Old communities that its threads lie in → the row of this scope. */
  readonly communities: Map<string, string>
  /** The community of threads without one, by platform. */
  readonly unknownCommunities: Map<string, string>
}

/** Everything one run shares. */
export interface Migration {
  readonly source: OldDatabase
  readonly sessions: Sessions
  readonly workspaceId: WorkspaceId
  readonly dryRun: boolean
  readonly ledger: Ledger
  readonly findings: Findings
  readonly keeping: Keeping
  /** By the old campaign's id. */
  readonly homes: ReadonlyMap<string, Home>
  /** Somebody whom this workspace erased: nothing of them comes back. */
  readonly isErased: (author: { readonly platform: string; readonly username: string }) => boolean
  /** Throws when the run is to stop. */
  readonly proceed: () => void
  readonly say: (text: string) => void
}

/** An SQL condition for the old database: this campaign is one that rows can go to. */
export const isLive = (campaign: string, homes: Migration['homes']): string =>
  homes.size === 0 ? 'false' : `coalesce(${campaign} IN (${[...homes.keys()].map((id) => `'${id.replaceAll("'", "''")}'`).join(', ')}), false)`

/** Rows that follow each other with the same key, as groups: what the old database sorted need not be kept. */
export async function* groupsOf<Row>(pages: AsyncIterable<readonly Row[]>, keyOf: (row: Row) => string): AsyncGenerator<[Row, ...Row[]]> {
  let group: [Row, ...Row[]] | null = null
  let key = ''
  for await (const page of pages)
    for (const row of page) {
      const next = keyOf(row)
      if (group !== null && next === key) {
        group.push(row)
        continue
      }
      if (group !== null) yield group
      group = [row]
      key = next
    }
  if (group !== null) yield group
}

/**
 * Enters a home's scope; a dry run has nothing to do there. Commits need not wait for the disk: what a crash takes away is written again by the next
 * run, and the report at the end is committed in full, with everything before it.
 */
export async function inHome<T>({ sessions, dryRun }: Migration, home: Home, work: (sql: ScopedSql) => Promise<T>): Promise<T | null> {
  if (dryRun || home.scope === null) return null
  return sessions.inScope(home.scope, async (sql) => {
    await sql.all('SET LOCAL synchronous_commit = off')
    return work(sql)
  })
}

/** Writers at a time: more than one keeps Postgres busy while rows are read here, more than that only wait for each other. */
export const writers = 2

/** At most so many pieces of work at a time; the first failure stops the rest. */
export interface Lanes {
  run(work: () => Promise<void>): Promise<void>
  end(): Promise<void>
}
export function createLanes(width: number): Lanes {
  const busy = new Set<Promise<void>>()
  let failure: { readonly error: unknown } | null = null
  const check = (): void => {
    if (failure !== null) throw failure.error
  }
  return {
    async run(work) {
      while (busy.size >= width) await Promise.race(busy)
      check()
      const task = work()
        .catch((error: unknown) => {
          failure ??= { error }
        })
        .finally(() => busy.delete(task))
      busy.add(task)
    },
    async end() {
      await Promise.all(busy)
      check()
    },
  }
}
