import type { Run, RunId, RunStatus } from '@echoscope/domain'
import { scopeNotFound } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { watchRun } from './watch-run.ts'

const run = (status: RunStatus, fetched = 0): Run => ({
  id: '01890a5d-ac96-774b-bcce-b302099a8057' as RunId,
  status,
  reason: null,
  trigger: 'manual',
  mode: 'incremental',
  files: [],
  requestedAt: '',
  retryAt: null,
  startedAt: null,
  finishedAt: null,
  attempts: 1,
  fetched,
  matched: 0,
  stored: 0,
  updated: 0,
  unchanged: 0,
  gone: 0,
  errors: 0,
  sources: [],
  faults: [],
})
const script = (...runs: Run[]) => {
  let at = 0
  return { look: () => Promise.resolve(runs[Math.min(at++, runs.length - 1)] ?? run('failed')), looked: () => at }
}
const seen = async (watched: AsyncIterable<Run>): Promise<string[]> => {
  const all: string[] = []
  for await (const { status, fetched } of watched) all.push(`${status} ${fetched}`)
  return all
}

test('a run is told at once, at each change and at its end, and nothing twice', async () => {
  const { look } = script(run('queued'), run('queued'), run('running', 1), run('running', 1), run('running', 2), run('succeeded', 2))
  expect(await seen(watchRun(look, { intervalMs: 1, signal: undefined }))).toEqual(['queued 0', 'running 1', 'running 2', 'succeeded 2'])
})
test('a run that has ended is told once', async () => {
  const { look, looked } = script(run('cancelled'))
  expect(await seen(watchRun(look, { intervalMs: 1, signal: undefined }))).toEqual(['cancelled 0'])
  expect(looked()).toBe(1)
})
test('a client that goes stops the looking, even between two looks', async () => {
  const { look, looked } = script(run('running'))
  const gone = new AbortController()
  setTimeout(() => gone.abort(), 30)
  expect(await seen(watchRun(look, { intervalMs: 60_000, signal: gone.signal }))).toEqual(['running 0'])
  expect(looked()).toBe(1)
})
test('a run that is gone ends the stream with an answer a client can read', async () => {
  const watched = watchRun(() => Promise.reject(scopeNotFound()), { intervalMs: 1, signal: undefined })
  await expect(watched.next()).rejects.toMatchObject({ code: 'NOT_FOUND', reason: 'scope_not_found' })
})
