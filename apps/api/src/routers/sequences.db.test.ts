import { keepPosts } from '@echoscope/db/testing'
import { requestOf, type Role, type Scope, type ThreadId } from '@echoscope/domain'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type ApiHouse, apiHouse } from '../testing/api-house.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Random sequences to run; absent: a few, as in every test run. `pnpm prove` asks for many. */
    sequences?: number
  }
}
const sequences = inject('sequences') ?? 120
const seed = Math.floor(Math.random() * 2 ** 31)

/** What the model knows of a stored thread. The ids are learnt from the API once, then never forgotten. */
interface Stored {
  id: ThreadId | null
  status: string
  revision: number
}
interface Place {
  readonly scope: Scope
  readonly workspace: number
  readonly threads: Map<string, Stored>
}
interface Caller {
  readonly key: string
  readonly role: Role
  readonly workspace: number
  /** The one place a bound key may enter; null: all of its workspace. */
  readonly only: number | null
}

let api: ApiHouse
let places: Place[]
let callers: Caller[]
beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'))
  const { house } = api
  places = []
  callers = []
  const workspaces = [house.workspaceId, (await house.db.workspaces.create('Rival')).id]
  for (const [workspace, workspaceId] of workspaces.entries())
    for (let brand = 0; brand < 2; brand += 1) {
      // The same names and words everywhere, so that nothing but the scope tells them apart.
      const { automatic, customs } = await house.brand({ workspaceId, name: 'Deno', keywords: ['deno'], customs: 2 })
      for (const scope of [automatic, ...customs]) places.push({ scope, workspace, threads: new Map() })
    }
  for (const [workspace, workspaceId] of workspaces.entries()) {
    for (const role of ['owner', 'editor', 'viewer'] as const) callers.push({ key: await api.key(role, { workspaceId }), role, workspace, only: null })
    for (const [only, { scope, workspace: home }] of places.entries())
      if (home === workspace && only % 2 === 0) callers.push({ key: await api.key('editor', { workspaceId, scope }), role: 'editor', workspace, only })
  }
})
afterAll(() => api?.[Symbol.asyncDispose]())

const posts = ['a', 'b', 'c', 'd']
const when = '2026-11-20T10:00:00Z'
const range = { from: '2026-11-01', to: '2026-12-01' }

const operation = fc.record({
  what: fc.constantFrom('store', 'list', 'count', 'board', 'get', 'triage', 'runs'),
  who: fc.nat(1_000),
  where: fc.nat(1_000),
  /** Where the named thread lies: often here, often somewhere else. */
  elsewhere: fc.option(fc.nat(1_000)),
  post: fc.constantFrom(...posts),
  status: fc.constantFrom('new', 'open', 'done', 'ignored'),
})
type Operation = typeof operation extends fc.Arbitrary<infer O> ? O : never

const pick = <T>(from: readonly T[], at: number): T => {
  const found = from[at % from.length]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}

async function act(step: Operation): Promise<void> {
  const place = pick(places, step.where)
  const at = places.indexOf(place)
  const caller = pick(callers, step.who)
  const mayEnter = caller.workspace === place.workspace && (caller.only === null || caller.only === at)
  const ask = (path: string, input: object) => api.call(path, { scope: requestOf(place.scope), ...input }, { key: caller.key })
  const refusedAs = async (path: string, input: object, reason: string) => {
    const answer = await ask(path, input)
    expect(answer.error?.data.reason, `${path} by caller ${callers.indexOf(caller)} in place ${at}: ${answer.text.slice(0, 300)}`).toBe(reason)
  }
  if (step.what === 'store') {
    await keepPosts(api.house.db, place.scope, { posts: [{ externalId: step.post, community: 'r/deno', author: 'ann', title: 'deno', publishedAt: when }] })
    if (!place.threads.has(step.post)) place.threads.set(step.post, { id: null, status: 'new', revision: 0 })
    return
  }
  const target = step.elsewhere === null ? place : pick(places, step.elsewhere)
  const named = target.threads.get(step.post)
  const isHere = target === place && named !== undefined
  const threadId = named?.id ?? '01890a5d-ac96-774b-bcce-b302099a8057'
  const edit = { threadId, revision: named?.revision ?? 0, status: step.status }
  switch (step.what) {
    case 'list': {
      if (!mayEnter) return refusedAs('threads.list', { range }, 'scope_not_found')
      const { items } = (await ask('threads.list', { range, limit: 100 })).data as { items: { id: ThreadId; externalId: string; status: string }[] }
      expect(items.map(({ externalId, status }) => [externalId, status]).sort()).toEqual([...place.threads].map(([name, { status }]) => [name, status]).sort())
      for (const { id, externalId } of items) {
        const known = place.threads.get(externalId)
        if (known === undefined) continue
        expect(known.id ?? id).toBe(id)
        known.id = id
      }
      return
    }
    case 'count':
    case 'board': {
      const path = step.what === 'count' ? 'analytics.kpis' : 'analytics.dashboard'
      if (!mayEnter) return refusedAs(path, { range }, 'scope_not_found')
      const answer = await ask(path, { range })
      // The first card is the number of threads.
      expect(/"value":(\d+)/.exec(answer.text.slice(answer.text.indexOf('"threads"')))?.[1], answer.text.slice(0, 200)).toBe(String(place.threads.size))
      return
    }
    case 'get': {
      if (!mayEnter) return refusedAs('threads.get', { threadId }, 'scope_not_found')
      if (!isHere || named.id === null) return refusedAs('threads.get', { threadId }, 'not_found')
      expect((await ask('threads.get', { threadId })).data).toMatchObject({ id: named.id, externalId: step.post, status: named.status })
      return
    }
    case 'triage': {
      if (caller.role === 'viewer') return refusedAs('threads.update', edit, 'role_too_low')
      if (!mayEnter) return refusedAs('threads.update', edit, 'scope_not_found')
      if (!isHere || named.id === null) return refusedAs('threads.update', edit, 'not_found')
      expect((await ask('threads.update', edit)).data).toMatchObject({ status: step.status, revision: named.revision + 1 })
      Object.assign(named, { status: step.status, revision: named.revision + 1 })
      return
    }
    case 'runs': {
      if (!mayEnter) return refusedAs('scouts.list', {}, 'scope_not_found')
      expect((await ask('scouts.list', { limit: 1 })).status).toBe(200)
    }
  }
}

test('any sequence of calls by any callers over any scopes answers as a model that knows each scope alone', { timeout: 900_000 }, async () => {
  process.stdout.write(`random sequences: ${sequences}, seed ${seed}\n`)
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 2, maxLength: 9 }), async (steps) => {
      for (const step of steps) await act(step)
    }),
    { numRuns: sequences, seed, endOnFailure: true },
  )
})
