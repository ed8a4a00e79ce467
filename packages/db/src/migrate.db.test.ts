import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrandId, WorkspaceId } from '@echoscope/domain'
import { mintScope } from '@echoscope/domain/mint'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openDatabase } from './database.ts'
import { migrate, migrationNames } from './migrate.ts'
import { testHouse, type TestHouse } from './testing/index.ts'

/** Every migration here; it serves as the new installation to compare with. */
let house: TestHouse
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
afterAll(() => house?.[Symbol.asyncDispose]())

/** What a database is made of, in words that do not depend on the order in which it was made. */
const catalogue = `
  SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') || ' ' || is_generated AS line
  FROM information_schema.columns WHERE table_schema = 'public'
  UNION ALL SELECT 'key ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT 'index ' || tablename || ' ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT 'policy ' || tablename || ' ' || policyname || ' ' || coalesce(qual, '') || ' ' || coalesce(with_check, '') || ' ' || roles::text || ' ' || cmd FROM pg_policies
  UNION ALL SELECT 'table ' || oid::regclass || ' ' || relrowsecurity || ' ' || relforcerowsecurity FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
  ORDER BY 1`

const workspaceId = randomUUID() as WorkspaceId
const brandId = randomUUID() as BrandId
const [campaignId, communityId] = [randomUUID(), randomUUID()]
const rows = [
  `INSERT INTO workspaces (id, name) VALUES ('${workspaceId}', 'Old')`,
  `INSERT INTO brands (workspace_id, id, name) VALUES ('${workspaceId}', '${brandId}', 'Kept')`,
  `INSERT INTO campaigns (workspace_id, brand_id, id, type, name) VALUES ('${workspaceId}', '${brandId}', '${campaignId}', 'automatic', 'Kept')`,
  `INSERT INTO scout_dispatch (workspace_id, brand_id, campaign_id, campaign_type) VALUES ('${workspaceId}', '${brandId}', '${campaignId}', 'automatic')`,
  `INSERT INTO communities (brand_id, campaign_id, campaign_type, id, platform, name, url, first_collected_at)
   VALUES ('${brandId}', '${campaignId}', 'automatic', '${communityId}', 'reddit', 'r/kept', '', now())`,
  `INSERT INTO threads (brand_id, campaign_id, campaign_type, id, source, platform, external_id, url, title, body, community_id, published_at, day, collected_at,
     comments, language, model_sentiment, mentions_brand, matches, rule_version)
   VALUES ('${brandId}', '${campaignId}', 'automatic', '${randomUUID()}', 'archive', 'reddit', 't3_kept', '', 'kept', '', '${communityId}', '2026-01-05T08:00:00Z',
     '2026-01-05', now(), 3, 'en', 0.5, true, '[]', 1)`,
]

test.each([4, 8, 12, 16])('an installation of the first %i migrations, with its data, becomes what a new one is, and keeps its data', async (count) => {
  const name = `upgraded_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  const url = new URL(house.ownerUrl)
  url.pathname = `/${name}`
  await house.owner(`CREATE DATABASE ${name}`)
  try {
    const old = new pg.Client({ connectionString: url.href })
    await old.connect()
    await old.query('CREATE TABLE schema_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())')
    const names = await migrationNames()
    for (const file of names.slice(0, count)) {
      await old.query(await readFile(join(import.meta.dirname, 'migrations', file), 'utf8'))
      await old.query('INSERT INTO schema_migrations (name) VALUES ($1)', [file])
    }
    for (const row of rows) await old.query(row)
    const { appUrl, applied } = await migrate({ ownerUrl: url.href, home: house.home })
    expect(applied).toEqual(names.slice(count))
    const linesOf = (found: readonly { line: string }[]) => found.map(({ line }) => line)
    expect(linesOf((await old.query<{ line: string }>(catalogue)).rows)).toEqual(linesOf(await house.owner<{ line: string }>(catalogue)))
    await old.end()

    const db = openDatabase({ url: appUrl, poolSize: 2, vault: house.vault })
    const scope = mintScope(await db.scopes.register(workspaceId, { type: 'automatic', brandId }))
    expect((await db.threads.list(scope, {})).items).toMatchObject([{ title: 'kept', comments: 3, sentiment: 0.5, community: { name: 'r/kept' } }])
    await db.close()
  } finally {
    await house.owner(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await house.owner(`DROP ROLE IF EXISTS ${name}_app`)
  }
})
