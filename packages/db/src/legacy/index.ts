import { createMentionTest, type Scope, type ScopeRequest, type WorkspaceId } from '@echoscope/domain'
import { readErased } from '../forget/erased.ts'
import type { Sessions } from '../session.ts'
import type { Vault } from '../vault/vault.ts'
import { migrateCommunities, readCommunities } from './communities.ts'
import { createFindings } from './findings.ts'
import { migrateInfluencers } from './influencers.ts'
import { migrateInsights } from './insights.ts'
import { createKeeping, type Keeping, keepsNothing, type Stray } from './keeping.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { migrateLinks } from './links.ts'
import { figureNames, type Home, inHome, type Migration, noFigures } from './migration.ts'
import { aloneInWorkspace } from './one-migration.ts'
import { migratePainPoints } from './pain-points.ts'
import { countScope, rebuildDays } from './rebuild-days.ts'
import { claimants, planRegistry, type RegistryPlan } from './registry-plan.ts'
import { readBrands, readCampaigns, readNewestThreads } from './registry-read.ts'
import { readStanding, refuseSameNames, requestOfPlanned, writeDispatch, writeRegistry } from './registry-write.ts'
import { type LegacyReport, mixedNumbers } from './report.ts'
import { oldTableNames } from './shape.ts'
import { type OldDatabase, openOldDatabase } from './source.ts'
import { migrateThreads } from './threads.ts'

export type { LegacyReport } from './report.ts'

export interface LegacyOptions {
  /** Connection string of the old database; it is only read. */
  readonly from: string
  readonly workspaceId: WorkspaceId
  readonly dryRun: boolean
  /** Mints the scope of a migrated campaign: the caller answers for it. */
  readonly enter: (request: ScopeRequest) => Promise<Scope>
  readonly signal: AbortSignal
  readonly say: (text: string) => void
}

export interface Legacy {
  /**
   * Brings a database of the old, mixed shape over into separate scopes, and answers with the ledger and the report. Cut short at any point
   * it goes on when it is called again; called again after its end it changes nothing. A dry run writes nothing.
   * @throws DomainError `name_taken` where a brand of another id has the name of an old one, `source_failed` and `wrong_state` where the old database
   * cannot be read, `wrong_state` where another migration into the workspace is under way.
   */
  migrate(options: LegacyOptions): Promise<LegacyReport>
}

export function createLegacy(sessions: Sessions, vault: Vault): Legacy {
  return {
    async migrate(options) {
      await using source = await openOldDatabase(options.from)
      const migration = (): Promise<LegacyReport> => run({ sessions, vault, source }, options)
      return await (options.dryRun ? migration() : aloneInWorkspace(sessions, options.workspaceId, migration))
    },
  }
}

interface Ends {
  readonly sessions: Sessions
  readonly vault: Vault
  readonly source: OldDatabase
}

async function run({ sessions, vault, source }: Ends, options: LegacyOptions): Promise<LegacyReport> {
  const { workspaceId, dryRun, say, signal } = options
  const [ledger, findings] = [createLedger(), createFindings()]
  const proceed = (): void => signal.throwIfAborted()
  const plan = await planBrands({ sessions, source, findings, ledger, workspaceId })
  if (!dryRun) await writeRegistry(sessions, workspaceId, plan)
  const homes = await homesOf(plan, options)
  const { keeping, strays } = keepingOf(sessions, { workspaceId, dryRun, homes })
  const isErased = await readErased(sessions, vault, workspaceId)
  const migration: Migration = { source, sessions, workspaceId, dryRun, ledger, findings, keeping, homes, isErased, proceed, say }
  await keepRegistry(migration, plan)

  say('communities')
  const uses = await readCommunities(migration)
  await migrateCommunities(migration, uses)
  say('influencers')
  await migrateInfluencers(migration)
  say('pain points')
  await migratePainPoints(migration, uses.communities)
  say('threads')
  const whereabouts = await migrateThreads(migration, uses.communities)
  say('links')
  await migrateLinks(migration, whereabouts)
  await migrateInsights(migration)
  await keeping.flush()
  say('daily figures')
  await rebuildDays(migration)

  await requireAllRead(source, ledger)
  const all = [...homes.values()]
  await countScopes(migration)
  const mixed = mixedNumbers(all, uses)
  const lines = ledger.lines()
  const report: LegacyReport = {
    dryRun,
    source: source.name,
    workspaceId,
    ledger: lines,
    balanced: Object.values(lines).every(({ balanced }) => balanced),
    quarantine: strays(),
    listed: findings.lists(),
    beforeAndAfter: all.map((home) => ({
      brandId: home.campaign.brandId,
      campaignId: home.campaign.id,
      type: home.campaign.type,
      name: home.campaign.name,
      before: mixed.get(home) ?? noFigures(),
      after: home.after,
    })),
  }
  if (!dryRun && report.balanced) {
    await writeDispatch(
      sessions,
      all.flatMap(({ scope }) => scope ?? []),
      new Date(),
    )
    await keepReport(sessions, report)
  }
  return report
}

interface Planning {
  readonly sessions: Sessions
  readonly source: OldDatabase
  readonly findings: ReturnType<typeof createFindings>
  readonly ledger: Ledger
  readonly workspaceId: WorkspaceId
}

