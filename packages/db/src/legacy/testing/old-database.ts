import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type OldRows, oldRows, type OldSize } from './old-rows.ts'

/** A database of the old shape on the tests' server, dropped at its end. */
export interface OldHouse extends AsyncDisposable {
  readonly url: string
  /** As its owner: for independent counts, and for planting more faults. */
  query<Row extends object>(text: string, params?: readonly unknown[]): Promise<Row[]>
}

/** As the old system made it, with nothing that holds rows together: its keys were promises of the code. */
const tables = `
  CREATE TABLE brands (id uuid PRIMARY KEY, name text, website text, description text, industry text, keywords jsonb, competitors text[], status text,
    created_at timestamp, updated_at timestamp);
  CREATE TABLE campaigns (id uuid PRIMARY KEY, brand_id uuid, name text, description text, metadata jsonb, keywords text[], platforms text[],
    schedule_interval text, status text, error_message text, last_run_at timestamptz, insights jsonb, ai_insights jsonb, created_at timestamp, updated_at timestamp);
  CREATE TABLE communities (id uuid PRIMARY KEY, platform text, name text, url text, member_count text, echo_score double precision, created_at timestamp,
    updated_at timestamp, brand_id uuid, campaign_id uuid);
  CREATE TABLE pain_points (id uuid PRIMARY KEY, campaign_id uuid, community_id uuid, keyword text, month text, mention_count text, growth_percentage text,
    sentiment_score double precision, heat_level integer, ai_insights jsonb, updated_at timestamp);
  CREATE TABLE threads (id uuid PRIMARY KEY, campaign_id uuid, community_id uuid, platform text, thread_id text, title text, content text, url text, author text,
    upvotes text, comment_count text, sentiment_score double precision, created_at timestamp, analyzed_at timestamptz);
  CREATE TABLE influencers (id uuid PRIMARY KEY, campaign_id uuid, brand_id uuid, platform text, username text, profile_url text, influence_score double precision,
    updated_at timestamp);
  CREATE TABLE thread_pain_points (thread_id uuid, pain_point_id uuid);
  CREATE TABLE insights (id uuid PRIMARY KEY, campaign_id uuid, body text);`

/** Makes an empty old database. */
export async function emptyOldDatabase(serverUrl: string): Promise<OldHouse> {
  const name = `old_${randomUUID().replaceAll('-', '').slice(0, 20)}`
  const admin = new pg.Client({ connectionString: serverUrl })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const pool = new pg.Pool({ connectionString: url.href, max: 1 })
  await pool.query(tables)
  return {
    url: url.href,
    query: async <Row extends object>(text: string, params: readonly unknown[] = []) => (await pool.query<Row>(text, [...params])).rows,
    async [Symbol.asyncDispose]() {
      await pool.end()
      // A connection that was just closed may be there for a moment still; cutting it off would reach its client as an error nobody waits for.
      for (let attempt = 0; attempt < 100; attempt += 1) {
        const dropped = await admin.query(`DROP DATABASE ${name}`).then(
          () => true,
          () => false,
        )
        if (dropped) break
        await sleep(50)
      }
      await admin.end()
    },
  }
}

/** Makes an old database full of rows: the same for the same seed. `disorder` 0 is tidy, 1 horrible. */
export async function oldDatabase(serverUrl: string, size: OldSize): Promise<OldHouse> {
  const house = await emptyOldDatabase(serverUrl)
  await fill(house, oldRows(size))
  return house
}

async function fill(house: OldHouse, rows: OldRows): Promise<void> {
  for (const [table, list] of Object.entries(rows))
    for (let at = 0; at < list.length; at += 500)
      await house.query(`INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1::json)`, [JSON.stringify(list.slice(at, at + 500))])
}

export interface Bulk {
  readonly brands: number
  readonly customs: number
  readonly communities: number
  readonly authors: number
  readonly painPoints: number
  readonly threads: number
}

/** A large, mostly tidy old database made by the server itself: one thread in fifty is a second copy, one in a hundred has no campaign. */
export async function bulkOldDatabase(serverUrl: string, { brands, customs, communities, authors, painPoints, threads }: Bulk): Promise<OldHouse> {
  const house = await emptyOldDatabase(serverUrl)
  const id = (kind: string, number: string): string => `('0000000${kind}-0000-4000-8000-' || lpad(to_hex((${number})::bigint), 12, '0'))::uuid`
  const campaigns = brands * (customs + 1)
  await house.query(
    `INSERT INTO brands (id, name, keywords, status, created_at) SELECT ${id('1', 'i')}, 'Brand ' || i, to_jsonb(ARRAY['brand' || i]), 'active', '2025-01-01' FROM generate_series(1, ${brands}) i`,
  )
  await house.query(
    `INSERT INTO campaigns (id, brand_id, name, metadata, status) SELECT ${id('2', 'i')}, ${id('1', `i / ${customs + 1} + 1`)}, 'Campaign ' || i,
       jsonb_build_object('is_auto_campaign', i % ${customs + 1} = 0), 'active' FROM generate_series(0, ${campaigns - 1}) i`,
  )
  await house.query(
    `INSERT INTO communities (id, platform, name, url, member_count) SELECT ${id('3', 'i')}, 'reddit', 'r/place' || i, 'https://example.com/r/' || i, i::text FROM generate_series(0, ${communities - 1}) i`,
  )
  await house.query(
    `INSERT INTO influencers (id, campaign_id, platform, username) SELECT ${id('4', `c * ${authors} + i`)}, ${id('2', 'c')}, 'reddit', 'author' || i
     FROM generate_series(0, ${campaigns - 1}) c, generate_series(0, ${Math.floor(authors / 2) - 1}) i`,
  )
  await house.query(
    `INSERT INTO pain_points (id, campaign_id, community_id, keyword, month, mention_count) SELECT ${id('5', `c * ${painPoints} + i`)}, ${id('2', 'c')}, ${id('3', `i % ${communities}`)},
       'complaint ' || i / 2, '2025-0' || 1 + i % 9, i::text FROM generate_series(0, ${campaigns - 1}) c, generate_series(0, ${painPoints - 1}) i`,
  )
  await house.query(
    `INSERT INTO threads SELECT ${id('6', 'i')}, CASE WHEN i % 100 <> 7 THEN ${id('2', `i % ${campaigns}`)} END, ${id('3', `(i / 7) % ${communities}`)}, 'reddit',
       't3_' || to_hex(CASE WHEN i % 50 = 3 THEN i - ${campaigns} ELSE i END), 'A title about the thing ' || i, repeat('words of a body ', 25), 'https://example.com/' || i,
       'author' || (i::bigint * 7919) % ${authors}, (i % 300)::text, (i % 40)::text, sin(i), '2025-01-01'::timestamp + (i % 200) * interval '1 day' + (i % 86400) * interval '1 second', '2025-09-01'
     FROM generate_series(1, ${threads}) i`,
  )
  await house.query(
    `INSERT INTO thread_pain_points SELECT ${id('6', 'i')}, ${id('5', `(i % ${campaigns}) * ${painPoints} + (i / 5) % ${painPoints}`)} FROM generate_series(1, ${threads}) i WHERE i % 3 = 0`,
  )
  await house.query('ANALYZE')
  return house
}
