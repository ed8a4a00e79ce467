import { requestOf, type ScopeRequest, type SeparationReport } from '@echoscope/domain'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { scopedTables, workspaceTables } from '../rights.ts'
import { type Place, testHouse, type TestHouse, twoWorlds } from '../testing/index.ts'
import { countAsOwner } from './owners-count.ts'
import { measureSeparation } from './report.ts'

let house: TestHouse
let places: Place[]
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
  places = await twoWorlds(house)
})
afterAll(() => house?.[Symbol.asyncDispose]())

const measure = async (): Promise<SeparationReport> =>
  measureSeparation(house.db, {
    workspaceId: house.workspaceId,
    enter: (request: ScopeRequest) => house.scope(request),
    now: new Date('2026-11-23T08:00:00Z'),
    ownersCount: await countAsOwner(house.ownerUrl),
    proof: null,
  })
/** Breaks something as the owner, measures, and mends it. */
const broken = async (breaks: string, mends: string): Promise<readonly string[]> => {
  await house.owner(breaks)
  try {
    return (await measure()).faults
  } finally {
    await house.owner(mends)
  }
}

test('a whole installation holds, and each row count is what the owner counts by itself', async () => {
  const report = await measure()
  expect(report.faults).toEqual([])
  expect(report.holds).toBe(true)
  expect(report.scopes).toHaveLength(6)
  expect(report.tables.map(({ name }) => name)).toEqual([...scopedTables])
  for (const { name, scopes } of report.tables)
    for (const { campaignId, rows } of scopes) {
      const [counted] = await house.owner<{ n: number }>(`SELECT count(*)::int AS n FROM ${name} WHERE campaign_id = $1`, [campaignId])
      expect(rows, `${name} of ${campaignId}`).toBe(counted?.n)
    }
  expect(report.tables.find(({ name }) => name === 'threads')?.scopes.map(({ rows }) => rows)).toEqual(Array.from({ length: 6 }, () => 12))
  for (const { name, rows } of report.ownersCount ?? []) {
    const [counted] = await house.owner<{ n: number }>(`SELECT count(*)::int AS n FROM ${name}`)
    expect(rows, name).toBe(counted?.n)
  }
})

test('nothing of another workspace stands in it', async () => {
  const text = JSON.stringify(await measure())
  for (const { workspaceId, scope, brand } of places.filter((place) => place.workspaceId !== house.workspaceId))
    for (const id of [workspaceId, scope.campaignId, brand.id]) expect(text).not.toContain(id)
})

test('a scope the caller may not enter is left out, name and all', async () => {
  const [first, second] = places
  if (first === undefined || second === undefined) throw new Error('there are twelve')
  const report = await measureSeparation(house.db, {
    workspaceId: house.workspaceId,
    enter: (request) => house.scope(JSON.stringify(request) === JSON.stringify(requestOf(second.scope)) ? requestOf(places[6]?.scope ?? first.scope) : request),
    now: new Date(),
    ownersCount: null,
    proof: null,
  })
  expect(report.scopes).toHaveLength(5)
  expect(JSON.stringify(report)).not.toContain(second.scope.campaignId)
})

