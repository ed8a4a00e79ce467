import { Sequelize } from 'sequelize'
import { createAccess, type Access } from './access.ts'
import { type Across, createAcross } from './across.ts'
import { type AiBudgets, createAiBudgets } from './ai-budget.ts'
import { type Analytics, createAnalytics } from './analytics/index.ts'
import { type Attempts, createAttempts } from './attempts.ts'
import { type Audit, createAudit } from './audit.ts'
import { type Brands, createBrands } from './brands.ts'
import { type BrowserSessions, createBrowserSessions } from './browser-sessions.ts'
import { type Campaigns, createCampaigns } from './campaigns.ts'
import { createDispatch, type Dispatch } from './dispatch.ts'
import { createErasures, type Erasures } from './forget/erasures.ts'
import { createRetention, type Retention } from './forget/retention.ts'
import { createHealth, type Health } from './health.ts'
import { createInsights, type Insights } from './insights/index.ts'
import { createLegacy, type Legacy } from './legacy/index.ts'
import { createHeldBack, type HeldBackPosts } from './held-back/index.ts'
import { createInvitations, type Invitations } from './invitations.ts'
import { createMembers, type Members } from './members.ts'
import { createPainPointChoices, type PainPointChoices } from './pain-points/index.ts'
import { createPainPointNames, type PainPointNames } from './pain-points/names.ts'
import { createPasswords, type Passwords } from './passwords.ts'
import { createPlans, type Plans } from './plans.ts'
import { createRereads, type Rereads } from './rereads.ts'
import { createRevisions, type Revisions } from './revisions.ts'
import { createRunProgress, type RunProgress } from './run-progress.ts'
import { createRuns, type Runs } from './runs.ts'
import { createScopes, type Scopes } from './scopes.ts'
import { createSeparation, type Separation } from './separation/index.ts'
import { type Line, recordingSessions } from './recording.ts'
import { createSessions, type Sessions } from './session.ts'
import { createSourceCredentials, type SourceCredentials } from './source-credentials.ts'
import { createSourceGates, type SourceGates } from './source-gates.ts'
import { createSourceHealth, type SourceHealth } from './source-health.ts'
import { createStore, type Store } from './store.ts'
import { createThreadTexts, type ThreadTexts } from './thread-texts.ts'
import { createThreads, type Threads } from './threads.ts'
import { createSecrets, type Secrets } from './vault/sealed-rows.ts'
import { noVault, type Vault } from './vault/vault.ts'
import { createTimeZones, type TimeZones } from './time-zones.ts'
import { createWhyHere, type WhyHere } from './why/index.ts'
import { createWorkspaceSecrets, type WorkspaceSecrets } from './workspace-secrets.ts'
import { createWorkspaces, type Workspaces } from './workspaces.ts'

export interface OpenOptions {
  /** The application role's connection string: never the owner's. */
  readonly url: string
  /** Connections at most; a process's share of the server's. */
  readonly poolSize: number
  /** A statement that runs longer is ended by the server. */
  readonly statementTimeoutMs?: number
  /** Opens what is stored sealed; absent: a process that has nothing to do with secrets. */
  readonly vault?: Vault
}

/** Everything the rest of the house can ask of the database, by noun. Raw SQL, models and the connection stay inside this package. */
export interface Database {
  readonly access: Access
  readonly across: Across
  readonly aiBudgets: AiBudgets
  readonly analytics: Analytics
  readonly attempts: Attempts
  readonly sourceGates: SourceGates
  readonly heldBack: HeldBackPosts
  readonly audit: Audit
  readonly brands: Brands
  readonly browserSessions: BrowserSessions
  readonly campaigns: Campaigns
  readonly dispatch: Dispatch
  readonly erasures: Erasures
  readonly health: Health
  readonly insights: Insights
  readonly legacy: Legacy
  readonly invitations: Invitations
  readonly members: Members
  readonly painPointNames: PainPointNames
  readonly painPointChoices: PainPointChoices
  readonly passwords: Passwords
  readonly plans: Plans
  readonly rereads: Rereads
  readonly retention: Retention
  readonly revisions: Revisions
  readonly runProgress: RunProgress
  readonly runs: Runs
  readonly scopes: Scopes
  readonly secrets: Secrets
  readonly separation: Separation
  readonly sourceCredentials: SourceCredentials
  readonly sourceHealth: SourceHealth
  readonly store: Store
  readonly threads: Threads
  readonly threadTexts: ThreadTexts
  readonly timeZones: TimeZones
  readonly whyHere: WhyHere
  readonly workspaceSecrets: WorkspaceSecrets
  readonly workspaces: Workspaces
  /** The same database for one act: its line stands in the audit log with what it changed, or neither does. `recorded`: whether it changed anything. */
  recording(line: Line): { readonly db: Database; readonly recorded: () => boolean }
  close(): Promise<void>
}

export function openDatabase({ url, poolSize, statementTimeoutMs = 30_000, vault = noVault }: OpenOptions): Database {
  const sequelize = new Sequelize(url, {
    dialect: 'postgres',
    logging: false,
    pool: { max: poolSize, min: 0, acquire: 15_000, idle: 30_000 },
    dialectOptions: { statement_timeout: statementTimeoutMs, application_name: 'echoscope' },
  })
  return nounsOf(createSessions(sequelize), { vault, close: () => sequelize.close() })
}

function nounsOf(sessions: Sessions, own: { readonly vault: Vault; readonly close: () => Promise<void> }): Database {
  const { vault, close } = own
  const nouns = {
    access: createAccess(sessions),
    aiBudgets: createAiBudgets(sessions),
    analytics: createAnalytics(sessions),
    attempts: createAttempts(sessions),
    sourceGates: createSourceGates(sessions),
    heldBack: createHeldBack(sessions),
    audit: createAudit(sessions),
    brands: createBrands(sessions),
    browserSessions: createBrowserSessions(sessions),
    campaigns: createCampaigns(sessions),
    dispatch: createDispatch(sessions),
    erasures: createErasures(sessions, vault),
    health: createHealth(sessions),
    insights: createInsights(sessions),
    legacy: createLegacy(sessions, vault),
    invitations: createInvitations(sessions),
    members: createMembers(sessions),
    painPointNames: createPainPointNames(sessions),
    painPointChoices: createPainPointChoices(sessions),
    passwords: createPasswords(sessions),
    plans: createPlans(sessions),
    rereads: createRereads(sessions),
    retention: createRetention(sessions),
    revisions: createRevisions(sessions),
    runProgress: createRunProgress(sessions),
    runs: createRuns(sessions),
    scopes: createScopes(sessions),
    secrets: createSecrets(sessions, vault),
    separation: createSeparation(sessions),
    sourceCredentials: createSourceCredentials(sessions, vault),
    sourceHealth: createSourceHealth(sessions),
    store: createStore(sessions, vault),
    threads: createThreads(sessions),
    threadTexts: createThreadTexts(sessions),
    timeZones: createTimeZones(sessions),
    workspaceSecrets: createWorkspaceSecrets(sessions, vault),
    workspaces: createWorkspaces(sessions),
  }
  return {
    ...nouns,
    across: createAcross(nouns),
    whyHere: createWhyHere(sessions, nouns),
    recording: (line) => {
      const { sessions: carrying, recorded } = recordingSessions(sessions, line)
      return { db: nounsOf(carrying, own), recorded }
    },
    close,
  }
}
