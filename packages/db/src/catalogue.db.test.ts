import { newId, type Scope } from '@echoscope/domain'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { scopedTables, tablesWithoutPolicy, workspaceTables } from './rights.ts'
import { keepPosts, testHouse, type TestHouse } from './testing/index.ts'

let house: TestHouse
let app: pg.Client
let automatic: Scope
let custom: Scope
let elsewhere: Scope
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
  const { automatic: first, customs } = await house.brand()
  const [second, third] = customs
  if (second === undefined || third === undefined) throw new Error('two campaigns were asked for')
  ;[automatic, custom, elsewhere] = [first, second, third]
  for (const scope of [automatic, custom]) await keepPosts(house.db, scope, { posts: [{ externalId: 't3_same', painPoints: ['crash'] }] })
  app = new pg.Client({ connectionString: house.appUrl })
  await app.connect()
})
afterAll(async () => {
  await app?.end()
  await house?.[Symbol.asyncDispose]()
})

const enter = ({ workspaceId, brandId, campaignId, type }: Scope): string =>
  `SET LOCAL app.workspace_id = '${workspaceId}'; SET LOCAL app.brand_id = '${brandId}'; SET LOCAL app.campaign_id = '${campaignId}'; SET LOCAL app.campaign_type = '${type}';`
const idOf = async (table: string, { campaignId }: Scope): Promise<string> => {
  const [row] = await house.owner<{ id: string }>(`SELECT id FROM ${table} WHERE campaign_id = $1`, [campaignId])
  return row?.id ?? ''
}
const own = (scope: Scope): unknown[] => [scope.brandId, scope.campaignId, scope.type]

/** Indexes that are not unique and begin with the id of a parent, which is of one scope (0008-plans.sql says why). */
const ledByTheirParent = new Set(['thread_pain_points_by_pain_point'])

