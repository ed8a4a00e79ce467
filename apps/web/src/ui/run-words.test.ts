import { expect, test } from 'vitest'
import { stateWord } from './run-words.ts'

test('a run that waits for its source to answer again does not say that it waits for a worker', () => {
  expect(stateWord({ status: 'queued', attempts: 0, reason: null })).toBe('waiting for a worker')
  expect(stateWord({ status: 'queued', attempts: 2, reason: 'hacker-news: cannot be reached' })).toBe('waits to try again')
  expect(stateWord({ status: 'failed', attempts: 3, reason: 'hacker-news: cannot be reached' })).toBe('failed')
})
