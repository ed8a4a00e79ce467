import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { keepPosts, testHouse, type TestHouse } from '@echoscope/db/testing'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { echoscope } from '../testing/echoscope.ts'

let house: TestHouse
let keyId: string
let brandId: string
let archive: string
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
  const { automatic } = await house.brand({ customs: 0 })
  brandId = automatic.brandId
  archive = join(house.home, 'posts.ndjson')
  await writeFile(
    archive,
    `${JSON.stringify({ id: 'p1', subreddit: 'deno', title: 'deno', selftext: 'x', created_utc: 1_700_000_000, permalink: '/r/deno/comments/p1/x/' })}\n`,
  )
  await house.db.sourceCredentials.put(house.workspaceId, 'reddit', { clientSecret: 'canary' })
  await keepPosts(house.db, automatic, { posts: [{ author: 'ann' }, { author: 'bob' }] })
  keyId = (await house.db.access.createKey(house.workspaceId, { name: 'k', role: 'viewer', scope: null, expiresAt: null })).id
})
afterAll(() => house[Symbol.asyncDispose]())

const run = (args: readonly string[]) => echoscope(args, { env: { ECHOSCOPE_HOME: house.home, DATABASE_URL: house.ownerUrl, DATABASE_APP_URL: house.appUrl } })
/** What these commands change; the local owner is made by the first of them that needs one. */
const changed = () =>
  house.owner(
    `SELECT (SELECT count(*) FROM api_keys WHERE revoked_at IS NULL) AS keys, (SELECT count(*) FROM sign_in_links) AS links,
       (SELECT count(*) FROM erased_authors) AS erased, (SELECT count(*) FROM threads) AS threads, (SELECT count(*) FROM scout_runs) AS runs,
       (SELECT array_agg(sealed::text) FROM source_credentials) AS sealed`,
  )
const lines = () => house.owner<{ action: string }>(`SELECT via, actor, action, target FROM audit_log WHERE workspace_id = $1 ORDER BY id`, [house.workspaceId])

test.each([
  ['scouts.run', () => ['scout', '--brand', brandId, '--no-wait'], 'echoscope scout', { scope: expect.anything() }],
  ['archive.import', () => ['import', archive, '--brand', brandId], 'echoscope import', { scope: expect.anything() }],
  ['secrets.rotate', () => ['secrets', 'rotate'], 'echoscope secrets', {}],
  ['keys.create', () => ['keys', 'create', '--name', 'one more'], 'echoscope keys', { role: 'viewer', id: expect.any(String) }],
  ['keys.revoke', () => ['keys', 'revoke', keyId], 'echoscope keys', { id: expect.any(String) }],
  ['members.link', () => ['sign-in'], 'echoscope sign-in', { purpose: 'sign-in' }],
  [
    'erasure.confirm',
    () => ['erase-author', 'ann', '--platform', 'reddit', '--yes'],
    'echoscope erase-author',
    { id: expect.any(String), erasureId: expect.any(String) },
  ],
])('%s by a command is written down with what it does, or is not done', async (action, args, actor, target) => {
  const before = await changed()
  await house.owner(`ALTER TABLE audit_log ADD CONSTRAINT full_log CHECK (action <> '${action}') NOT VALID`)
  const { code } = await run(args())
  await house.owner('ALTER TABLE audit_log DROP CONSTRAINT full_log')
  expect([code, await changed()]).toEqual([1, before])
  expect((await run(args())).code).toBe(0)
  expect(await changed()).not.toEqual(before)
  expect((await lines()).filter((line) => line.action === action)).toEqual([{ via: 'command', actor, action, target }])
})
