import { newId, type WorkspaceId } from '@echoscope/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { Database } from '../database.ts'
import { testHouse, type TestHouse } from '../testing/index.ts'
import { rotateSecrets, workspacesAsOwner } from './rotate.ts'
import { sealedTables } from './sealed-rows.ts'

/** Numbers from 0 to 1, the same ones for the same seed (xorshift). */
function randomFrom(seed: number): () => number {
  let state = seed || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

let house: TestHouse
let db: Database
let own: WorkspaceId
let other: WorkspaceId
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
  db = house.db
  own = house.workspaceId
  other = (await db.workspaces.create('Other')).id
})
afterAll(() => house?.[Symbol.asyncDispose]())
beforeEach(async () => {
  await house.owner('DELETE FROM source_credentials')
  await house.owner('DELETE FROM workspace_secrets')
})

const stored = async (): Promise<string> =>
  JSON.stringify([await house.owner('SELECT * FROM source_credentials'), await house.owner('SELECT * FROM workspace_secrets')])

test('every column that could hold an envelope is one that a rotation walks', async () => {
  const rows = await house.owner<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name LIKE '%seal%'`,
  )
  expect(rows.map(({ name }) => name).sort()).toEqual([...sealedTables].sort())
})

test('credentials come back to who talks to the source, and stand nowhere in the clear', async () => {
  await db.sourceCredentials.put(own, 'reddit', { clientId: 'plain-id-1', clientSecret: 'plain-secret-1' })
  expect(await db.sourceCredentials.open(own, 'reddit')).toEqual({ clientId: 'plain-id-1', clientSecret: 'plain-secret-1' })
  expect(await stored()).not.toMatch(/plain|clientSecret/)
  expect(JSON.stringify(await db.sourceCredentials.list(own))).not.toMatch(/plain|v1\./)
  await db.sourceCredentials.put(own, 'reddit', { clientId: 'plain-id-2' })
  expect(await db.sourceCredentials.open(own, 'reddit')).toEqual({ clientId: 'plain-id-2' })
  await db.sourceCredentials.put(own, 'reddit', null)
  expect([await db.sourceCredentials.open(own, 'reddit'), await db.sourceCredentials.list(own)]).toEqual([null, []])
})

test('each workspace has its own, and nothing of another one is listed, opened or taken away', async () => {
  await db.sourceCredentials.put(own, 'reddit', { clientId: 'own' })
  await db.workspaceSecrets.put(own, { purpose: 'webhook', name: 'w', text: 'own' })
  expect([
    await db.sourceCredentials.open(other, 'reddit'),
    await db.sourceCredentials.list(other),
    await db.workspaceSecrets.open(other, 'webhook', 'w'),
  ]).toEqual([null, [], null])
  await db.sourceCredentials.put(other, 'reddit', null)
  await db.workspaceSecrets.remove(other, 'webhook', 'w')
  expect([await db.sourceCredentials.open(own, 'reddit'), await db.workspaceSecrets.open(own, 'webhook', 'w')]).toEqual([{ clientId: 'own' }, 'own'])
  expect(await db.secrets.countOld(other)).toBe(0)
})

test('an envelope moved to another workspace or row, by whoever can write to the database, does not open', async () => {
  await db.sourceCredentials.put(own, 'reddit', { clientId: 'own' })
  await db.sourceCredentials.put(own, 'youtube', { key: 'mine' })
  await db.sourceCredentials.put(other, 'reddit', { clientId: 'theirs' })
  await db.workspaceSecrets.put(own, { purpose: 'webhook', name: 'w', text: 'own' })
  await house.owner(
    `UPDATE source_credentials SET sealed = (SELECT sealed FROM source_credentials WHERE workspace_id = $1 AND kind = 'reddit') WHERE workspace_id = $2`,
    [own, other],
  )
  await house.owner(
    `UPDATE source_credentials SET sealed = (SELECT sealed FROM source_credentials WHERE workspace_id = $1 AND kind = 'reddit') WHERE kind = 'youtube'`,
    [own],
  )
  await house.owner(`UPDATE workspace_secrets SET sealed = (SELECT sealed FROM source_credentials WHERE workspace_id = $1 AND kind = 'reddit')`, [own])
  await expect(db.sourceCredentials.open(other, 'reddit')).rejects.toThrow(/unable to authenticate/)
  await expect(db.sourceCredentials.open(own, 'youtube')).rejects.toThrow(/unable to authenticate/)
  await expect(db.workspaceSecrets.open(own, 'webhook', 'w')).rejects.toThrow(/unable to authenticate/)
  expect(await db.sourceCredentials.open(own, 'reddit')).toEqual({ clientId: 'own' })
})

describe('a rotation', () => {
  const fill = async () => {
    for (let n = 0; n < 130; n += 1) await db.sourceCredentials.put(own, `kind ${n}`, { secret: `own ${n}` })
    await db.sourceCredentials.put(other, 'reddit', { secret: 'theirs' })
    await db.workspaceSecrets.put(other, { purpose: 'webhook', name: 'w', text: 'hook' })
  }
  const readable = async () => {
    for (let n = 0; n < 130; n += 1) expect(await db.sourceCredentials.open(own, `kind ${n}`)).toEqual({ secret: `own ${n}` })
    expect(await db.sourceCredentials.open(other, 'reddit')).toEqual({ secret: 'theirs' })
    expect(await db.workspaceSecrets.open(other, 'webhook', 'w')).toBe('hook')
  }

  test('seals everything of every workspace anew, and loses nothing', async () => {
    await fill()
    const before = await house.vault.currentPrefix()
    expect(await rotateSecrets({ db, vault: house.vault, workspaces: await workspacesAsOwner(house.ownerUrl) })).toEqual({
      workspaces: 2,
      resealed: 132,
      toDo: null,
    })
    expect(await house.vault.currentPrefix()).not.toBe(before)
    expect(await stored()).not.toContain(before)
    await readable()
  })

  test('cut short after any part of it is readable throughout, and is finished by the next', async () => {
    await fill()
    const before = await house.vault.currentPrefix()
    await house.vault.ring.beginRotation()
    await db.secrets.reseal(other)
    await readable()
    await db.sourceCredentials.put(own, 'kind 0', { secret: 'own 0' })
    expect(await db.secrets.countOld(own)).toBe(129)
    expect(await rotateSecrets({ db, vault: house.vault, workspaces: [own, other] })).toMatchObject({ resealed: 129 })
    expect(await stored()).not.toContain(before)
    await readable()
  })

  test('does not forget the old key while something is left under it', async () => {
    await fill()
    const secrets: Database['secrets'] = { ...db.secrets, reseal: async () => 0 }
    await expect(rotateSecrets({ db: { secrets }, vault: house.vault, workspaces: [own] })).rejects.toThrow(/is kept/)
    await readable()
    await rotateSecrets({ db, vault: house.vault, workspaces: [own, other] })
    await readable()
  })

  test('waits for whoever sealed with the key of before', async () => {
    const events: string[] = []
    const begun = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const seal = house.vault.seal
    const slow = { ...house.vault, seal: async (...given: Parameters<typeof seal>) => (begun.resolve(), await goOn.promise, seal(...given)) }
    const { openDatabase } = await import('../database.ts')
    const writer = openDatabase({ url: house.appUrl, poolSize: 1, vault: slow })
    const writing = writer.sourceCredentials.put(own, 'slow', { secret: 'late' }).then(() => events.push('written'))
    await begun.promise
    const rotating = rotateSecrets({ db, vault: house.vault, workspaces: [own, other] }).then(() => events.push('rotated'))
    await new Promise((done) => setTimeout(done, 300))
    expect(events).toEqual([])
    goOn.resolve()
    await Promise.all([writing, rotating])
    expect(events).toEqual(['written', 'rotated'])
    expect(await db.sourceCredentials.open(own, 'slow')).toEqual({ secret: 'late' })
    await writer.close()
  })

  test('is made by one process at a time: another is told so and changes nothing, and no key is lost', async () => {
    await fill()
    const rings = await Promise.allSettled([
      rotateSecrets({ db, vault: house.vault, workspaces: [own, other] }),
      rotateSecrets({ db, vault: house.vault, workspaces: [own, other] }),
    ])
    expect(rings.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    for (const ring of rings) if (ring.status === 'rejected') expect(ring.reason).toMatchObject({ reason: 'wrong_state' })
    await readable()
    await rotateSecrets({ db, vault: house.vault, workspaces: [own, other] })
    await readable()
  })

  test('goes through many sets of secrets and random rotations without ever losing one', async () => {
    const seed = Math.floor(Math.random() * 2 ** 31)
    process.stdout.write(`rotations: seed ${seed}\n`)
    const random = randomFrom(seed)
    const model = new Map<string, string>()
    for (let step = 0; step < 60; step += 1) {
      const workspace = random() < 0.5 ? own : other
      const kind = `k${Math.floor(random() * 5)}`
      const roll = random()
      if (roll < 0.5) {
        const secret = newId()
        await db.sourceCredentials.put(workspace, kind, { secret })
        model.set(`${workspace} ${kind}`, secret)
      } else if (roll < 0.6) {
        await db.sourceCredentials.put(workspace, kind, null)
        model.delete(`${workspace} ${kind}`)
      } else if (roll < 0.7) await house.vault.ring.beginRotation()
      else if (roll < 0.8) await db.secrets.reseal(workspace)
      else if (roll < 0.9) await rotateSecrets({ db, vault: house.vault, workspaces: [own, other] })
      expect((await db.sourceCredentials.open(workspace, kind))?.['secret'] ?? null).toBe(model.get(`${workspace} ${kind}`) ?? null)
    }
    for (const [key, secret] of model) {
      const [workspace, kind = ''] = key.split(' ')
      expect((await db.sourceCredentials.open(workspace as WorkspaceId, kind))?.['secret']).toBe(secret)
    }
  })
})
