import { expect, test } from 'vitest'
import { echoscope } from './testing/echoscope.ts'

const overview = await echoscope(['--help'])
const commands = [...overview.out.matchAll(/^ {2}([a-z-]+) {2,}\S/gm)].map(([, name = '']) => name)

test.each(commands)('%s --help explains itself on stdout and exits with 0', async (name) => {
  const { code, out, err } = await echoscope([name, '--help'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(new RegExp(`^echoscope ${name}`))
})

test.each([[['-h']], [['help']], [['import', '-h']], [['--version']], [['-v']]])('%j is answered on stdout, exit 0', async (args) => {
  const { code, out, err } = await echoscope(args)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(args[0]?.includes('v') ? /^\d+\.\d+\.\d+\n$/ : /^echoscope /)
})

const brand = ['--brand', '0190a0a0-0000-7000-8000-000000000000']
test.each([
  [['import', 'a.csv', ...brand, '--map', 'title='], '--map title: must not be empty'],
  [['import', 'a.csv', ...brand, '--map', 'foo=1'], '--map knows the fields id, title,'],
  [['import', 'a.csv', ...brand, '--map', 'title'], '--map is written FIELD=COLUMN, not "title"'],
  [['import', 'a.csv', ...brand, '--platform', ' '], '--platform: must not be empty'],
  [['import', 'a.csv', ...brand, '--format', 'xml'], '--format is one of auto,'],
  [['import', 'a.csv', ...brand, '--campaign', 'x'], '--brand and --campaign are two scopes: name one of them, not both'],
  [['import', 'a.csv', '--brand', 'x'], '--brand takes a brand\'s id, not "x"'],
  [['scout', ...brand, '--since', '2999-01-01'], '--since 2999-01-01 lies in the future'],
  [['scout', ...brand, '--since', '5'], '--since is a day, 2026-01-01, not "5"'],
  [['scout', ...brand, '--since', '2026-02-30'], '--since is a day, 2026-01-01, not "2026-02-30"'],
  [['keys', 'create', '--name', 'x', '--scope', 'foo:1'], '--scope is automatic:BRAND_ID or custom:CAMPAIGN_ID, not "foo:1"'],
])('%j is refused in words of the command line, exit 2', async (args, words) => {
  const { code, out, err } = await echoscope(args)
  expect({ code, out, first: err.split('\n')[0] }).toEqual({ code: 2, out: '', first: expect.stringContaining(words) })
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
