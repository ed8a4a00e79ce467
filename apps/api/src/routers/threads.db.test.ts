import { requestOf, type Thread, type ThreadPage } from '@echoscope/domain'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { type ApiHouse, apiHouse } from '../testing/api-house.ts'
import { type Furnished, furnish } from '../testing/world.ts'

let api: ApiHouse
let automatic: Furnished
let custom: Furnished
beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'))
})
beforeEach(async () => {
  const brand = await api.house.brand({ customs: 1 })
  const [scope] = brand.customs
  if (scope === undefined) throw new Error('a campaign was asked for')
  automatic = await furnish(api.house, brand.automatic)
  custom = await furnish(api.house, scope)
})
afterAll(() => api[Symbol.asyncDispose]())

const get = async ({ scope, threadId }: Furnished): Promise<Thread> => (await api.call('threads.get', { scope: requestOf(scope), threadId })).data as Thread
const update = ({ scope, threadId }: Furnished, edit: object) => api.call('threads.update', { scope: requestOf(scope), threadId, revision: 0, ...edit })

test('the same post in two scopes is two threads, each with its own triage', async () => {
  await update(automatic, { status: 'done', note: 'answered', assignee: 'Ada', sentiment: 0.9 })
  expect(await get(automatic)).toMatchObject({ externalId: 't3_same_0', status: 'done', note: 'answered', assignee: 'Ada', sentiment: 0.9, revision: 1 })
  expect(await get(custom)).toMatchObject({
    externalId: 't3_same_0',
    status: 'new',
    note: '',
    assignee: null,
    sentiment: -0.5,
    sentimentCorrection: null,
    revision: 0,
  })
})
test('two editors at once: the later gets conflict, and nothing is overwritten', async () => {
  const answers = await Promise.all(['first', 'second'].map((note) => update(custom, { note })))
  expect(answers.map(({ status, error }) => `${status} ${error?.data.reason ?? ''}`).toSorted()).toEqual(['200 ', '409 edited_meanwhile'])
  expect((await get(custom)).note).toBe((answers.find(({ status }) => status === 200)?.data as Thread | undefined)?.note)
})
test("a body that names another scope than the thread's is refused, and nothing is written (L2)", async () => {
  const { status, error } = await api.call('threads.update', { scope: requestOf(automatic.scope), threadId: custom.threadId, revision: 0, status: 'ignored' })
  expect([status, error?.data.reason]).toEqual([404, 'not_found'])
  expect(await get(custom)).toMatchObject({ status: 'new', revision: 0 })
})
test.each(['\u202Etxet', '👩‍🚀', '<img src=x onerror=alert(1)>', 'line\nline\ttab', 'x'.repeat(10_000)])('a note of %j is kept exactly', async (note) => {
  await update(custom, { note })
  expect((await get(custom)).note).toBe(note)
})
test.each(['a\0b', '\uD800', 'x'.repeat(10_001)])('a note of %j is refused', async (note) => {
  expect((await update(custom, { note })).error?.data.reason).toBe('invalid_input')
})
test('a correction of the sentiment can be taken back', async () => {
  await update(custom, { sentiment: 1 })
  await update(custom, { sentiment: null, revision: 1 })
  expect(await get(custom)).toMatchObject({ sentiment: -0.5, modelSentiment: -0.5, sentimentCorrection: null })
})
test('one batch over two scopes answers each from its own (L12)', async () => {
  const input = encodeURIComponent(JSON.stringify({ 0: { scope: requestOf(automatic.scope) }, 1: { scope: requestOf(custom.scope) } }))
  const response = await fetch(`${api.url}/api/trpc/threads.list,threads.list?batch=1&input=${input}`, {
    headers: { authorization: `Bearer ${await api.key('viewer')}` },
  })
  const answers = (await response.json()) as { result: { data: ThreadPage } }[]
  expect(answers.map(({ result }) => result.data.items.map(({ id }) => id))).toEqual([[automatic.threadId], [custom.threadId]])
})
test.each(['%', '_', '\\', "'", '100%', 'crash_s'])('a search for %j means these characters and no pattern', async (text) => {
  const { data } = await api.call('threads.list', { scope: requestOf(custom.scope), filter: { text } })
  expect((data as ThreadPage).total).toBe(0)
})
