import { nextOfCron, type Scope } from '@echoscope/domain'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openDatabase } from './database.ts'
import { testHouse, type TestHouse } from './testing/index.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
afterAll(() => house[Symbol.asyncDispose]())

const runsOf = ({ campaignId }: Scope) =>
  house.owner<{ due_at: Date; status: string }>('SELECT due_at, status FROM scout_runs WHERE campaign_id = $1 ORDER BY due_at', [campaignId])
const nextOf = async ({ campaignId }: Scope) =>
  (await house.owner<{ at: Date | null }>('SELECT next_run_at AS at FROM scout_dispatch WHERE campaign_id = $1', [campaignId]))[0]?.at ?? null
const makeDue = ({ campaignId }: Scope, at: Date) => house.owner('UPDATE scout_dispatch SET next_run_at = $2 WHERE campaign_id = $1', [campaignId, at])
const freshScope = async () => (await house.brand({ customs: 0 })).automatic
const freshCampaign = async (cron: string, timeZone: string) => {
  const { brand } = await house.brand({ customs: 0 })
  const { id } = await house.db.campaigns.create(house.workspaceId, { brandId: brand.id, name: 'Timed', schedule: { cron, timeZone } })
  return house.scope({ type: 'custom', campaignId: id })
}
/** Takes and ends the open run of a scope, as a worker would. */
async function finishOne(scope: Scope): Promise<void> {
  const lease = await house.db.dispatch.acquire(scope, 'test', 60_000)
  if (lease === null) throw new Error('the scope is free')
  const run = await house.db.runProgress.take(lease)
  if (run !== null) await house.db.runProgress.finish(lease, run.id, { status: 'succeeded', reason: null })
  await house.db.dispatch.release(lease)
}

test('an older lease of the same holder writes nothing, and keeps nothing', async () => {
  const scope = await freshScope()
  const old = await house.db.dispatch.acquire(scope, 'one worker', 60_000)
  if (old === null) throw new Error('the scope is free')
  const { runId } = await house.db.runs.request(scope, { trigger: 'manual', mode: 'incremental', since: null })
  await house.db.dispatch.release(old)
  const now = await house.db.dispatch.acquire(scope, 'one worker', 60_000)
  expect(now).not.toBeNull()
  await expect(house.db.runProgress.take(old, runId)).rejects.toMatchObject({ reason: 'lease_lost' })
  await house.db.dispatch.release(old)
  expect(await house.db.dispatch.hold(scope)).toMatchObject({ holder: 'one worker' })
})

describe('a due time', () => {
  test('becomes one run, however many workers claim it at once', async () => {
    const others = Array.from({ length: 3 }, () => openDatabase({ url: house.appUrl, poolSize: 4 }))
    const scope = await freshScope()
    const dueAt = new Date(Date.now() - 1_000)
    await makeDue(scope, dueAt)
    const claims = await Promise.all([house.db, ...others, house.db, ...others].map((db) => db.dispatch.claim(scope, new Date())))
    expect(claims.filter((id) => id !== null)).toHaveLength(1)
    expect(await runsOf(scope)).toEqual([{ due_at: dueAt, status: 'queued' }])
    await Promise.all(others.map((db) => db.close()))
  })

  test('waits while a run is open, and is then answered once', async () => {
    const scope = await freshScope()
    await house.db.runs.request(scope, { trigger: 'manual', mode: 'incremental', since: null })
    expect(await house.db.dispatch.claim(scope, new Date())).toBeNull()
    await finishOne(scope)
    expect(await house.db.dispatch.claim(scope, new Date())).not.toBeNull()
    expect(await house.db.dispatch.claim(scope, new Date())).toBeNull()
  })

  test('of a scope whose run is still open keeps no other scope from its turn', async () => {
    const stuck = await freshScope()
    await makeDue(stuck, new Date('2026-01-01'))
    await house.db.dispatch.claim(stuck, new Date())
    await makeDue(stuck, new Date('2026-01-02'))
    const fresh = await freshScope()
    await makeDue(fresh, new Date('2026-01-03'))
    expect((await house.db.dispatch.due(1)).map(({ request }) => request)).toEqual([{ type: 'automatic', brandId: fresh.brandId }])
  })

  test('missed many times, as when nothing ran for a month, is made up for by one run', async () => {
    const scope = await freshScope()
    await makeDue(scope, new Date(Date.now() - 30 * 86_400_000))
    await house.db.dispatch.claim(scope, new Date())
    expect(await runsOf(scope)).toHaveLength(1)
    expect((await nextOf(scope))?.getTime()).toBeGreaterThan(Date.now())
  })

  test('of a brand comes every N hours, counted from the time it was due and not from when somebody looked', async () => {
    const scope = await freshScope()
    const dueAt = new Date(Date.now() - 90_000)
    await makeDue(scope, dueAt)
    await house.db.dispatch.claim(scope, new Date())
    expect(await nextOf(scope)).toEqual(new Date(dueAt.getTime() + 6 * 3_600_000))
  })

  test('of a campaign follows its wall clock over daylight saving', async () => {
    const schedule = { cron: '30 8 * * *', timeZone: 'Europe/Berlin' }
    const scope = await freshCampaign(schedule.cron, schedule.timeZone)
    await makeDue(scope, new Date('2027-03-27T07:30:00Z'))
    await house.db.dispatch.claim(scope, new Date('2027-03-27T07:30:01Z'))
    expect(await nextOf(scope)).toEqual(new Date('2027-03-28T06:30:00Z'))
    await finishOne(scope)
    await house.db.dispatch.claim(scope, new Date('2027-03-28T06:30:00Z'))
    expect(await nextOf(scope)).toEqual(new Date('2027-03-29T06:30:00Z'))
    expect(await runsOf(scope)).toHaveLength(2)
  })

  test('edited counts at once, also where it was due already', async () => {
    const scope = await freshCampaign('0 3 1 1 *', 'UTC')
    const { revision } = await house.db.campaigns.get(house.workspaceId, scope.campaignId)
    const schedule = { cron: '* * * * *', timeZone: 'UTC' }
    await house.db.campaigns.update(house.workspaceId, { campaignId: scope.campaignId, revision, schedule })
    expect((await nextOf(scope))?.getTime()).toBeLessThanOrEqual(nextOfCron(schedule, new Date())?.getTime() ?? 0)
    await house.db.campaigns.setStatus(house.workspaceId, scope.campaignId, 'paused')
    expect(await nextOf(scope)).toBeNull()
  })
})

