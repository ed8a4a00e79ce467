import type { OwnersCount, ProofRun, ScopedTableReport, ScopeRows, SeparationReport, TableGuards, WorkspaceId } from '@echoscope/domain'
import type { Database } from '../database.ts'
import { scopedTables, tablesWithoutPolicy, workspaceTables } from '../rights.ts'
import { faultsIn } from './faults.ts'
import type { Catalogue } from './index.ts'
import { type Enter, type NamedScope, scopesOf } from './scopes-of.ts'

export interface ReportOptions {
  readonly workspaceId: WorkspaceId
  readonly enter: Enter
  readonly now: Date
  /** What the owner counted past the policies; null where there is no owner's connection. */
  readonly ownersCount: readonly OwnersCount[] | null
  readonly proof: ProofRun | null
}
type Measurable = Pick<Database, 'brands' | 'campaigns' | 'separation' | 'workspaces'>

/** Scopes asked at the same time: a report must not keep the pool from everyone else. */
const atOnce = 3

/** Asks Postgres how the scopes of one workspace are kept apart, and says what it found. Nothing in it is remembered or assumed. */
export async function measureSeparation(db: Measurable, { workspaceId, enter, now, ownersCount, proof }: ReportOptions): Promise<SeparationReport> {
  const workspace = await db.workspaces.get(workspaceId)
  const catalogue = await db.separation.catalogue()
  const scopes = await scopesOf(db, workspaceId, enter)
  const rows = await countAll(db, catalogue, scopes)
  const facts = {
    tables: scopedTables.map((name) => scopedTable(catalogue, name, rows.get(name) ?? [])),
    registries: workspaceTables.map((name) => guardsOf(catalogue, name)),
    exceptions: Object.entries(tablesWithoutPolicy).map(([name, reason]) => ({ name, reason })),
    role: catalogue.role,
    ownersCount,
  }
  const faults = faultsIn(facts, catalogue)
  return {
    kind: 'echoscope-separation-report',
    version: 1,
    installation: catalogue.installation,
    workspace: { id: workspaceId, name: workspace?.name ?? '' },
    measuredAt: now.toISOString(),
    server: catalogue.server,
    holds: faults.length === 0,
    faults,
    method: methodOf(ownersCount !== null),
    scopes: scopes.map(({ scope, brandId, campaignId, brand, name }) => ({ type: scope.type, brandId, campaignId, brand, name })),
    ...facts,
    proof,
  }
}

async function countAll(db: Measurable, catalogue: Catalogue, scopes: readonly NamedScope[]): Promise<Map<string, ScopeRows[]>> {
  const counted = new Map<string, ScopeRows[]>(scopedTables.map((name) => [name, []]))
  for (let at = 0; at < scopes.length; at += atOnce) {
    const answers = await Promise.all(
      scopes.slice(at, at + atOnce).map(async ({ scope }) => {
        const own = await db.separation.rowsOf(scope, catalogue.keys)
        return { scope, own, strangers: await db.separation.strangersIn(scope) }
      }),
    )
    for (const { scope, own, strangers } of answers)
      for (const [table, { rows, parentElsewhere }] of own)
        counted.get(table)?.push({ campaignId: scope.campaignId, rows, ofOtherScopes: strangers.get(table) ?? 0, parentElsewhere })
  }
  return counted
}

function guardsOf(catalogue: Catalogue, name: string): TableGuards {
  const table = catalogue.tables.find((each) => each.name === name)
  if (table === undefined) return { name, policies: [], enabled: false, forced: false, outsideScope: 'answered' }
  const policies = table.policies.map(({ name: policy, command, using }) => ({ name: policy, command, using }))
  return { name, policies, enabled: table.enabled, forced: table.forced, outsideScope: table.outsideScope }
}

function scopedTable(catalogue: Catalogue, name: string, scopes: readonly ScopeRows[]): ScopedTableReport {
  const table = catalogue.tables.find((each) => each.name === name)
  const keys = catalogue.keys.filter(({ child }) => child === name)
  return {
    ...guardsOf(catalogue, name),
    scopeRequired: table?.scopeRequired ?? false,
    scopeIsACampaign: table?.scopeIsACampaign ?? false,
    parents: keys.map(({ parent, columns, parentColumns, validated }) => ({
      table: parent,
      withinScope: validated && [columns, parentColumns].every((each) => each[0] === 'brand_id' && each[1] === 'campaign_id'),
    })),
    scopes,
  }
}

const methodOf = (ownerAsked: boolean): string[] => [
  'Rows are counted scope by scope, each inside its own transaction, as the role the application uses. No total over scopes is formed.',
  'Rows of other scopes: rows the policy alone lets a scope see that carry another brand, campaign or type. No predicate of ours takes part in that count.',
  'Parent elsewhere: rows that name a parent no row of the same scope answers to, asked for each key the catalogue lists.',
  'Without a scope or with two: three NOT NULL columns and a validated key to one campaign make both impossible; the catalogue is asked whether they are there.',
  'Outside a scope: each guarded table is asked once without a scope; only an error counts as refused, an empty answer does not.',
  ownerAsked
    ? 'Past the policies: the owner counted all rows of all workspaces, those without a campaign, and those whose parent lies in another scope.'
    : 'Past the policies nothing was counted: this report was asked for without the connection of the owner. `echoscope separation report` asks the owner too.',
]
