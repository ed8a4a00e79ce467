import { Sequelize } from 'sequelize'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { keyOfTheCampaign } from './database-errors.ts'
import { createSessions, type Sessions } from './session.ts'
import { testHouse, type TestHouse } from './testing/index.ts'

let house: TestHouse
let sequelize: Sequelize
let sessions: Sessions
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
  // One connection: whatever a transaction leaves behind, the next one finds.
  sequelize = new Sequelize(house.appUrl, { dialect: 'postgres', logging: false, pool: { max: 1, min: 0, acquire: 5_000 } })
  sessions = createSessions(sequelize)
})
afterAll(async () => {
  await sequelize?.close()
  await house?.[Symbol.asyncDispose]()
})

describe('a transaction', () => {
  test('gives its connection back, whether its work succeeds or fails', async () => {
    for (let round = 0; round < 20; round += 1) {
      await expect(sessions.outside((sql) => sql.all('SELECT no_such_column'))).rejects.toThrow('no_such_column')
      await expect(sessions.outside(() => Promise.reject(new Error('the work gave up')))).rejects.toThrow('the work gave up')
    }
    expect(await sessions.outside((sql) => sql.first<{ n: number }>('SELECT 1 AS n'))).toEqual({ n: 1 })
  })

  test('whose failed statement was caught and passed over is an error, not a success that wrote nothing', async () => {
    const careless = sessions.outside(async (sql) => {
      await sql.run(`INSERT INTO worker_heartbeats VALUES ('careless', now(), now())`)
      await sql.all('SELECT no_such_column').catch(() => undefined)
    })
    await expect(careless).rejects.toThrow('nothing was written')
  })

  test('whose connection was cut fails, and the next one gets a new connection', async () => {
    const cut = sessions.outside(async (sql) => {
      const me = await sql.first<{ pid: number }>('SELECT pg_backend_pid() AS pid')
      await house.owner('SELECT pg_terminate_backend($1)', [me?.pid])
      return sql.all('SELECT 1')
    })
    await expect(cut).rejects.toThrow()
    expect(await sessions.outside((sql) => sql.first<{ n: number }>('SELECT 1 AS n'))).toEqual({ n: 1 })
  })

  test('that reads cannot write, and sees one state of the rows from its first statement to its last', async () => {
    const { automatic } = await house.brand({ customs: 0 })
    const write = sessions.readScope(automatic, (sql) => sql.run(`DELETE FROM threads WHERE ${sql.within()}`))
    await expect(write).rejects.toThrow('read-only transaction')
    const count = 'SELECT count(*)::int AS n FROM scope_revisions'
    const [first, last] = await sessions.readScope(automatic, async (sql) => {
      const before = await sql.first<{ n: number }>(count)
      await house.db.runs.request(automatic, { trigger: 'manual', mode: 'incremental', since: null })
      return [before, await sql.first<{ n: number }>(count)]
    })
    expect([first?.n, last?.n]).toEqual([0, 0])
    expect(await sessions.readScope(automatic, (sql) => sql.first<{ n: number }>(count))).toEqual({ n: 1 })
  })

  test('leaves no setting to the next one on its connection', async () => {
    const { automatic } = await house.brand({ customs: 0 })
    await sessions.inScope(automatic, (sql) => sql.all(`SELECT 1 FROM threads WHERE ${sql.within()}`))
    await expect(sessions.outside((sql) => sql.all('SELECT 1 FROM threads'))).rejects.toThrow()
    await expect(sessions.inWorkspace(house.workspaceId, (sql) => sql.all('SELECT 1 FROM threads'))).rejects.toThrow()
  })
})

test('a scope whose campaign was removed since it was entered is written as one that was never there', async () => {
  const { customs } = await house.brand({ customs: 1 })
  const [custom] = customs
  if (custom === undefined) throw new Error('a campaign was asked for')
  await house.db.campaigns.remove(custom.workspaceId, custom.campaignId)
  const { db } = house
  await expect(db.runs.request(custom, { trigger: 'manual', mode: 'incremental', since: null })).rejects.toMatchObject({ reason: 'scope_not_found' })
})

test('every key by which rows agree with their campaign has the name by which a removed campaign is told from a bug', async () => {
  const keys = await house.owner<{ name: string }>(
    `SELECT c.conname AS name FROM pg_constraint c WHERE c.contype = 'f' AND c.confrelid = 'campaigns'::regclass AND array_length(c.conkey, 1) >= 3`,
  )
  expect(keys.length).toBeGreaterThan(10)
  expect(keys.filter(({ name }) => !keyOfTheCampaign.test(name))).toEqual([])
})