describe('each guard that is gone shows', () => {
  test.each([...scopedTables, ...workspaceTables])('row level security of %s', async (table) => {
    const off = await broken(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`, `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`)
    expect(off).toContain(`${table} has row level security switched off.`)
    expect(off).toContain(`${table} answers without a scope.`)
  })
  test('a table without policies lets a scope see the others, and the report counts them', async () => {
    const off = await broken('ALTER TABLE threads DISABLE ROW LEVEL SECURITY', 'ALTER TABLE threads ENABLE ROW LEVEL SECURITY')
    expect(off.filter((fault) => /^threads: campaign .* can see 132 rows of other scopes\.$/.test(fault))).toHaveLength(6)
  })
  test('FORCE', async () => {
    expect(await broken('ALTER TABLE threads NO FORCE ROW LEVEL SECURITY', 'ALTER TABLE threads FORCE ROW LEVEL SECURITY')).toEqual([
      'threads does not force its policies on its owner.',
    ])
  })
  test.each([
    ['a second policy', 'CREATE POLICY open ON threads USING (true)', 'DROP POLICY open ON threads'],
    [
      'a policy that lets more through',
      `ALTER POLICY own_scope ON threads USING (brand_id = current_setting('app.brand_id')::uuid AND campaign_id = current_setting('app.campaign_id')::uuid AND campaign_type = current_setting('app.campaign_type') OR score > 100)`,
      `ALTER POLICY own_scope ON threads USING (brand_id = current_setting('app.brand_id')::uuid AND campaign_id = current_setting('app.campaign_id')::uuid AND campaign_type = current_setting('app.campaign_type'))`,
    ],
    [
      'a policy that answers with nothing where no scope is set',
      `ALTER POLICY own_scope ON threads USING (brand_id = current_setting('app.brand_id', true)::uuid AND campaign_id = current_setting('app.campaign_id')::uuid AND campaign_type = current_setting('app.campaign_type'))`,
      `ALTER POLICY own_scope ON threads USING (brand_id = current_setting('app.brand_id')::uuid AND campaign_id = current_setting('app.campaign_id')::uuid AND campaign_type = current_setting('app.campaign_type'))`,
    ],
  ])('%s', async (_, breaks, mends) => {
    expect(await broken(breaks, mends)).toContain('threads has no policy that asks for brand_id, campaign_id, campaign_type alone, for every command.')
  })
  test('a column that may be empty', async () => {
    expect(await broken('ALTER TABLE threads ALTER campaign_type DROP NOT NULL', 'ALTER TABLE threads ALTER campaign_type SET NOT NULL')).toEqual([
      'threads allows a row without brand, campaign or type.',
    ])
  })
  test('the key to campaigns', async () => {
    const key = 'FOREIGN KEY (brand_id, campaign_id, campaign_type) REFERENCES campaigns (brand_id, id, type) ON DELETE CASCADE'
    const name = 'checkpoints_brand_id_campaign_id_campaign_type_fkey'
    expect(await broken(`ALTER TABLE checkpoints DROP CONSTRAINT ${name}`, `ALTER TABLE checkpoints ADD CONSTRAINT ${name} ${key}`)).toEqual([
      'checkpoints has no key that makes its scope a campaign.',
    ])
  })
  test('a key that forgot the scope, and a child that went astray through it', async () => {
    const [home, away] = places
    const name = 'threads_brand_id_campaign_id_influencer_id_fkey'
    await house.owner(`ALTER TABLE threads DROP CONSTRAINT ${name}`)
    await house.owner('ALTER TABLE influencers ADD CONSTRAINT alone UNIQUE (id)')
    await house.owner('ALTER TABLE threads ADD CONSTRAINT astray FOREIGN KEY (influencer_id) REFERENCES influencers (id)')
    const [foreign] = await house.owner<{ id: string }>('SELECT id FROM influencers WHERE campaign_id = $1 LIMIT 1', [away?.scope.campaignId])
    const [own] = await house.owner<{ id: string; influencer_id: string }>(
      'SELECT id, influencer_id FROM threads WHERE campaign_id = $1 AND influencer_id IS NOT NULL LIMIT 1',
      [home?.scope.campaignId],
    )
    await house.owner('UPDATE threads SET influencer_id = $1 WHERE id = $2', [foreign?.id, own?.id])
    const { faults } = await measure()
    await house.owner('UPDATE threads SET influencer_id = $1 WHERE id = $2', [own?.influencer_id, own?.id])
    await house.owner('ALTER TABLE threads DROP CONSTRAINT astray')
    await house.owner('ALTER TABLE influencers DROP CONSTRAINT alone')
    await house.owner(
      `ALTER TABLE threads ADD CONSTRAINT ${name} FOREIGN KEY (brand_id, campaign_id, influencer_id) REFERENCES influencers (brand_id, campaign_id, id)`,
    )
    expect(faults).toEqual([
      'threads names its influencers by a key that may leave the scope.',
      `threads: 1 rows of campaign ${home?.scope.campaignId} name a parent outside it.`,
      'threads: the owner sees 1 rows whose parent lies in another scope.',
    ])
    expect((await measure()).faults).toEqual([])
  })
  test('a table nobody has spoken for', async () => {
    expect(await broken('CREATE TABLE notes (id int)', 'DROP TABLE notes')).toEqual(['The table notes is in no list: nobody has said how it is kept apart.'])
  })
  test.each([
    ['TRUNCATE ON threads', 'threads TRUNCATE'],
    ['UPDATE (type) ON campaigns', 'campaigns UPDATE (type)'],
    ['UPDATE ON schema_migrations', 'schema_migrations UPDATE'],
  ])('a right too much: %s', async (right, told) => {
    const { role } = await measure()
    expect(await broken(`GRANT ${right} TO ${role.name}`, `REVOKE ${right} FROM ${role.name}`)).toEqual([
      `The role of the application has a right that is not its own: ${told}.`,
    ])
    expect(await broken(`GRANT ${right} TO PUBLIC`, `REVOKE ${right} FROM PUBLIC`)).toHaveLength(1)
  })
  test('a right too few', async () => {
    const { role } = await measure()
    expect(await broken(`REVOKE INSERT ON ai_calls FROM ${role.name}`, `GRANT INSERT ON ai_calls TO ${role.name}`)).toEqual([
      'The role of the application lacks a right: ai_calls INSERT.',
    ])
  })
  test.each([
    ['BYPASSRLS', 'The role of the application bypasses row level security.'],
    ['SUPERUSER', 'The application connects as a superuser, whom no policy binds.'],
    ['CREATEROLE', 'The role of the application may make roles.'],
    ['CREATEDB', 'The role of the application may make databases.'],
  ])('an application with %s', async (attribute, told) => {
    const { role } = await measure()
    expect(await broken(`ALTER ROLE ${role.name} ${attribute}`, `ALTER ROLE ${role.name} NO${attribute}`)).toContain(told)
  })
  test('an application that owns something, or may make tables', async () => {
    const { role } = await measure()
    expect(await broken(`CREATE SCHEMA mine AUTHORIZATION ${role.name}`, 'DROP SCHEMA mine')).toEqual(['The role of the application owns 1 things.'])
    expect(await broken(`GRANT CREATE ON SCHEMA public TO ${role.name}`, `REVOKE CREATE ON SCHEMA public FROM ${role.name}`)).toEqual([
      'The role of the application may make tables.',
    ])
  })
})

test('an owner that is no superuser counts past the policies as well, and leaves them forced', async () => {
  await house.owner(`DO $$ BEGIN CREATE ROLE plain_owner LOGIN PASSWORD 'plain'; EXCEPTION WHEN duplicate_object THEN NULL; END $$`)
  const owners = await house.owner<{ owner: string }>(`SELECT current_user AS owner`)
  const tables = [...scopedTables, 'campaigns']
  for (const table of tables) await house.owner(`ALTER TABLE ${table} OWNER TO plain_owner`)
  try {
    const url = new URL(house.ownerUrl)
    url.username = 'plain_owner'
    url.password = 'plain'
    const client = new pg.Client({ connectionString: url.href })
    await client.connect()
    await expect(client.query('SELECT count(*) FROM threads')).rejects.toThrow(/unrecognized configuration parameter/)
    await client.end()
    expect(await countAsOwner(url.href)).toEqual(await countAsOwner(house.ownerUrl))
    const unforced = await house.owner('SELECT relname FROM pg_class WHERE relrowsecurity AND NOT relforcerowsecurity')
    expect(unforced).toEqual([])
  } finally {
    for (const table of tables) await house.owner(`ALTER TABLE ${table} OWNER TO ${owners[0]?.owner}`)
    await house.owner('DROP ROLE IF EXISTS plain_owner').catch(() => undefined)
  }
})
