/** Tables that hold collected or derived data: policy on the scope. The catalogue test compares this list with the database. */
export const scopedTables = [
  'communities',
  'influencers',
  'threads',
  'pain_points',
  'thread_pain_points',
  'community_days',
  'pain_point_days',
  'influencer_days',
  'scout_runs',
  'scout_run_sources',
  'scout_faults',
  'checkpoints',
  'source_coverage',
  'ai_calls',
  'scope_revisions',
] as const

/** The registries of a workspace: policy on the workspace. */
export const workspaceTables = ['workspaces', 'brands', 'campaigns', 'api_keys', 'sessions', 'sign_in_links'] as const

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
} as const satisfies Record<string, string>

/** What may be changed of a campaign: never its workspace, brand, id or type. */
const campaignColumns =
  'name, description, keywords, exclude_keywords, sources, communities, cron, time_zone, starts_at, ends_at, status, metadata, last_run_id, last_run_status, last_run_finished_at, revision, updated_at'

/** Everything the application role may do, said from nothing each time, so that a right taken out here is gone after the next start. */
export function grantStatements(role: string, serverVersion: number): string[] {
  const all = [...scopedTables, 'brands', 'api_keys', 'sessions', 'sign_in_links', 'scout_dispatch', 'worker_heartbeats', 'agenda_jobs']
  return [
    `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${role}`,
    'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
    `GRANT USAGE ON SCHEMA public TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ${all.join(', ')} TO ${role}`,
    `GRANT SELECT, INSERT, DELETE ON campaigns TO ${role}`,
    `GRANT UPDATE (${campaignColumns}) ON campaigns TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE ON workspaces TO ${role}`,
    `GRANT SELECT, INSERT ON installation TO ${role}`,
    `GRANT SELECT ON schema_migrations TO ${role}`,
    // ANALYZE after a first import (statistics.ts); the right gives no access to any row.
    ...(serverVersion >= 170_000 ? [`GRANT MAINTAIN ON ${scopedTables.join(', ')} TO ${role}`] : []),
  ]
}
