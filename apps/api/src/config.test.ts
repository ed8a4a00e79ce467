import { expect, test } from 'vitest'
import { parseConfig } from './config.ts'

const least = { DATABASE_APP_URL: 'postgres://app:pw@localhost:5432/echoscope' }

test('one variable is enough, and empty ones count as absent', () => {
  expect(parseConfig({ ...least, PORT: '', ALLOWED_HOSTS: '' })).toMatchObject({ port: 3000, host: '127.0.0.1', trustProxy: false, logLevel: 'info' })
})
const start = (): unknown => parseConfig({ PORT: '70000', DATABASE_APP_URL: 'mysql://x', LOG_LEVEL: 'loud', TRUST_PROXY: 'yes' })

test('every fault is in one message, by the name of its variable', () => {
  for (const name of ['api cannot start', 'PORT', 'DATABASE_APP_URL', 'LOG_LEVEL', 'TRUST_PROXY']) expect(start).toThrow(name)
})
test.each([' ', '1e3', '-1', '3000.5', '0x10', '70000'])('a port that reads %j is refused, never guessed', (PORT) => {
  expect(() => parseConfig({ ...least, PORT })).toThrow('PORT')
})
const hosts = (env: Record<string, string>): readonly string[] => parseConfig({ ...least, ...env }).hosts

test('bound to loopback, only its names are answered; bound elsewhere any, unless some are named', () => {
  expect(hosts({})).toEqual(['127.0.0.1', 'localhost', '[::1]'])
  expect(hosts({ ALLOWED_HOSTS: 'echo.example, ' })).toEqual(['127.0.0.1', 'localhost', '[::1]', 'echo.example'])
  expect(hosts({ HOST: '0.0.0.0' })).toEqual([])
  expect(hosts({ HOST: '0.0.0.0', ALLOWED_HOSTS: 'echo.example' })).toContain('echo.example')
})
