/** One change of the source as it is loaded. */
export interface Edit {
  /** From the root of the repository. */
  readonly file: string
  /** Stands in the file exactly once. */
  readonly find: string
  readonly put: string
}
/** One guard of the separation, and how to switch it off. Two that hold the same by themselves are also switched off together. */
export interface Guard extends Edit {
  readonly name: string
  readonly also?: readonly Edit[]
  /** Test files that should notice. */
  readonly tests: readonly string[]
}
export const editsOf = ({ file, find, put, also = [] }: Guard): readonly Edit[] => [{ file, find, put }, ...also]

const house = 'packages/db/src/testing/house.ts'
const migrated = 'const { appUrl } = await migrate({ ownerUrl: owner.href, home })'
/** What the database itself holds is taken away in each test's own database, right after it was migrated. */
const withoutIt = (sql: string): Edit => ({
  file: house,
  find: migrated,
  put: `${migrated}; await once(owner.href, \`${sql}\`)`,
})

const isolation = 'packages/db/src/isolation.db.test.ts'
const catalogue = 'packages/db/src/catalogue.db.test.ts'
const matrix = 'apps/api/src/routers/separation.db.test.ts'
const session = 'packages/db/src/session.ts'
const totals = 'apps/api/src/routers/totals.db.test.ts'
const worker = 'apps/worker/src/worker.db.test.ts'
const prompts = 'packages/insights/src/ai/ai-writer.db.test.ts'
const noPredicate: Edit = {
  file: session,
  find: 'work({ ...sql, scope, within: (alias) => scopePredicate(scope, alias) })',
  put: "work({ ...sql, scope, within: () => 'true' })",
}
/** A process that sees the policies gone does not start: without this nothing but that would be shown. */
const noRefusal: Edit = { file: 'packages/db/src/unguarded.ts', find: 'if (reasons.length === 0) return', put: 'if (reasons.length >= 0) return' }
const noPolicies = withoutIt(
  "DO $$ DECLARE name text; BEGIN FOR name IN SELECT relname FROM pg_class WHERE relrowsecurity LOOP EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', name); END LOOP; END $$",
)

