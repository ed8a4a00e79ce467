import pg from 'pg'
import { Sequelize } from 'sequelize'
import { createSessions } from '../src/session.ts'
import { keepPosts, testHouse } from '../src/testing/index.ts'
import { benchServer } from './server.ts'

/** What entering a scope (transaction, settings, commit, policy) adds to a small query: pairs of the two in turn, so that noise meets both alike. */
const pairs = 2_000
await using server = await benchServer()
await using house = await testHouse(server.ownerUrl)
const { automatic } = await house.brand({ customs: 0 })
await keepPosts(house.db, automatic, { posts: Array.from({ length: 500 }, (_, n) => ({ externalId: `t${n}`, publishedAt: '2026-11-20T10:00:00Z' })) })
await house.owner('VACUUM ANALYZE')
const sequelize = new Sequelize(house.appUrl, { dialect: 'postgres', logging: false })
const pool = new pg.Pool({ connectionString: house.ownerUrl, max: 1 })
try {
  const sessions = createSessions(sequelize)
  const text = (within: string): string => `SELECT count(*)::int AS n, sum(threads) AS threads FROM community_days WHERE ${within}`
  const plain = text(`brand_id = '${automatic.brandId}' AND campaign_id = '${automatic.campaignId}' AND campaign_type = 'automatic'`)
  const scopedMs: number[] = []
  const plainMs: number[] = []
  for (let pair = -200; pair < pairs; pair += 1) {
    const start = performance.now()
    await pool.query(plain)
    const middle = performance.now()
    await sessions.readScope(automatic, (sql) => sql.first(text(sql.within())))
    const end = performance.now()
    if (pair < 0) continue
    plainMs.push(middle - start)
    scopedMs.push(end - middle)
  }
  const [bare, scoped] = [median(plainMs), median(scopedMs)]
  process.stdout.write(`a small query as the owner, without a scope   ${bare.toFixed(2)} ms at the median\n`)
  process.stdout.write(`the same in a scope                           ${scoped.toFixed(2)} ms: ${(scoped - bare).toFixed(2)} ms more (at most 0.3)\n`)
} finally {
  await sequelize.close()
  await pool.end()
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
