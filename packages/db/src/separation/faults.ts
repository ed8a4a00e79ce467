import type { SeparationReport, TableGuards } from '@echoscope/domain'
import { scopedTables, tablesWithoutPolicy, workspaceTables } from '../rights.ts'
import type { Catalogue } from './index.ts'

type Facts = Pick<SeparationReport, 'tables' | 'registries' | 'role' | 'ownersCount'>

/** What is not as the contract has it, a sentence each; none means that it holds. */
export function faultsIn(facts: Facts, catalogue: Catalogue): string[] {
  return [...unknownTables(catalogue), ...guardFaults(facts, catalogue), ...rowFaults(facts), ...roleFaults(facts.role)]
}

function unknownTables({ tables }: Catalogue): string[] {
  const known = new Set<string>([...scopedTables, ...workspaceTables, ...Object.keys(tablesWithoutPolicy)])
  return tables.filter(({ name }) => !known.has(name)).map(({ name }) => `The table ${name} is in no list: nobody has said how it is kept apart.`)
}

const scopeSettings = ['brand_id', 'campaign_id', 'campaign_type'] as const

function guardFaults({ tables, registries }: Facts, catalogue: Catalogue): string[] {
  const guards = (table: TableGuards, settings: readonly string[]): (string | false)[] => [
    !table.enabled && `${table.name} has row level security switched off.`,
    !table.forced && `${table.name} does not force its policies on its owner.`,
    !isGuarded(catalogue, table.name, settings) && `${table.name} has no policy that asks for ${settings.join(', ')} alone, for every command.`,
    table.outsideScope !== 'refused' && `${table.name} answers without a scope.`,
  ]
  return [
    ...tables.flatMap((table) => [
      ...guards(table, scopeSettings),
      !table.scopeRequired && `${table.name} allows a row without brand, campaign or type.`,
      !table.scopeIsACampaign && `${table.name} has no key that makes its scope a campaign.`,
      ...table.parents.map((parent) => !parent.withinScope && `${table.name} names its ${parent.table} by a key that may leave the scope.`),
    ]),
    ...registries.flatMap((table) => guards(table, ['workspace_id'])),
  ].filter((fault) => fault !== false)
}

/** Exactly one policy, permissive, for everybody and every command, that asks for each setting and lets nothing else through. */
function isGuarded({ tables }: Catalogue, name: string, settings: readonly string[]): boolean {
  const policies = tables.find((table) => table.name === name)?.policies ?? []
  const [policy] = policies
  if (policy === undefined || policies.length > 1) return false
  return (
    policy.permissive &&
    policy.command === 'ALL' &&
    policy.check === null &&
    policy.roles === '{public}' &&
    settings.every((setting) => policy.using.includes(`current_setting('app.${setting}'::text)`)) &&
    !/\bOR\b|\btrue\b/i.test(policy.using)
  )
}

function rowFaults({ tables, ownersCount }: Facts): string[] {
  const faults: string[] = []
  for (const { name, scopes } of tables)
    for (const { campaignId, ofOtherScopes, parentElsewhere } of scopes) {
      if (ofOtherScopes > 0) faults.push(`${name}: campaign ${campaignId} can see ${ofOtherScopes} rows of other scopes.`)
      if (parentElsewhere > 0) faults.push(`${name}: ${parentElsewhere} rows of campaign ${campaignId} name a parent outside it.`)
    }
  for (const { name, withoutScope, parentElsewhere } of ownersCount ?? []) {
    if (withoutScope > 0) faults.push(`${name}: the owner sees ${withoutScope} rows without a campaign.`)
    if (parentElsewhere > 0) faults.push(`${name}: the owner sees ${parentElsewhere} rows whose parent lies in another scope.`)
  }
  return faults
}

const roleFaults = (role: Facts['role']): string[] =>
  [
    role.superuser && 'The application connects as a superuser, whom no policy binds.',
    role.bypassesPolicies && 'The role of the application bypasses row level security.',
    role.createsRoles && 'The role of the application may make roles.',
    role.createsDatabases && 'The role of the application may make databases.',
    role.createsTables && 'The role of the application may make tables.',
    role.owns > 0 && `The role of the application owns ${role.owns} things.`,
    role.memberships > 0 && `The role of the application is a member of ${role.memberships} other roles.`,
    ...role.rightsBeyond.map((right) => `The role of the application has a right that is not its own: ${right}.`),
    ...role.rightsMissing.map((right) => `The role of the application lacks a right: ${right}.`),
  ].filter((fault) => fault !== false)
