import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { testHouse, type TestHouse } from './testing/index.ts'
import { refuseUnguarded } from './unguarded.ts'

let house: TestHouse
let role: string
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
  role = new URL(house.appUrl).username
})
afterAll(() => house?.[Symbol.asyncDispose]())

const reasons = async (url = house.appUrl): Promise<string[]> => {
  const db = openDatabase({ url, poolSize: 1 })
  try {
    return (await db.health.check()).unguarded
  } finally {
    await db.close()
  }
}
const migrateAgain = () => migrate({ ownerUrl: house.ownerUrl, appUrl: house.appUrl, home: house.home })

test('a plain role over guarded tables has nothing against it, and its migration passes', async () => {
  expect(await reasons()).toEqual([])
  await expect(migrateAgain()).resolves.toBeDefined()
  expect(() => refuseUnguarded([])).not.toThrow()
})

test('the owner in the place of the application is told apart, and refused in words', async () => {
  const found = await reasons(house.ownerUrl)
  expect(found.join()).toContain('is a superuser')
  expect(() => refuseUnguarded(found)).toThrow('DATABASE_APP_URL')
})

describe('a role that could step round the policies is seen by every process, and refused by the next migration', () => {
  test.each([
    ['by what it may become', `GRANT pg_read_all_data TO ROLE`, `REVOKE pg_read_all_data FROM ROLE`, 'may become 1 other role'],
    ['by making roles', 'ALTER ROLE ROLE CREATEROLE', 'ALTER ROLE ROLE NOCREATEROLE', 'may make roles'],
    ['by replicating', 'ALTER ROLE ROLE REPLICATION', 'ALTER ROLE ROLE NOREPLICATION', 'may replicate'],
    ['by BYPASSRLS', 'ALTER ROLE ROLE BYPASSRLS', 'ALTER ROLE ROLE NOBYPASSRLS', 'bypasses row security'],
    ['by what it owns', 'CREATE SCHEMA taken AUTHORIZATION ROLE', 'DROP SCHEMA taken', 'owns 1 object'],
  ])('%s', async (_, give, take, words) => {
    const own = (text: string): string => text.replace(/\bROLE\b(?!.*\bROLE\b)|(?<=ALTER ROLE )ROLE/, `"${role}"`)
    await house.owner(own(give))
    try {
      expect((await reasons()).join()).toContain(words)
      await expect(migrateAgain()).rejects.toThrow('nothing would be kept apart')
    } finally {
      await house.owner(own(take))
    }
    expect(await reasons()).toEqual([])
  })
})

test.each(['DISABLE', 'NO FORCE'])('a table whose row security is off (%s) is named', async (how) => {
  await house.owner(`ALTER TABLE threads ${how} ROW LEVEL SECURITY`)
  expect(await reasons()).toEqual(['row security is off for threads'])
  await house.owner('ALTER TABLE threads ENABLE ROW LEVEL SECURITY')
  await house.owner('ALTER TABLE threads FORCE ROW LEVEL SECURITY')
})