describe('the catalogue', () => {
  test('every table is a scoped one, a registry, or stands in the list of those without a policy', async () => {
    const rows = await house.owner<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm') AND relnamespace = 'public'::regnamespace`,
    )
    expect(rows.map(({ name }) => name).sort()).toEqual([...scopedTables, ...workspaceTables, ...Object.keys(tablesWithoutPolicy)].sort())
    // The list of exceptions may only shrink; a table joins it by name, here and in rights.ts, with what it holds.
    const named = [
      'agenda_jobs',
      'installation',
      'schema_migrations',
      'scout_dispatch',
      'sign_in_attempts',
      'sign_in_names',
      'source_gates',
      'worker_heartbeats',
    ]
    expect(Object.keys(tablesWithoutPolicy).filter((name) => !named.includes(name))).toEqual([])
  })

  test.each([...scopedTables, ...workspaceTables])('%s has a policy for every command, on itself and its owner', async (table) => {
    const [row] = await house.owner(`SELECT relrowsecurity AS enabled, relforcerowsecurity AS forced FROM pg_class WHERE oid = $1::regclass`, [table])
    expect(row).toEqual({ enabled: true, forced: true })
    const policies = await house.owner<{ cmd: string; permissive: string; qual: string; with_check: string | null; roles: string }>(
      `SELECT cmd, permissive, qual, with_check, roles::text FROM pg_policies WHERE tablename = $1`,
      [table],
    )
    expect(policies).toMatchObject([{ cmd: 'ALL', permissive: 'PERMISSIVE', with_check: null, roles: '{public}' }])
    const settings = (scopedTables as readonly string[]).includes(table) ? ['brand_id', 'campaign_id', 'campaign_type'] : ['workspace_id']
    for (const setting of settings) expect(policies[0]?.qual).toContain(`current_setting('app.${setting}'::text)`)
    expect(policies[0]?.qual).not.toContain('true')
  })

  test.each(scopedTables)('%s names its scope in each row and hangs on the campaign by all three (L7)', async (table) => {
    const columns = await house.owner<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 AND is_nullable = 'NO' AND column_name IN ('brand_id', 'campaign_id', 'campaign_type')`,
      [table],
    )
    expect(columns).toHaveLength(3)
    const keys = await house.owner<{ type: string; text: string }>(
      `SELECT contype AS type, pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conrelid = $1::regclass`,
      [table],
    )
    expect(keys.map(({ text }) => text)).toContain(
      'FOREIGN KEY (brand_id, campaign_id, campaign_type) REFERENCES campaigns(brand_id, id, type) ON DELETE CASCADE',
    )
    const [primary] = keys.filter(({ type }) => type === 'p')
    expect(primary?.text).toMatch(/^PRIMARY KEY \(brand_id, campaign_id, /)
    for (const { text } of keys.filter(({ type }) => type === 'f' || type === 'u')) expect(text).toMatch(/^(FOREIGN KEY|UNIQUE) \(brand_id, campaign_id, /)
    const indexes = await house.owner<{ name: string; text: string }>('SELECT indexname AS name, indexdef AS text FROM pg_indexes WHERE tablename = $1', [
      table,
    ])
    for (const { text } of indexes.filter(({ name }) => !ledByTheirParent.has(name))) expect(text).toMatch(/\(brand_id, campaign_id[,)]/)
    expect(await house.owner('SELECT 1 FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal', [table])).toEqual([])
  })

  test('what points to a campaign from a registry names the workspace too, so that no row of one can name a campaign of another (L6)', async () => {
    const keys = await house.owner<{ child: string; text: string }>(
      `SELECT conrelid::regclass::text AS child, pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE contype = 'f' AND confrelid = 'campaigns'::regclass`,
    )
    const fromRegistries = keys.filter(({ child }) => !(scopedTables as readonly string[]).includes(child))
    expect(fromRegistries.map(({ child }) => child).toSorted()).toEqual(['api_keys', 'member_limits', 'scout_dispatch'])
    for (const { child, text } of fromRegistries)
      expect(text, child).toContain('(workspace_id, brand_id, campaign_id, campaign_type) REFERENCES campaigns(workspace_id, brand_id, id, type)')
  })

  test('the application owns nothing and may step round nothing', async () => {
    const { rows } = await app.query(
      `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owns,
         (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS memberships FROM pg_roles r WHERE rolname = current_user`,
    )
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, owns: 0, memberships: 0 }])
    for (const text of [
      'CREATE TABLE mine (id int)',
      'ALTER TABLE threads DISABLE ROW LEVEL SECURITY',
      'DROP POLICY own_scope ON threads',
      'TRUNCATE threads',
      'SET ROLE postgres',
    ])
      await expect(app.query(text), text).rejects.toThrow(/permission denied|must be owner|permission to set role/)
  })
})

describe('without a scope', () => {
  test.each(scopedTables)('%s answers with an error, not with nothing', async (table) => {
    for (const text of [`SELECT * FROM ${table}`, `SELECT count(*) FROM ${table}`, `DELETE FROM ${table}`, `SELECT EXISTS (SELECT FROM ${table})`])
      await expect(app.query(text), text).rejects.toThrow(/unrecognized configuration parameter|invalid input syntax for type uuid/)
  })

  test.each(workspaceTables)('%s answers with an error, not with nothing', async (table) => {
    await expect(app.query(`SELECT * FROM ${table}`)).rejects.toThrow(/unrecognized configuration parameter|invalid input syntax for type uuid/)
  })

  test('a scope does not outlive its transaction on the same connection, whether that was committed or rolled back', async () => {
    for (const end of ['COMMIT', 'ROLLBACK']) {
      await app.query('BEGIN')
      await app.query(enter(automatic))
      expect((await app.query('SELECT campaign_id FROM threads')).rows).toEqual([{ campaign_id: automatic.campaignId }])
      await app.query(end)
      for (const table of scopedTables)
        await expect(app.query(`SELECT * FROM ${table}`), table).rejects.toThrow(/invalid input syntax for type uuid|unrecognized/)
    }
  })

  test('a registry entered for a workspace alone opens no scoped table', async () => {
    await app.query('BEGIN')
    await app.query(`SET LOCAL app.workspace_id = '${automatic.workspaceId}'`)
    await expect(app.query('SELECT * FROM threads')).rejects.toThrow(/unrecognized|invalid input syntax/)
    await app.query('ROLLBACK')
  })
})

describe('inside a scope', () => {
  const inside = async (scope: Scope, text: string, params: unknown[] = []): Promise<number | null> => {
    await app.query('BEGIN')
    try {
      await app.query(enter(scope))
      return (await app.query(text, params)).rowCount
    } finally {
      await app.query('ROLLBACK')
    }
  }

  test.each(scopedTables)('a row of another scope can be neither read, changed, deleted nor written in %s', async (table) => {
    const of = [custom.brandId, custom.campaignId]
    expect(await inside(automatic, `SELECT FROM ${table} WHERE brand_id = $1 AND campaign_id = $2`, of)).toBe(0)
    expect(await inside(automatic, `UPDATE ${table} SET brand_id = brand_id WHERE brand_id = $1 AND campaign_id = $2`, of)).toBe(0)
    expect(await inside(automatic, `DELETE FROM ${table} WHERE brand_id = $1 AND campaign_id = $2`, of)).toBe(0)
  })

  test.each(scopedTables)('a row that names no scope can be written into %s by nobody: a sentinel is no scope (L7)', async (table) => {
    const sentinel = '00000000-0000-0000-0000-000000000000'
    const insert = `INSERT INTO ${table} (brand_id, campaign_id, campaign_type) VALUES ($1, $2, $3)`
    for (const values of [
      [null, null, null],
      [automatic.brandId, null, 'automatic'],
      [automatic.brandId, automatic.campaignId, null],
    ])
      await expect(house.owner(insert, values), `${table} ${JSON.stringify(values)}`).rejects.toThrow(/violates not-null constraint/)
    await expect(inside(automatic, insert, [sentinel, sentinel, 'automatic']), table).rejects.toThrow(/row-level security|not-null/)
  })

  test('a row cannot be written into another scope, nor moved there', async () => {
    const insert = `INSERT INTO pain_points (brand_id, campaign_id, campaign_type, id, keyword) VALUES ($1, $2, $3, $4, 'planted')`
    await expect(inside(automatic, insert, [...own(custom), newId()])).rejects.toThrow(/row-level security/)
    await expect(inside(automatic, 'UPDATE threads SET campaign_id = $1, campaign_type = $2', [custom.campaignId, 'custom'])).rejects.toThrow(
      /row-level security/,
    )
  })

  test('the audit log can be neither changed nor shortened by the application', async () => {
    for (const text of [`UPDATE audit_log SET actor = 'nobody'`, 'DELETE FROM audit_log', 'TRUNCATE audit_log'])
      await expect(inside(automatic, text), text).rejects.toThrow(/permission denied/)
  })

  test('the application cannot change what a campaign is', async () => {
    for (const change of [`type = 'automatic'`, `brand_id = '${newId()}'`, `id = '${newId()}'`, `workspace_id = '${newId()}'`])
      await expect(inside(custom, `UPDATE campaigns SET ${change}`), change).rejects.toThrow(/permission denied/)
  })
})

describe('the keys alone, past every policy', () => {
  test('refuse a row whose campaign is of another type', async () => {
    const insert = `INSERT INTO pain_points (brand_id, campaign_id, campaign_type, id, keyword) VALUES ($1, $2, $3, $4, 'planted')`
    await expect(house.owner(insert, [custom.brandId, custom.campaignId, 'automatic', newId()])).rejects.toThrow(/campaign_type_fkey/)
    await expect(house.owner(insert, [newId(), custom.campaignId, 'custom', newId()])).rejects.toThrow(/campaign_type_fkey/)
    await expect(house.owner(insert, [custom.brandId, custom.campaignId, null, newId()])).rejects.toThrow(/not-null/)
  })

  test('refuse a child of another campaign', async () => {
    const [community, painPoint, thread] = [await idOf('communities', custom), await idOf('pain_points', custom), await idOf('threads', custom)]
    const day = [...own(elsewhere), community]
    await expect(
      house.owner(
        `INSERT INTO community_days (brand_id, campaign_id, campaign_type, community_id, day, threads, engagement, sentiment_sum, positive, neutral, negative)
        VALUES ($1, $2, $3, $4, '2026-11-20', 1, 1, 0, 0, 1, 0)`,
        day,
      ),
    ).rejects.toThrow(/community_id_fkey/)
    await expect(
      house.owner(
        `INSERT INTO thread_pain_points (brand_id, campaign_id, campaign_type, thread_id, pain_point_id, field, span_start, span_end)
        VALUES ($1, $2, $3, $4, $5, 'title', 0, 1)`,
        [...own(elsewhere), thread, painPoint],
      ),
    ).rejects.toThrow(/_fkey/)
    await expect(
      house.owner('UPDATE threads SET community_id = $1 WHERE campaign_id = $2', [await idOf('communities', automatic), custom.campaignId]),
    ).rejects.toThrow(/community_id_fkey/)
  })

  test('refuse every child of another campaign that the catalogue knows a key for, and each key names the scope on both sides (L6)', async () => {
    const keys = await house.owner<{ child: string; parent: string; text: string }>(
      `SELECT conrelid::regclass::text AS child, confrelid::regclass::text AS parent, pg_get_constraintdef(oid) AS text FROM pg_constraint
       WHERE contype = 'f' AND conrelid::regclass::text = ANY($1) AND confrelid <> 'campaigns'::regclass`,
      [scopedTables],
    )
    expect(keys.length).toBeGreaterThan(5)
    const tried: string[] = []
    for (const { child, parent, text } of keys) {
      const column = /^FOREIGN KEY \(brand_id, campaign_id, (\w+)\) REFERENCES \w+\(brand_id, campaign_id, id\)/.exec(text)?.[1]
      expect(column, `${child} ${text}`).toBeDefined()
      const foreign = await idOf(parent, automatic)
      const [mine] = await house.owner(`SELECT 1 FROM ${child} WHERE campaign_id = $1 LIMIT 1`, [custom.campaignId])
      if (foreign === '' || mine === undefined) continue
      tried.push(`${child} ${column}`)
      await expect(house.owner(`UPDATE ${child} SET ${column} = $1 WHERE campaign_id = $2`, [foreign, custom.campaignId]), `${child} ${text}`).rejects.toThrow(
        new RegExp(`foreign key constraint "${child}_`),
      )
    }
    expect(tried).toEqual(
      expect.arrayContaining(['threads community_id', 'threads influencer_id', 'thread_pain_points thread_id', 'thread_pain_points pain_point_id']),
    )
  })

  test("refuse a key, a limit and a place in the dispatcher that name another workspace's campaign (L6)", async () => {
    const other = await house.db.workspaces.create('Rival')
    await expect(house.owner('UPDATE scout_dispatch SET workspace_id = $1 WHERE campaign_id = $2', [other.id, custom.campaignId])).rejects.toThrow(
      /scout_dispatch_workspace_id/,
    )
    await expect(
      house.owner(
        `INSERT INTO api_keys (workspace_id, id, name, hash, role, brand_id, campaign_id, campaign_type) VALUES ($1, $2, 'k', '\\x00', 'viewer', $3, $4, $5)`,
        [other.id, newId(), ...own(custom)],
      ),
    ).rejects.toThrow(/api_keys_workspace_id/)
  })

  test('refuse a change of what a campaign is, from its first moment on', async () => {
    // The campaign without a thread too: its place in the dispatcher holds it.
    for (const { campaignId } of [custom, elsewhere]) {
      await expect(house.owner(`UPDATE campaigns SET type = 'automatic' WHERE id = $1`, [campaignId])).rejects.toThrow(/fkey|one_automatic_campaign/)
      await expect(house.owner('UPDATE campaigns SET brand_id = $2 WHERE id = $1', [campaignId, newId()])).rejects.toThrow(/fkey/)
    }
    await expect(house.owner(`UPDATE campaigns SET type = 'custom' WHERE id = $1`, [automatic.campaignId])).rejects.toThrow(/fkey/)
  })

  test('refuse a second automatic campaign of a brand', async () => {
    const insert = `INSERT INTO campaigns (workspace_id, brand_id, id, type, name) VALUES ($1, $2, $3, 'automatic', 'second')`
    await expect(house.owner(insert, [automatic.workspaceId, automatic.brandId, newId()])).rejects.toThrow(/one_automatic_campaign_per_brand/)
  })

  test('allow the same post, community, author and pain point once in each scope (L6)', async () => {
    for (const [table, keyed] of [
      ['threads', 'external_id'],
      ['communities', 'name'],
      ['influencers', 'username'],
      ['pain_points', 'keyword'],
    ] as const) {
      const rows = await house.owner<{ key: string; scopes: number }>(
        `SELECT ${keyed} AS key, count(DISTINCT campaign_id)::int AS scopes FROM ${table} GROUP BY 1`,
      )
      expect(
        rows.map(({ scopes }) => scopes),
        table,
      ).toEqual([2])
    }
  })
})