async function planBrands({ sessions, source, findings, ledger, workspaceId }: Planning): Promise<RegistryPlan> {
  const [brands, campaigns] = [await readBrands(source), await readCampaigns(source)]
  const standing = await readStanding(sessions, workspaceId)
  const newestThread = await readNewestThreads(
    source,
    claimants(campaigns).map(({ id }) => id),
  )
  const plan = planRegistry({ brands, campaigns, newestThread }, standing, findings)
  refuseSameNames(standing.brandNames, plan.brands)
  ledger.add('brands', 'read', brands.length)
  ledger.add('brands', 'written', plan.brands.length)
  ledger.add('campaigns', 'read', campaigns.length)
  ledger.add('campaigns', 'created', plan.campaigns.filter(({ old }) => old === null).length)
  ledger.add('campaigns', 'written', plan.campaigns.length)
  ledger.add('campaigns', 'quarantined', plan.homeless.length)
  return plan
}

async function homesOf({ brands, campaigns }: RegistryPlan, { dryRun, enter }: LegacyOptions): Promise<Map<string, Home>> {
  const mentions = new Map(
    brands.map(({ id, name, keywords, productKeywords }) => [id, createMentionTest([...new Set([name, ...keywords, ...productKeywords])])]),
  )
  const homes = new Map<string, Home>()
  for (const campaign of campaigns) {
    const test = mentions.get(campaign.brandId)
    homes.set(campaign.old?.id ?? campaign.id, {
      campaign,
      scope: dryRun ? null : await enter(requestOfPlanned(campaign)),
      mentionsBrand: (title, body) => test !== undefined && (test(title) || test(body)),
      before: noFigures(),
      after: noFigures(),
      communities: new Map(),
      unknownCommunities: new Map(),
    })
  }
  return homes
}

interface Kept {
  readonly keeping: Keeping
  readonly strays: () => LegacyReport['quarantine']
}
const mostKeysShown = 1_000

/** Quarantine as it is written, and summed up for the report. */
function keepingOf(sessions: Sessions, { workspaceId, dryRun, homes }: Pick<Migration, 'workspaceId' | 'dryRun' | 'homes'>): Kept {
  const scopes = new Map([...homes.values()].map(({ campaign, scope }) => [campaign.id, scope]))
  const scopeOf = (campaignId: string): Scope => {
    const scope = scopes.get(campaignId)
    if (scope == null) throw new Error('a value without a scope')
    return scope
  }
  const inner = dryRun ? keepsNothing : createKeeping({ sessions, workspaceId, scopeOf })
  const sums = new Map<string, { table: string; reason: string; rows: number; keys: string[] }>()
  const note = ({ table, reason, key }: Stray): void => {
    const sum = sums.get(`${table} ${reason}`) ?? { table, reason, rows: 0, keys: [] }
    sums.set(`${table} ${reason}`, sum)
    sum.rows += 1
    if (sum.keys.length < mostKeysShown) sum.keys.push(key)
  }
  const quarantine = (stray: Stray): Promise<void> => {
    note(stray)
    return inner.quarantine(stray)
  }
  return { keeping: { ...inner, quarantine }, strays: () => [...sums.values()] }
}

/** Campaigns without a brand are kept aside; what the old rows of brands and campaigns said beside what stands here now, is kept with them. */
async function keepRegistry({ keeping, homes }: Migration, { brands, homeless }: RegistryPlan): Promise<void> {
  for (const { id, row } of homeless) await keeping.quarantine({ table: 'campaigns', key: id, reason: 'no brand', row })
  const rows = new Map(brands.map(({ id, row }) => [id, row]))
  for (const { campaign } of homes.values()) {
    if (campaign.old !== null)
      await keeping.value(campaign.id, { table: 'campaigns', key: campaign.id, name: 'row', status: 'not_recounted', value: campaign.old.row })
    const row = campaign.type === 'automatic' ? rows.get(campaign.brandId) : undefined
    if (row !== undefined) await keeping.value(campaign.id, { table: 'brands', key: campaign.brandId, name: 'row', status: 'not_recounted', value: row })
  }
}

/** The old database counts its own rows: what was passed over in reading would show here. */
async function requireAllRead({ shape, all }: OldDatabase, ledger: Ledger): Promise<void> {
  for (const table of oldTableNames) {
    if (!shape[table].exists) continue
    const [counted] = await all<{ n: string }>(`SELECT count(*)::text AS n FROM ${shape[table].from('t')}`)
    const { read } = ledger.of(table)
    if (Number(counted?.n) !== read) throw new Error(`the old table ${table} has ${counted?.n} rows, and ${read} of them were read`)
  }
}

/** What stands in a scope now, asked from the database. Fewer rows than were written would be a loss. */
async function countScopes(migration: Migration): Promise<void> {
  for (const home of migration.homes.values()) {
    const stands = await inHome(migration, home, countScope)
    if (stands === null) continue
    for (const kind of figureNames)
      if (stands[kind] < home.after[kind])
        throw new Error(`campaign ${home.campaign.id}: ${home.after[kind]} ${kind} were written, and ${stands[kind]} stand there`)
    Object.assign(home.after, stands)
  }
}

function keepReport(sessions: Sessions, report: LegacyReport): Promise<number> {
  return sessions.inWorkspace(report.workspaceId, (sql) =>
    sql.run(
      `INSERT INTO legacy_migrations (workspace_id, source, report) VALUES ($1, $2, $3)
       ON CONFLICT (workspace_id, source) DO UPDATE SET report = excluded.report WHERE legacy_migrations.report::text <> excluded.report::text`,
      [report.workspaceId, report.source, JSON.stringify(report)],
    ),
  )
}
