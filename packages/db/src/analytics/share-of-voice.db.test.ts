import { type Entity, type Scope, shareOfVoice } from '@echoscope/domain'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { keepPosts, rangeOf, testHouse, type TestHouse } from '../testing/index.ts'

let house: TestHouse
let scope: Scope
let other: Scope
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
  const { automatic, customs } = await house.brand({ customs: 1 })
  const [custom] = customs
  if (custom === undefined) throw new Error('a campaign was asked for')
  scope = automatic
  other = custom
})
afterAll(() => house?.[Symbol.asyncDispose]())

const range = rangeOf('2026-11-01', '2026-12-01')
const deno: Entity = { kind: 'brand', name: 'Deno' }
const node: Entity = { kind: 'competitor', name: 'Node.js' }
const bun: Entity = { kind: 'competitor', name: 'Bun' }
const named: Entity[][] = [[deno], [deno, node], [node], [bun, node, { kind: 'version', name: 'Deno 2.1' }], [], [{ kind: 'product', name: 'Deploy' }]]
const posts = named.map((entities, n) => ({ externalId: `t3_${n}`, entities, publishedAt: '2026-11-10T12:00:00Z' }))

test('share of voice is that of the definition over the scope’s own threads of the range, and each number opens as many threads', async () => {
  await keepPosts(house.db, scope, { posts: [...posts, { externalId: 'old', entities: [bun], publishedAt: '2026-09-10T12:00:00Z' }] })
  await keepPosts(house.db, other, { posts: [{ externalId: 't3_0', entities: [bun], publishedAt: '2026-11-10T12:00:00Z' }] })
  const { n, voices } = await house.db.analytics.shareOfVoice(scope, range)
  const byDefinition = shareOfVoice(
    ['Deno', 'Node.js', 'Bun'],
    named.map((each) => new Set(each.map(({ name }) => name))),
  )
  expect(n).toBe(4)
  expect(voices.map(({ name, threads, share }) => ({ name, threads, share })).toSorted((a, b) => a.name.localeCompare(b.name))).toEqual(
    byDefinition.toSorted((a, b) => a.name.localeCompare(b.name)),
  )
  for (const { name, threads } of voices) expect((await house.db.threads.list(scope, { range, filter: { names: name } })).total, name).toBe(threads)
})

test('a scope that names none has no share, and not a share of nothing', async () => {
  const empty = (await house.brand({ customs: 0 })).automatic
  await keepPosts(house.db, empty, { posts: [{ externalId: 'a', publishedAt: '2026-11-10T12:00:00Z' }] })
  expect(await house.db.analytics.shareOfVoice(empty, range)).toEqual({ n: 0, voices: [] })
})

test('what a post names anew is written when it is read again', async () => {
  const fresh = (await house.brand({ customs: 0 })).automatic
  await keepPosts(house.db, fresh, { posts: [{ externalId: 'a', entities: [deno], publishedAt: '2026-11-10T12:00:00Z' }] })
  await keepPosts(house.db, fresh, { posts: [{ externalId: 'a', entities: [deno, node], publishedAt: '2026-11-10T12:00:00Z' }] })
  expect((await house.db.threads.list(fresh, {})).items[0]?.entities).toEqual([deno, node])
})
