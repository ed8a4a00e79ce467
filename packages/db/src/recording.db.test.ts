import { type KeyId, newId } from '@echoscope/domain'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import type { Line } from './recording.ts'
import { testHouse, type TestHouse } from './testing/index.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
afterAll(() => house?.[Symbol.asyncDispose]())
beforeEach(() => house.owner('DELETE FROM audit_log'))

const line: Line = () => ({ via: 'command', actorId: null, actor: 'a test', action: 'x.y', target: {}, address: null })
const lines = async () => (await house.owner('SELECT id FROM audit_log')).length

test('an act that changes nothing has no line, and says that it has none', async () => {
  const { db, recorded } = house.db.recording(line)
  await db.brands.list(house.workspaceId)
  await expect(db.access.revokeKey(house.workspaceId, newId() as KeyId)).rejects.toMatchObject({ reason: 'not_found' })
  expect([recorded(), await lines()]).toEqual([false, 0])
})

test('a part that failed takes its line with it, and the next part has it', async () => {
  const { db, recorded } = house.db.recording(line)
  const { brand } = await house.brand()
  await expect(db.brands.update(house.workspaceId, { brandId: brand.id, revision: 9, name: 'x' })).rejects.toMatchObject({ reason: 'edited_meanwhile' })
  expect(recorded()).toBe(false)
  await db.brands.archive(house.workspaceId, brand.id)
  expect([recorded(), await lines()]).toEqual([true, 1])
})

test('an act of many transactions at once has one line', async () => {
  const { db } = house.db.recording(line)
  await Promise.all(Array.from({ length: 6 }, (_, n) => db.brands.create(house.workspaceId, { name: `Brand ${n}` })))
  expect(await lines()).toBe(1)
})

test('a line that cannot be made takes back what it was to tell of', async () => {
  const { db, recorded } = house.db.recording(() => Promise.reject(new Error('nobody acts')))
  await expect(db.brands.create(house.workspaceId, { name: 'Unheard of' })).rejects.toThrow('nobody acts')
  expect([recorded(), await lines(), await house.owner(`SELECT id FROM brands WHERE name = 'Unheard of'`)]).toEqual([false, 0, []])
})

test('a line that went with a deadlock is written again with what is repeated', async () => {
  const { brand } = await house.brand()
  let told = 0
  const { db } = house.db.recording((made) => {
    told += 1
    return line(made)
  })
  const other = new pg.Client({ connectionString: house.ownerUrl })
  await other.connect()
  await other.query('BEGIN')
  // A line names its workspace, so the act waits here with its brand in its hands.
  await other.query('SELECT id FROM workspaces WHERE id = $1 FOR UPDATE', [house.workspaceId])
  const archiving = db.brands.archive(house.workspaceId, brand.id)
  await expect.poll(waiting).toBe(1)
  await other.query('UPDATE brands SET name = name WHERE id = $1', [brand.id])
  await other.query('COMMIT')
  await other.end()
  expect(await archiving).toMatchObject({ status: 'archived', revision: 1 })
  expect([told, await lines()]).toEqual([2, 1])
})

const waiting = async () => (await house.owner(`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).length
