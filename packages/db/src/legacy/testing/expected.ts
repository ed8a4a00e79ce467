import type { OldHouse } from './old-database.ts'

/** What must stand in the new database, by SQL over the old one that shares nothing with the migration. */
export interface Expected {
  readonly read: Record<string, number>
  readonly threads: { written: number; quarantined: number }
  readonly communities: { fromOld: number; splitExtra: number; unused: number; created: number }
  readonly painPoints: { written: number; quarantined: number }
  readonly influencers: { fromOld: number; quarantined: number }
  readonly links: { written: number; quarantined: number }
  readonly campaigns: { quarantined: number; created: number }
}

const views = `
  WITH live AS (SELECT c.id FROM campaigns c JOIN brands b ON b.id = c.brand_id),
  t AS (SELECT th.*, coalesce(nullif(th.platform, ''), nullif(co.platform, ''), 'unknown') AS place, coalesce(nullif(th.thread_id, ''), th.id::text) AS key,
      co.id AS lies_in, th.campaign_id IN (SELECT id FROM live) AS alive FROM threads th LEFT JOIN communities co ON co.id = th.community_id),
  used AS (SELECT DISTINCT campaign_id, lies_in FROM t WHERE alive AND lies_in IS NOT NULL),
  named AS (SELECT DISTINCT u.campaign_id, coalesce(nullif(c.platform, ''), 'unknown') AS platform, coalesce(c.name, c.id::text) AS name
    FROM used u JOIN communities c ON c.id = u.lies_in),
  p AS (SELECT q.*, q.campaign_id IN (SELECT id FROM live) AND btrim(coalesce(q.keyword, '')) <> '' AS alive FROM pain_points q),
  i AS (SELECT f.*, f.campaign_id IN (SELECT id FROM live) AND btrim(coalesce(f.username, '')) <> '' AS alive FROM influencers f),
  l AS (SELECT t.campaign_id, t.place, t.key, p.keyword, coalesce(t.alive AND p.alive AND t.campaign_id = p.campaign_id, false) AS alive
    FROM thread_pain_points k LEFT JOIN t ON t.id = k.thread_id LEFT JOIN p ON p.id = k.pain_point_id)`

export async function expectedOf(old: OldHouse): Promise<Expected> {
  const one = async (select: string): Promise<number> => {
    const [row] = await old.query<{ n: number }>(`${views} SELECT (${select})::int AS n`)
    return row?.n ?? Number.NaN
  }
  const tables = ['brands', 'campaigns', 'communities', 'influencers', 'threads', 'pain_points', 'thread_pain_points', 'insights']
  const read: Record<string, number> = {}
  for (const table of tables) read[table] = await one(`SELECT count(*) FROM ${table}`)
  return {
    read,
    threads: {
      written: await one('SELECT count(*) FROM (SELECT DISTINCT campaign_id, place, key FROM t WHERE alive) d'),
      quarantined: await one('SELECT count(*) FROM t WHERE alive IS NOT TRUE'),
    },
    communities: {
      fromOld: await one('SELECT count(*) FROM named'),
      splitExtra: await one('SELECT (SELECT count(*) FROM used) - (SELECT count(DISTINCT lies_in) FROM used)'),
      unused: await one('SELECT count(*) FROM communities WHERE id NOT IN (SELECT lies_in FROM used)'),
      created: await one('SELECT count(*) FROM (SELECT DISTINCT campaign_id, place FROM t WHERE alive AND lies_in IS NULL) d'),
    },
    painPoints: {
      written: await one('SELECT count(*) FROM (SELECT DISTINCT campaign_id, keyword FROM p WHERE alive) d'),
      quarantined: await one('SELECT count(*) FROM p WHERE alive IS NOT TRUE'),
    },
    influencers: {
      fromOld: await one('SELECT count(*) FROM (SELECT DISTINCT campaign_id, platform, username FROM i WHERE alive) d'),
      quarantined: await one('SELECT count(*) FROM i WHERE alive IS NOT TRUE'),
    },
    links: {
      written: await one('SELECT count(*) FROM (SELECT DISTINCT campaign_id, place, key, keyword FROM l WHERE alive) d'),
      quarantined: await one('SELECT count(*) FROM l WHERE NOT alive'),
    },
    campaigns: {
      quarantined: await one('SELECT count(*) FROM campaigns WHERE id NOT IN (SELECT id FROM live)'),
      created: await one(
        `SELECT count(*) FROM brands b WHERE NOT EXISTS (SELECT FROM campaigns c WHERE c.brand_id = b.id AND c.metadata->'is_auto_campaign' = 'true')`,
      ),
    },
  }
}