describe('a lease', () => {
  test('is given to one of many that ask at once', async () => {
    const scope = await freshScope()
    const leases = await Promise.all(Array.from({ length: 8 }, (_, index) => house.db.dispatch.acquire(scope, `worker ${index}`, 60_000)))
    expect(leases.filter((lease) => lease !== null)).toHaveLength(1)
  })

  test('outlives its time while it is renewed, and is free once it ends or is given back', async () => {
    const scope = await freshScope()
    const short = await house.db.dispatch.acquire(scope, 'short', 300)
    if (short === null) throw new Error('a new scope is free')
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await house.db.dispatch.renew(short)).toBe(true)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await house.db.dispatch.acquire(scope, 'other', 60_000)).toBeNull()
    expect(await house.db.dispatch.hold(scope)).toMatchObject({ holder: 'short', until: expect.any(Date) })
    await new Promise((resolve) => setTimeout(resolve, 250))
    const next = await house.db.dispatch.acquire(scope, 'other', 60_000)
    if (next === null) throw new Error('the lease has ended')
    await house.db.dispatch.release(next)
    expect(await house.db.dispatch.hold(scope)).toBeNull()
    expect(await house.db.dispatch.acquire(scope, 'third', 60_000)).not.toBeNull()
  })

  test('of a dead holder is taken over by one of many, and never from whoever came after', async () => {
    const { acquire, hold, takeOver, renew } = house.db.dispatch
    const scope = await freshScope()
    const left = await acquire(scope, 'dead', 60_000)
    const seen = await hold(scope)
    if (left === null || seen === null) throw new Error('a new scope is free')
    const others = await Promise.all(Array.from({ length: 8 }, (_, index) => takeOver(scope, seen, { holder: `worker ${index}`, lifeMs: 60_000 })))
    const [next, ...more] = others.filter((lease) => lease !== null)
    expect(more).toEqual([])
    expect(await hold(scope)).toMatchObject({ holder: next?.holder, token: next?.token })
    expect(await takeOver(scope, seen, { holder: 'late', lifeMs: 60_000 })).toBeNull()
    expect(await renew(left)).toBe(false)
  })
})

