/** Tables that hold collected or derived data: policy on the scope. The catalogue test compares this list with the database. */
export const scopedTables = [
  'communities',
  'influencers',
  'threads',
  'pain_points',
  'thread_pain_points',
  'pain_point_links_aside',
  'community_days',
  'pain_point_days',
  'influencer_days',
  'scout_runs',
  'scout_run_sources',
  'scout_faults',
  'checkpoints',
  'source_coverage',
  'ai_calls',
  'insight_runs',
  'retention_sweeps',
  'held_back',
  'thread_marks',
  'scope_revisions',
  'legacy_values',
] as const

/** The registries of a workspace: policy on the workspace. */
export const workspaceTables = [
  'workspaces',
  'brands',
  'campaigns',
  'api_keys',
  'sessions',
  'sign_in_links',
  'members',
  'member_limits',
  'invitations',
  'audit_log',
  'source_credentials',
  'workspace_secrets',
  'erased_authors',
  'erasures',
  'legacy_quarantine',
  'legacy_migrations',
  'ai_spending',
] as const

/**
 * The whole list of tables without a policy, each with its reason. It may only shrink.
 * None of them holds collected data, a name, a keyword or a secret.
 */
export const tablesWithoutPolicy = {
  installation: 'one row: which workspace is the local one',
  schema_migrations: 'which migrations ran; read-only for the application',
  scout_dispatch: 'ids and times: a worker looks for due scopes before it knows any',
  worker_heartbeats: 'ids and times of worker processes',
  agenda_jobs: "Agenda's wake-ups: a job name and a brand or campaign id",
  sign_in_names: 'a digest and ids: who signs in by address has named no workspace yet',
  sign_in_attempts: 'digests, times and counts: tries are limited before anybody is known',
  source_gates: "digests of places and times: a place's limit is one for all who ask it, and a restart must not break it",
} as const satisfies Record<string, string>

/** What may be changed of a campaign: never its workspace, brand, id or type. */
const campaignColumns =
  'name, description, keywords, exclude_keywords, query, sources, communities, languages, cron, time_zone, day_zone, starts_at, ends_at, status, metadata, retention_days, last_run_id, last_run_status, last_run_finished_at, revision, updated_at'

export interface Right {
  readonly privileges: readonly string[]
  /** Of these columns alone. */
  readonly columns?: string
  readonly tables: readonly string[]
}

/** Everything the application role may do with tables. The separation report compares it with what Postgres has. */
export function rightsOf(serverVersion: number): Right[] {
  const all = [
    ...scopedTables,
    'brands',
    'api_keys',
    'sessions',
    'sign_in_links',
    'members',
    'member_limits',
    'invitations',
    'sign_in_names',
    'sign_in_attempts',
    'source_gates',
    'source_credentials',
    'workspace_secrets',
    'scout_dispatch',
    'worker_heartbeats',
    'agenda_jobs',
  ]
  return [
    { privileges: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], tables: all },
    { privileges: ['SELECT', 'INSERT', 'DELETE'], tables: ['campaigns'] },
    { privileges: ['UPDATE'], columns: campaignColumns, tables: ['campaigns'] },
    { privileges: ['SELECT', 'INSERT', 'UPDATE'], tables: ['workspaces', 'erasures', 'legacy_migrations', 'ai_spending'] },
    { privileges: ['SELECT', 'INSERT', 'DELETE'], tables: ['legacy_quarantine'] },
    // What was erased stays erased: the list only grows.
    { privileges: ['SELECT', 'INSERT'], tables: ['erased_authors'] },
    // What was done stays written.
    { privileges: ['SELECT', 'INSERT'], tables: ['audit_log'] },
    { privileges: ['SELECT', 'INSERT'], tables: ['installation'] },
    { privileges: ['SELECT'], tables: ['schema_migrations'] },
    // ANALYZE after a first import (statistics.ts); the right gives no access to any row.
    ...(serverVersion >= 170_000 ? [{ privileges: ['MAINTAIN'], tables: scopedTables }] : []),
  ]
}

/** The role's rights said from nothing each time, so that one taken out above is gone after the next start. */
export function grantStatements(role: string, serverVersion: number): string[] {
  return [
    `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${role}`,
    'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
    `GRANT USAGE ON SCHEMA public TO ${role}`,
    ...rightsOf(serverVersion).map(
      ({ privileges, columns, tables }) => `GRANT ${privileges.join(', ')}${columns === undefined ? '' : ` (${columns})`} ON ${tables.join(', ')} TO ${role}`,
    ),
  ]
}