/** Every guard of docs/separation.md. A text that is no longer there fails the proof: the guard moved, and nobody has looked since. */
export const guards: readonly Guard[] = [
  {
    name: 'the scope is a strict input, parsed before anything else',
    file: 'packages/domain/src/scope.ts',
    find: "return (type === 'automatic' || type === 'custom') && own.size === 2 && typeof own.get(namedBy[type]) === 'string'",
    put: "return type === 'automatic' || type === 'custom'",
    tests: ['packages/domain/src/scope.test.ts', 'apps/api/src/routers/inputs.db.test.ts'],
  },
  {
    name: 'a procedure of a scope cannot be called without one',
    file: 'apps/api/src/trpc.ts',
    find: '.input(z.object({ scope: ScopeRequest }))',
    put: '.input(z.object({ scope: ScopeRequest.optional() as unknown as typeof ScopeRequest }))',
    tests: ['apps/api/src/routers/inputs.db.test.ts'],
  },
  {
    name: 'a scope is looked up in the caller’s workspace, with its type',
    file: 'packages/db/src/scopes.ts',
    find: 'WHERE workspace_id = $1 AND type = $2 AND',
    put: 'WHERE workspace_id = $1 AND $2::text IS NOT NULL AND',
    tests: [matrix, isolation],
  },
  {
    name: 'a bound key enters its own scope alone',
    file: 'apps/api/src/enter.ts',
    find: 'if (principal.boundTo !== null && !isSame(principal.boundTo, request)) throw scopeNotFound()',
    put: '',
    tests: [matrix, 'apps/api/src/routers/sequences.db.test.ts'],
  },
  {
    name: 'a member enters as far as their limits reach',
    file: 'apps/api/src/enter.ts',
    find: 'if (!reachesCampaign(principal.reach, registered)) throw scopeNotFound()',
    put: '',
    tests: ['apps/api/src/routers/access.db.test.ts'],
  },
  {
    name: 'each procedure asks for a role',
    file: 'apps/api/src/grant.ts',
    find: 'if (rank[role] < rank[needed])',
    put: 'if (rank[role] < 0)',
    tests: [matrix, 'apps/api/src/routers/sequences.db.test.ts'],
  },
  {
    name: 'what a key is bound to is read with it',
    file: 'packages/db/src/access.ts',
    find: 'if (row.brand_id === null) return null',
    put: 'if (row !== undefined) return null',
    tests: ['apps/api/src/routers/keys.db.test.ts', matrix],
  },
  {
    name: 'every statement carries the scope’s predicate',
    ...noPredicate,
    tests: [isolation],
  },
  {
    name: 'predicates and policies, both at once',
    ...noPredicate,
    also: [noPolicies, noRefusal],
    tests: [matrix, 'apps/api/src/routers/threads.db.test.ts', 'apps/worker/src/interleaved.db.test.ts'],
  },
  {
    name: 'predicates of reading and policies, both at once',
    ...noPredicate,
    put: "work({ ...sql, scope, within: (alias) => (local === '' ? scopePredicate(scope, alias) : 'true') })",
    also: [noPolicies, noRefusal],
    tests: [isolation, matrix, totals, prompts, 'apps/api/src/routers/threads.db.test.ts'],
  },
  {
    name: 'the log of a workspace is read by its predicate and its policy, both at once',
    file: 'packages/db/src/audit.ts',
    find: 'WHERE workspace_id = $1 AND ($2::uuid IS NULL OR id < $2)',
    put: 'WHERE $1::uuid IS NOT NULL AND ($2::uuid IS NULL OR id < $2)',
    also: [withoutIt('ALTER TABLE audit_log DISABLE ROW LEVEL SECURITY'), noRefusal],
    tests: [totals, 'apps/api/src/http/routes.db.test.ts'],
  },
  {
    name: 'every row names its scope',
    ...withoutIt('ALTER TABLE threads ALTER COLUMN campaign_type DROP NOT NULL'),
    tests: [catalogue],
  },
  {
    name: 'what points to a campaign from a registry names its workspace',
    ...withoutIt('ALTER TABLE api_keys DROP CONSTRAINT api_keys_workspace_id_brand_id_campaign_id_campaign_type_fkey'),
    tests: [catalogue],
  },
  {
    name: 'the scope is set for one transaction, not for the connection',
    file: session,
    find: '`SET LOCAL app.${name}',
    put: '`SET app.${name}',
    tests: ['packages/db/src/session.db.test.ts'],
  },
  {
    name: 'a dashboard reads one state of the rows and writes nothing',
    file: session,
    find: "'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'",
    put: "'BEGIN'",
    tests: ['packages/db/src/session.db.test.ts'],
  },
  {
    name: 'row security holds on the threads',
    ...withoutIt('ALTER TABLE threads DISABLE ROW LEVEL SECURITY'),
    tests: [catalogue, 'packages/db/src/unguarded.db.test.ts'],
  },
  {
    name: 'row security binds the owner of a table too',
    ...withoutIt('ALTER TABLE communities NO FORCE ROW LEVEL SECURITY'),
    tests: [catalogue],
  },
  {
    name: 'a thread lies in a community of its own scope',
    ...withoutIt('ALTER TABLE threads DROP CONSTRAINT threads_brand_id_campaign_id_community_id_fkey'),
    tests: [catalogue],
  },
  {
    name: 'a row’s campaign has the row’s type',
    ...withoutIt('ALTER TABLE threads DROP CONSTRAINT threads_brand_id_campaign_id_campaign_type_fkey'),
    tests: [catalogue],
  },
  {
    name: 'a brand has one automatic campaign',
    ...withoutIt('DROP INDEX one_automatic_campaign_per_brand'),
    tests: [catalogue, 'packages/db/src/registries.db.test.ts'],
  },
  {
    name: 'the application’s role may not step round the policies',
    ...withoutIt('ALTER ROLE ${decodeURIComponent(new URL(appUrl).username)} BYPASSRLS'),
    tests: [catalogue, 'packages/db/src/unguarded.db.test.ts'],
  },
  {
    name: 'a key of a cache is made of the scope',
    file: 'packages/domain/src/scope.ts',
    find: "['scope', scope.workspaceId, scope.type, scope.brandId, scope.campaignId, ...parts.map(encodeURIComponent)].join(':')",
    put: "['scope', ...parts.map(encodeURIComponent)].join(':')",
    tests: ['packages/domain/src/scope.test.ts', 'packages/db/src/analytics/remembered.db.test.ts'],
  },
  {
    name: 'a remembered dashboard is left behind by a write',
    file: session,
    find: 'if (watched.wrote()) await markChanged(sql)',
    put: '',
    tests: ['packages/db/src/analytics/remembered.db.test.ts'],
  },
  {
    name: 'a job resolves its scope again',
    file: 'apps/worker/src/jobs/scout.ts',
    find: 'if (scope === null) return',
    put: 'if (scope === undefined) return',
    tests: [worker],
  },
  {
    name: 'a lease that was taken over writes nothing',
    file: 'packages/db/src/dispatch.ts',
    find: 'AND lease_token = $3 AND lease_holder = $4',
    put: 'AND $3::text IS NOT NULL AND lease_holder = $4',
    tests: ['packages/db/src/dispatch.db.test.ts', 'packages/db/src/store.db.test.ts'],
  },
]