describe('a run that nobody works on', () => {
  const isGivenOut = async (scope: Scope) =>
    (await house.db.dispatch.unattended(1_000)).some(({ request }) => request.type === 'automatic' && request.brandId === scope.brandId)

  test('is given out once in a while, not while it is worked on, and again when its worker is dead', async () => {
    const scope = await freshScope()
    await house.db.runs.request(scope, { trigger: 'manual', mode: 'incremental', since: null })
    expect([await isGivenOut(scope), await isGivenOut(scope)]).toEqual([true, false])
    const lease = await house.db.dispatch.acquire(scope, 'dies', 60_000)
    if (lease === null) throw new Error('the scope is free')
    await house.db.runProgress.take(lease)
    const passOver = () => house.owner(`UPDATE scout_dispatch SET wake_at = now() - interval '1 second' WHERE campaign_id = $1`, [scope.campaignId])
    await passOver()
    expect(await isGivenOut(scope)).toBe(false)
    await house.owner(`UPDATE scout_dispatch SET lease_expires_at = now() - interval '1 second' WHERE campaign_id = $1`, [scope.campaignId])
    expect(await isGivenOut(scope)).toBe(true)
    await finishOne(scope)
    await passOver()
    await finishOne(scope)
    expect(await isGivenOut(scope)).toBe(false)
  })

  test('waits for its next try, unless somebody asks for a run now', async () => {
    const scope = await freshScope()
    const { runId } = await house.db.runs.request(scope, { trigger: 'manual', mode: 'incremental', since: null })
    const lease = await house.db.dispatch.acquire(scope, 'test', 60_000)
    if (lease === null) throw new Error('the scope is free')
    await house.db.runProgress.take(lease)
    await house.db.runProgress.retryAt(lease, runId, { at: new Date(Date.now() + 600_000), reason: 'network' })
    expect(await house.db.runProgress.take(lease)).toBeNull()
    await house.db.dispatch.release(lease)
    expect(await isGivenOut(scope)).toBe(false)
    expect(await house.db.runs.request(scope, { trigger: 'manual', mode: 'incremental', since: null })).toEqual({ runId, created: false })
    expect(await isGivenOut(scope)).toBe(true)
  })

  test('given back by a worker that drains is free at once and has lost no attempt', async () => {
    const scope = await freshScope()
    const { runId } = await house.db.runs.request(scope, { trigger: 'manual', mode: 'incremental', since: null })
    const lease = await house.db.dispatch.acquire(scope, 'drains', 60_000)
    if (lease === null) throw new Error('the scope is free')
    await house.db.runProgress.take(lease)
    await house.db.runProgress.leave(lease, runId)
    await house.db.dispatch.release(lease)
    expect(await isGivenOut(scope)).toBe(true)
    expect(await house.db.runs.get(scope, runId)).toMatchObject({ status: 'queued', attempts: 0 })
  })
})

describe('asking for a run', () => {
  test('twice at once gives one run; imports queue up beside it', async () => {
    const scope = await freshScope()
    const manual = () => house.db.runs.request(scope, { trigger: 'manual', mode: 'incremental', since: null })
    const asked = await Promise.all([manual(), manual(), manual(), manual()])
    expect(new Set(asked.map(({ runId }) => runId)).size).toBe(1)
    expect(asked.filter(({ created }) => created)).toHaveLength(1)
    const archive = { files: ['/tmp/a'], options: {}, temporary: true }
    await house.db.runs.request(scope, { trigger: 'import', mode: 'archive', archive })
    await house.db.runs.request(scope, { trigger: 'import', mode: 'archive', archive })
    expect((await house.db.runs.list(scope, { limit: 10 })).items.map(({ trigger }) => trigger)).toEqual(['import', 'import', 'manual'])
  })

  test('and cancelling it ends it at once where nobody began it, else asks its worker; an ended one is refused', async () => {
    const scope = await freshScope()
    const manual = () => house.db.runs.request(scope, { trigger: 'manual', mode: 'incremental', since: null })
    const { runId } = await manual()
    await house.db.runs.cancel(scope, runId)
    expect(await house.db.runs.get(scope, runId)).toMatchObject({ status: 'cancelled' })
    await expect(house.db.runs.cancel(scope, runId)).rejects.toMatchObject({ reason: 'wrong_state' })
    const second = await manual()
    const lease = await house.db.dispatch.acquire(scope, 'test', 60_000)
    if (lease === null) throw new Error('the scope is free')
    await house.db.runProgress.take(lease)
    await house.db.runs.cancel(scope, second.runId)
    expect(await house.db.runs.get(scope, second.runId)).toMatchObject({ status: 'running' })
    expect(await house.db.runProgress.cancelRequested(scope, second.runId)).toBe(true)
  })

  test('pages newest first, each run once', async () => {
    const scope = await freshScope()
    const made: string[] = []
    for (let index = 0; index < 7; index += 1) {
      const { runId } = await house.db.runs.request(scope, { trigger: 'import', mode: 'archive', archive: { files: [], options: {}, temporary: false } })
      made.unshift(runId)
    }
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await house.db.runs.list(scope, { limit: 3, cursor })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(seen).toEqual(made)
  })
})
