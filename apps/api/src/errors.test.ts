import { DomainError, notFound, type Reason, reasons, scopeNotFound, ThreadRef } from '@echoscope/domain'
import { TRPCError } from '@trpc/server'
import { describe, expect, test } from 'vitest'
import { toWire, wireCode } from './errors.ts'

const refused = (input: unknown): TRPCError => new TRPCError({ code: 'BAD_REQUEST', cause: ThreadRef.safeParse(input).error })
const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const scope = { type: 'automatic', brandId: id }

describe('what the domain says is passed on', () => {
  test.each(Object.keys(reasons) as Reason[])('%s keeps its reason, sentence and details, and gets the code of its kind', (reason) => {
    const wire = toWire(new DomainError(reason, 'A sentence.', { details: { n: 1 } }))
    expect(wire).toMatchObject({ reason, message: 'A sentence.', details: { n: 1 }, code: wireCode[reasons[reason]] })
  })
  test('also when tRPC has wrapped it', () => {
    expect(toWire(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: notFound('thread') }))).toMatchObject({ code: 'NOT_FOUND', reason: 'not_found' })
  })
  test('an answer that is made already stays the same', () => {
    const wire = toWire(scopeNotFound())
    expect(toWire(wire)).toBe(wire)
  })
})

describe('a refused input', () => {
  test('is told by path, with what to do', () => {
    const wire = toWire(refused({ scope, threadId: 'x' }), { scoped: true })
    expect(wire).toMatchObject({ code: 'BAD_REQUEST', reason: 'invalid_input', details: { path: 'threadId', faults: 1 } })
    expect(wire.message).toContain('threadId: a thread id is a UUID in lower case')
  })
  test('without a scope is scope_required, whatever else is wrong with it', () => {
    for (const input of [
      undefined,
      null,
      'x',
      {},
      { scope: null, threadId: 3 },
      { threadId: 'x' },
      { scope: { type: 'Automatic', brandId: id }, threadId: id },
    ])
      expect(toWire(refused(input), { scoped: true }).reason).toBe('scope_required')
  })
  test('that is nothing at all is invalid_input where no scope is asked for', () => {
    expect(toWire(refused(null)).reason).toBe('invalid_input')
  })
  test('with a thousand faults names five and counts the rest', () => {
    const wire = toWire(refused(Object.fromEntries([...'abcdefgh'].map((key) => [key, 1]))))
    expect(wire.message.length).toBeLessThan(2_500)
  })
})

describe('a bug', () => {
  test.each([
    new Error('SELECT secret FROM threads'),
    new TypeError('/srv/app/file.ts:3'),
    'a string',
    undefined,
    new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: 'inner words' }),
  ])('says nothing of %s', (error) => {
    const wire = toWire(error)
    expect(wire).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', reason: 'internal_error', details: {} })
    expect(wire.message).not.toMatch(/SELECT|file\.ts|inner words|a string/)
  })
  test('is not mistaken for a refusal when a stored value fails a schema', () => {
    const parse = ThreadRef.safeParse({}).error
    expect(toWire(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: parse })).reason).toBe('internal_error')
    expect(toWire(parse).reason).toBe('internal_error')
  })
})

test('what tRPC refuses by itself is told without repeating what was sent', () => {
  const wire = toWire(new TRPCError({ code: 'NOT_FOUND', message: 'No procedure found on path "esk_secret"' }))
  expect(wire).toMatchObject({ code: 'NOT_FOUND', reason: 'unknown_procedure' })
  expect(wire.message).not.toContain('esk_secret')
})
