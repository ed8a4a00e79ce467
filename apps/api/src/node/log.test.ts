import { expect, test } from 'vitest'
import { withoutSecrets } from '../http/log-requests.ts'
import { faultOf } from './log.ts'

test('an error of the database driver is logged without the SQL text and its parameters', () => {
  const inner = Object.assign(new Error('duplicate key'), {
    sql: 'INSERT INTO threads …',
    parameters: ['a private post'],
    detail: 'Key (title)=(a private post)',
    code: '23505',
  })
  const logged = JSON.stringify(faultOf(Object.assign(new Error('query failed', { cause: inner }), { parent: inner })))
  expect(logged).toContain('duplicate key')
  expect(logged).toContain('23505')
  expect(logged).not.toMatch(/private post|INSERT/)
})
test('of what the database answers the value it could not read is left out, and where it broke is kept', () => {
  const refused = Object.assign(new Error('date/time field value out of range: "0000-01-01"'), { severity: 'ERROR', code: '22008' })
  const logged = JSON.stringify(faultOf(refused))
  expect(logged).toContain('the database answered 22008')
  expect(logged).toContain('log.test.ts')
  expect(logged).not.toContain('0000-01-01')
})
test('a chain of causes without end is cut', () => {
  const error = new Error('a')
  error.cause = error
  expect(JSON.stringify(faultOf(error)).length).toBeLessThan(20_000)
})
test('what was thrown and is no error is logged by its kind alone', () => {
  expect(faultOf('esk_secret')).toBe('string')
})
test('a token in a path is not logged', () => {
  expect(withoutSecrets('/sign-in/esl_0123_abc-DEF/x')).toBe('/sign-in/(secret)/x')
  expect(withoutSecrets('/keyesk_0123_abc-DEF')).toBe('/key(secret)')
  // An invitation, a key, a sign-in link, a new password's link and a session.
  for (const kind of ['esi', 'esk', 'esl', 'esp', 'ess']) expect(withoutSecrets(`/${kind}_0123`)).toBe('/(secret)')
})
