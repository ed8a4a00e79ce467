import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parseConfig } from './config.ts'

test('every fault of the environment is named in one message', () => {
  const bad = () => parseConfig({ PORT: '99999', DATABASE_URL: 'mysql://here', DATABASE_APP_URL: 'there' })
  expect(bad).toThrow(/echoscope cannot start/)
  for (const name of [/port from 1 to 65535[\s\S]*PORT/, /DATABASE_URL/, /DATABASE_APP_URL/]) expect(bad).toThrow(name)
})

test.each(['', 'abc', '0', '-1', '80.5', '1e99', '0x50'])('PORT=%j is the default or refused, never another port', (PORT) => {
  if (PORT === '') expect(parseConfig({ PORT }).port).toBe(3000)
  else expect(() => parseConfig({ PORT })).toThrow(/PORT/)
})

test('an empty variable counts as absent', () => {
  expect(parseConfig({ PORT: '', HOST: '', DATABASE_URL: '', DATABASE_APP_URL: '', ECHOSCOPE_HOME: '' })).toEqual({
    ...parseConfig({}),
    env: expect.anything(),
  })
})

test('a relative home is made absolute, so that every process means the same', () => {
  expect(parseConfig({ ECHOSCOPE_HOME: 'x/y' }).home).toBe(resolve('x/y'))
})
