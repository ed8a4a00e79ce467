import { expect, test } from 'vitest'
import { DomainError, errorCodes, notFound, type Reason, reasons, scopeNotFound } from './errors.ts'

test('every reason has a code that adapters know, and every code has a reason', () => {
  expect(new Set(Object.values(reasons))).toEqual(new Set(errorCodes))
})

test('the code follows from the reason and cannot be set apart from it', () => {
  for (const reason of Object.keys(reasons) as Reason[]) expect(new DomainError(reason, 'text').code).toBe(reasons[reason])
})

test('not found says the same of every id', () => {
  expect(notFound('thread')).toEqual(notFound('thread'))
  expect(scopeNotFound().message).toBe(scopeNotFound().message)
  for (const { message, details } of [notFound('thread'), scopeNotFound()]) {
    expect(message).not.toMatch(/[0-9a-f]{8}-/)
    expect(details).toEqual({})
  }
})

test('the cause stays with the error and out of its message', () => {
  const cause = new Error('select secret from threads')
  const error = new DomainError('database_unavailable', 'The database does not answer.', { cause, details: { seconds: 5 } })
  expect(error).toBeInstanceOf(Error)
  expect(error.cause).toBe(cause)
  expect(error.message).not.toContain('secret')
  expect(error.details).toEqual({ seconds: 5 })
  expect('cause' in new DomainError('timed_out', 'text')).toBe(false)
})
