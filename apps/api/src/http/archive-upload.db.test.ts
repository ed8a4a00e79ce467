import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { requestOf, type Scope } from '@echoscope/domain'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type ApiHouse, apiHouse } from '../testing/api-house.ts'
import { person } from '../testing/person.ts'

let api: ApiHouse
beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'))
})
afterAll(() => api?.[Symbol.asyncDispose]())

const line = '{"id":"t3_slow","title":"deno crashes","selftext":"x","author":"ann","subreddit":"deno","created_utc":1763000000}\n'
const stored = (): Promise<string[]> => readdir(join(api.home, 'uploads')).catch(() => [])

/** An upload that is under way while `meanwhile` happens. */
async function upload(scope: Scope, headers: Record<string, string>, meanwhile: () => Promise<unknown>): Promise<Response> {
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(new TextEncoder().encode(line))
      for (let tries = 0; (await stored()).length === 0 && tries < 100; tries += 1) await sleep(20)
      await meanwhile()
      controller.close()
    },
  })
  const url = new URL(`/api/archive?scope=${encodeURIComponent(JSON.stringify(requestOf(scope)))}&name=posts.ndjson`, api.url)
  const sent: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' }
  return fetch(url, sent)
}

describe('an upload takes as long as it takes, and is queued only for one who may still ask for it', () => {
  test.each([
    ['a revoked key', 'invalid_key'],
    ['a removed member', 'sign_in_required'],
    ['a lowered member', 'role_too_low'],
    ['a narrowed member', 'scope_not_found'],
  ])('%s is refused at its end, and leaves neither a run nor a file', async (how, reason) => {
    const { db, workspaceId } = api.house
    const { automatic: scope } = await api.house.brand({ customs: 0 })
    const { memberId, cookie } = await person(api, 'editor')
    const key = await db.access.createKey(workspaceId, { name: 'k', role: 'editor', scope, expiresAt: null })
    const headers: Record<string, string> = how === 'a revoked key' ? { authorization: `Bearer ${key.text}` } : { cookie, 'sec-fetch-site': 'same-origin' }
    const response = await upload(scope, headers, async () => {
      if (how === 'a revoked key') await db.access.revokeKey(workspaceId, key.id)
      else if (how === 'a removed member') await db.members.remove(workspaceId, memberId)
      else await db.members.update(workspaceId, { memberId, ...(how === 'a lowered member' ? { role: 'viewer' } : { limits: [] }) })
    })
    expect(await response.json()).toMatchObject({ error: { data: { reason } } })
    expect((await db.runs.list(scope, { limit: 5 })).items).toEqual([])
    expect(await stored()).toEqual([])
  })

  test('anybody else’s is queued', async () => {
    const { automatic: scope } = await api.house.brand({ customs: 0 })
    const { cookie } = await person(api, 'editor')
    expect((await upload(scope, { cookie, 'sec-fetch-site': 'same-origin' }, async () => undefined)).status).toBe(202)
    expect((await api.house.db.runs.list(scope, { limit: 5 })).items).toHaveLength(1)
  })
})
