import { randomBytes } from 'node:crypto'
import { openDatabase, openVault } from '@echoscope/db'
import { testHouse, type TestHouse } from '@echoscope/db/testing'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { echoscope } from '../testing/echoscope.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
afterAll(() => house[Symbol.asyncDispose]())
const rotate = (env: Record<string, string> = {}) =>
  echoscope(['secrets', 'rotate'], { env: { ECHOSCOPE_HOME: house.home, DATABASE_URL: house.ownerUrl, DATABASE_APP_URL: house.appUrl, ...env } })

test('rotate seals what every workspace keeps anew beside a running process, which goes on reading it', async () => {
  const other = await house.db.workspaces.create('Without a brand')
  await house.db.sourceCredentials.put(other.id, 'reddit', { clientSecret: 'canary' })
  const before = await house.vault.currentPrefix()
  expect(await rotate()).toMatchObject({ code: 0, out: '', err: '1 secrets of 2 workspaces are sealed with the new key.\n' })
  expect(await house.vault.currentPrefix()).not.toBe(before)
  expect(await house.db.sourceCredentials.open(other.id, 'reddit')).toEqual({ clientSecret: 'canary' })
})

test('keys of the environment are turned by the operator: two are needed, then everything is under the first', async () => {
  const [old, fresh] = [randomBytes(32).toString('hex'), randomBytes(32).toString('base64')]
  await house.owner('DELETE FROM source_credentials')
  const dbWith = (given: string) => openDatabase({ url: house.appUrl, poolSize: 1, vault: openVault({ home: house.home, given }) })
  const [before, after] = [dbWith(old), dbWith(fresh)]
  await before.sourceCredentials.put(house.workspaceId, 'reddit', { clientSecret: 'canary' })
  expect(await rotate({ ECHOSCOPE_SECRET_KEY: old })).toMatchObject({ code: 1, err: expect.stringContaining('holds one key') })
  await expect(after.sourceCredentials.open(house.workspaceId, 'reddit')).rejects.toMatchObject({ reason: 'secret_key_missing' })
  expect(await rotate({ ECHOSCOPE_SECRET_KEY: `${fresh},${old}` })).toMatchObject({ code: 0, err: expect.stringContaining('Take the others out') })
  expect(await after.sourceCredentials.open(house.workspaceId, 'reddit')).toEqual({ clientSecret: 'canary' })
  await before.close()
  await after.close()
})

test('a key that is none is told, and never shown', async () => {
  const told = await rotate({ ECHOSCOPE_SECRET_KEY: 'hunter2' })
  expect(told).toMatchObject({ code: 1, err: expect.stringContaining('ECHOSCOPE_SECRET_KEY') })
  expect(told.err).not.toContain('hunter2')
})
