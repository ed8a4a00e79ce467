import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { apiVariables } from '../apps/api/src/config.ts'
import { cliVariables } from '../apps/cli/src/config.ts'
import { workerVariables } from '../apps/worker/src/config.ts'

const checkout = join(import.meta.dirname, '..')
/** Read by the Postgres image and by nothing of ours. */
const ofTheImage = ['POSTGRES_PASSWORD']
/** Set by the Dockerfile and the compose file for inside the container, where an operator has nothing to choose. */
const fixedInContainers = ['ECHOSCOPE_HOME', 'WEB_DIST']

const example = [...(await readFile(join(checkout, '.env.example'), 'utf8')).matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => ({
  name,
  value,
}))
const composeText = await readFile(join(checkout, 'docker-compose.yml'), 'utf8')
const compose: { services: Record<string, { environment: Record<string, unknown> }> } = parse(composeText, { merge: true })
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort()
const setFor = (service: string): string[] => Object.keys(compose.services[service]?.environment ?? {})

test('.env.example names exactly what the three config parsers read', () => {
  expect(sorted(example.map(({ name }) => name))).toEqual(sorted([...apiVariables, ...cliVariables, ...workerVariables, ...ofTheImage]))
})

test('docker-compose passes on every setting of .env.example that an operator chooses, and no other', () => {
  const passed = [...composeText.matchAll(/\$\{([A-Z_]+)/g)].map(([, name = '']) => name)
  expect(sorted(passed)).toEqual(sorted(example.map(({ name }) => name).filter((name) => !fixedInContainers.includes(name))))
})

test.each([
  ['api', apiVariables],
  ['worker', workerVariables],
  ['migrate', cliVariables],
])('docker-compose gives the %s service only what its parser reads', (service, known) => {
  expect(setFor(service)).not.toEqual([])
  expect(setFor(service).filter((name) => !known.includes(name))).toEqual([])
})

test('what .env.example shows for the compose file is what holds without it', () => {
  const defaults = [...composeText.matchAll(/^\s+([A-Z_]+): \$\{\1:-([^${}]*)\}$/gm)].map(([, name, value]) => [name, value])
  expect(defaults.length).toBeGreaterThan(10)
  const shown = new Map(example.map(({ name, value }) => [name, value]))
  expect(defaults.filter(([name = '', value]) => shown.get(name) !== '' && shown.get(name) !== value)).toEqual([])
})
