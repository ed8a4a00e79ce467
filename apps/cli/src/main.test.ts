import { expect, test } from 'vitest'
import { echoscope } from './testing/echoscope.ts'

const overview = await echoscope(['--help'])
const commands = [...overview.out.matchAll(/^ {2}([a-z-]+) {2,}\S/gm)].map(([, name = '']) => name)

test.each(commands)('%s --help explains itself on stdout and exits with 0', async (name) => {
  const { code, out, err } = await echoscope([name, '--help'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(new RegExp(`^echoscope ${name}`))
})

test('--help lists the commands on stdout', () => {
  expect(overview).toMatchObject({ code: 0, err: '' })
  expect(commands).toEqual(expect.arrayContaining(['start', 'sign-in', 'keys', 'import', 'scout', 'analyse', 'migrate', 'migrate-legacy']))
})

test.each([
  ['no command', []],
  ['an unknown command', ['deploy']],
  ['an unknown option of start', ['start', '--fast']],
  ['a word too many', ['sign-in', 'now']],
  ['keys without a verb', ['keys', '--name', 'x']],
  ['keys without a name', ['keys', 'create']],
  ['keys with a role there is none of', ['keys', 'create', '--name', 'x', '--role', 'god']],
  ['keys with half a scope', ['keys', 'create', '--name', 'x', '--scope', 'automatic']],
  ['import without a file', ['import', '--brand', '0190a0a0-0000-7000-8000-000000000000']],
  ['import without a scope', ['import', 'a.csv']],
  ['import into two scopes', ['import', 'a.csv', '--brand', 'x', '--campaign', 'y']],
  ['import with a format there is none of', ['import', 'a.csv', '--brand', '0190a0a0-0000-7000-8000-000000000000', '--format', 'xml']],
  ['scout without a scope', ['scout']],
  ['scout since no day', ['scout', '--brand', '0190a0a0-0000-7000-8000-000000000000', '--since', 'yesterday']],
  ['migrate without DATABASE_URL', ['migrate']],
  ['migrate-legacy from nowhere', ['migrate-legacy']],
  ['migrate-legacy from something else', ['migrate-legacy', '--from', 'mysql://old']],
  ['migrate-legacy into no workspace', ['migrate-legacy', '--from', 'postgres://old', '--workspace', 'mine']],
])('%s is wrong usage: said on stderr, nothing on stdout unless asked, exit 2', async (_, args) => {
  const { code, out, err } = await echoscope(args)
  expect(code, err).toBe(2)
  if (args.length > 0) expect({ out, said: err.length > 0 }).toEqual({ out: '', said: true })
})

test('a home that cannot be made is a plain sentence and exit 1', async () => {
  const { code, out, err } = await echoscope(['keys', 'create', '--name', 'x'])
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).not.toMatch(/\n\s+at /)
})
