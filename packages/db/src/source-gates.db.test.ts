import type { Gate, Pace } from '@echoscope/domain'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openDatabase } from './database.ts'
import { testHouse, type TestHouse } from './testing/index.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
afterAll(() => house[Symbol.asyncDispose]())

const gate = (host: string, pace: Pace | null = null, credential: string | null = null): Gate => house.db.sourceGates.of({ host, credential, pace })
const waits = async (gates: readonly Gate[]): Promise<number[]> => (await Promise.all(gates.map((each) => each.enter(600_000)))).map(({ waitMs }) => waitMs)

/** The most of these instants that any stretch of so many milliseconds holds. */
const mostIn = (instants: readonly number[], ms: number): number =>
  Math.max(...instants.map((from) => instants.filter((at) => at >= from && at < from + ms).length))

test('turns are given one after the other, however many ask at once, and never more than the pace in any stretch of its time', async () => {
  const pace = { requests: 10, perMs: 10_000, burst: 3 }
  const turns = (await waits(Array.from({ length: 40 }, () => gate('paced.example', pace)))).toSorted((one, other) => one - other)
  expect(turns.slice(0, 3)).toEqual([0, 0, 0])
  // Each was asked for within a moment of the others, so their waits are their times.
  expect(mostIn(turns, 9_000)).toBeLessThanOrEqual(10)
  expect(turns.at(-1)).toBeGreaterThan(40_000)
})

test('two processes stand in one queue', async () => {
  const other = openDatabase({ url: house.appUrl, poolSize: 4 })
  const pace = { requests: 1, perMs: 1_000, burst: 1 }
  const here = gate('shared.example', pace)
  const there = other.sourceGates.of({ host: 'shared.example', credential: null, pace })
  const turns = (await waits([here, there, here, there, here, there])).toSorted((one, other) => one - other)
  await other.close()
  for (const [at, wait] of turns.entries()) expect(Math.abs(wait - at * 1_000)).toBeLessThan(500)
})

test('what a place said holds for everyone who asks it, and for a process that was started after', async () => {
  await gate('closed.example').close(60_000, 'quota')
  const later = openDatabase({ url: house.appUrl, poolSize: 1 })
  const turn = await later.sourceGates.of({ host: 'CLOSED.example', credential: null, pace: null }).enter(1_000)
  await later.close()
  expect(turn).toMatchObject({ taken: false, fault: 'quota' })
  expect(turn.waitMs).toBeGreaterThan(55_000)
  expect(await gate('closed.example').closedMs()).toBeGreaterThan(55_000)
})

test('a shorter closure does not open a longer one, and one that has passed closes nothing', async () => {
  await gate('long.example').close(60_000, 'rate_limited')
  await gate('long.example').close(1_000, 'rate_limited')
  expect(await gate('long.example').closedMs()).toBeGreaterThan(55_000)
  await gate('short.example').close(0, 'rate_limited')
  expect(await gate('short.example').enter(0)).toMatchObject({ taken: true, waitMs: 0 })
})

test('who has no patience takes no turn, and costs the others none', async () => {
  const pace = { requests: 1, perMs: 10_000, burst: 1 }
  await gate('busy.example', pace).enter(0)
  for (let tries = 0; tries < 20; tries += 1) expect(await gate('busy.example', pace).enter(5_000)).toMatchObject({ taken: false })
  expect((await gate('busy.example', pace).enter(60_000)).waitMs).toBeLessThanOrEqual(10_000)
})

test('another credential has a gate of its own, and the table holds neither it nor the host', async () => {
  await gate('api.example', null, 'secret-of-one').close(60_000, 'rate_limited')
  expect(await gate('api.example', null, 'secret-of-two').closedMs()).toBe(0)
  expect(await gate('api.example').closedMs()).toBe(0)
  const columns = await house.owner<{ name: string }>(`SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'source_gates' ORDER BY 1`)
  expect(columns.map(({ name }) => name)).toEqual(['closed_as', 'closed_until', 'digest', 'free_at'])
  expect(JSON.stringify(await house.owner('SELECT encode(digest, $1) AS digest, closed_as FROM source_gates', ['escape']))).not.toMatch(/example|secret/)
})
