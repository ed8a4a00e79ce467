import { keepPosts, testHouse, type TestHouse } from '@echoscope/db/testing'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { echoscope } from '../testing/echoscope.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
afterAll(() => house[Symbol.asyncDispose]())
const run = (...args: string[]) =>
  echoscope(['erase-author', ...args], { env: { ECHOSCOPE_HOME: house.home, DATABASE_URL: house.ownerUrl, DATABASE_APP_URL: house.appUrl } })

test('shows what would go, and with --yes it is gone, with a receipt that does not name the author', async () => {
  const { automatic } = await house.brand({ customs: 0 })
  await keepPosts(house.db, automatic, { posts: [{ author: 'canary' }, { author: 'Canary' }, { author: 'ann' }] })
  const looked = await run('canary', '--platform', 'reddit')
  expect(looked).toMatchObject({ code: 0, err: expect.stringContaining('Nothing was erased. 2 threads would go') })
  expect(JSON.parse(looked.out)).toMatchObject({ status: 'previewed', preview: [{ threads: 2, influencers: 2 }] })
  const erased = await run('canary', '--platform', 'reddit', '--yes')
  expect(erased.code, erased.err).toBe(0)
  expect(JSON.parse(erased.out)).toMatchObject({ status: 'done', receipt: [{ threads: 2, influencers: 2 }], confirmedBy: 'command line' })
  expect(looked.out + erased.out).not.toMatch(/canary/i)
  expect(await house.owner('SELECT username FROM influencers')).toEqual([{ username: 'ann' }])
})

test.each([[[]], [['a', 'b', '--platform', 'reddit']], [['a']], [['', '--platform', 'reddit']], [['x'.repeat(201), '--platform', 'reddit']]])(
  'wrong usage %j exits with 2',
  async (args) => {
    expect((await echoscope(['erase-author', ...args])).code).toBe(2)
  },
)
