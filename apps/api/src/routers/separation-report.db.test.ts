import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isSignedBy, ownPublicKey } from '@echoscope/db'
import type { SignedSeparationReport } from '@echoscope/domain'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type ApiHouse, apiHouse } from '../testing/api-house.ts'
import { buildWorld, type World } from '../testing/world.ts'

let api: ApiHouse
let world: World
beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'))
  world = await buildWorld(api.house)
})
afterAll(() => api[Symbol.asyncDispose]())

const report = async (key?: string): Promise<SignedSeparationReport> =>
  (await api.call('separation.report', {}, key === undefined ? {} : { key })).data as SignedSeparationReport

test('the answer is signed with the key of the installation, byte for byte as it went over the wire', async () => {
  const answer = await report()
  expect(answer).toMatchObject({ holds: true, faults: [], ownersCount: null })
  const key = await ownPublicKey(api.home)
  if (key === null) throw new Error('the API makes a key')
  expect(answer.signature.publicKey).toBe(key)
  expect(isSignedBy(answer, key)).toBe(true)
  expect(isSignedBy({ ...answer, holds: false }, key)).toBe(false)
})

test('the newest proof run that the installation keeps is in the answer', async () => {
  const proof = { at: '2999-01-01T00:00:00.000Z', commit: '0123abc', guards: [], shapes: [], sequences: 2_000, seed: 7, leaks: 0 }
  await writeFile(join(api.home, 'proof.json'), JSON.stringify(proof))
  expect((await report()).proof).toEqual(proof)
})

test('each workspace is told of its own scopes and of no other, to the last id and name', async () => {
  const { own, foreign } = world
  const theirs = await report(await api.key('viewer', { workspaceId: foreign.workspaceId }))
  expect(theirs.scopes).toHaveLength(6)
  const text = JSON.stringify(theirs)
  for (const { brand, automatic, customs } of [own.first, own.second])
    for (const id of [own.workspaceId, brand.id, automatic.scope.campaignId, ...customs.map(({ scope }) => scope.campaignId)]) expect(text).not.toContain(id)
})

test('what it says of a policy that is gone reaches the page', async () => {
  await api.house.owner('ALTER TABLE communities DISABLE ROW LEVEL SECURITY')
  const answer = await report()
  await api.house.owner('ALTER TABLE communities ENABLE ROW LEVEL SECURITY')
  expect(answer.holds).toBe(false)
  expect(answer.faults).toContain('communities has row level security switched off.')
})
