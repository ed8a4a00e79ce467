import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestHouse, testHouse } from '@echoscope/db/testing'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { echoscope } from '../testing/echoscope.ts'

let house: TestHouse
let directory: string
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
  directory = await mkdtemp(join(tmpdir(), 'echoscope-cli-'))
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
  await rm(directory, { recursive: true, force: true })
})
const run = (...args: string[]) => echoscope(args, { env: { DATABASE_URL: house.ownerUrl, DATABASE_APP_URL: house.appUrl, ECHOSCOPE_HOME: directory } })

const post = (id: string, title: string) =>
  JSON.stringify({
    id,
    subreddit: 'test',
    title,
    selftext: '',
    author: 'someone',
    score: 1,
    num_comments: 0,
    created_utc: 1_590_000_000,
    permalink: `/r/test/${id}/`,
  })

test('import prints the run alone on stdout, fills the named scope and no other, and changes nothing the second time', async () => {
  const { brand, automatic, customs } = await house.brand({ keywords: ['deno'], customs: 1 })
  const file = join(directory, 'posts.ndjson')
  await writeFile(file, [post('a', 'Deno is here'), post('b', 'Something else'), 'broken', post('c', 'deno again')].join('\n'))
  const first = await run('import', file, '--brand', brand.id)
  expect(first.code, first.err).toBe(0)
  expect(JSON.parse(first.out)).toMatchObject({ status: 'succeeded', stored: 2, updated: 0, errors: 1, matched: 2 })
  const second = await run('import', file, '--brand', brand.id)
  expect(JSON.parse(second.out)).toMatchObject({ status: 'succeeded', stored: 0, updated: 0 })
  const everything = { limit: 100 }
  expect((await house.db.threads.list(automatic, everything)).items).toHaveLength(2)
  for (const scope of customs) expect((await house.db.threads.list(scope, everything)).items).toEqual([])
})

test('import counts an archive as it is, and folds what says the same where it is asked to', async () => {
  const { automatic, customs } = await house.brand({ name: 'Folded', keywords: ['deno'], customs: 1 })
  const [custom] = customs
  if (custom === undefined) throw new Error('a campaign was asked for')
  const file = join(directory, 'copies.ndjson')
  const said = 'Deno drops the first two seconds of every recording since the last update of it'
  await writeFile(file, [post('e', said), post('f', said)].join('\n'))
  const plain = await run('import', file, '--brand', automatic.brandId)
  expect(JSON.parse(plain.out)).toMatchObject({ stored: 2, sources: [{ leftOut: {} }] })
  await house.db.campaigns.update(house.workspaceId, { campaignId: custom.campaignId, revision: 0, keywords: ['deno'] })
  const folded = await run('import', file, '--campaign', custom.campaignId, '--fold-copies')
  expect(JSON.parse(folded.out)).toMatchObject({ stored: 1, sources: [{ leftOut: { duplicate: 1 } }] })
})

test('an archive that is not there is a failed run with the reason in words, and exit 1', async () => {
  const { brand } = await house.brand({ name: 'Other', customs: 0 })
  const { code, out, err } = await run('import', join(directory, 'none.ndjson'), '--brand', brand.id)
  expect(code).toBe(1)
  expect(`${out}${err}`).toMatch(/none\.ndjson/)
  expect(err).not.toMatch(/\n\s+at /)
})

test('a scope that is not there is refused alike for an unknown id and for one of the other type', async () => {
  const { brand, automatic } = await house.brand({ name: 'Third', customs: 0 })
  const file = join(directory, 'one.ndjson')
  await writeFile(file, post('z', 'deno'))
  const answers = await Promise.all([
    run('import', file, '--campaign', automatic.campaignId),
    run('import', file, '--campaign', '0190a0a0-0000-7000-8000-000000000000'),
    run('import', file, '--brand', automatic.campaignId),
  ])
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]).toMatchObject({ code: 1, out: '', err: expect.stringContaining('There is no such scope here') })
  expect(brand.id).toBeTruthy()
})

test('a key bound to a scope is printed alone and opens that scope', async () => {
  const { customs } = await house.brand({ name: 'Fourth', customs: 1 })
  const campaignId = customs[0]?.campaignId ?? ''
  const { code, out } = await run('keys', 'create', '--name', 'bound', '--role', 'editor', '--scope', `custom:${campaignId}`)
  expect(code).toBe(0)
  expect(out).toMatch(/^esk_\S+\n$/)
  expect(await house.db.access.principalOfKey(out.trim())).toMatchObject({ role: 'editor', boundTo: { type: 'custom', campaignId } })
})

test('keys are listed without their texts, and a revoked one opens nothing', async () => {
  const { out: key } = await run('keys', 'create', '--name', 'to be revoked')
  const listed = await run('keys', 'list')
  expect(listed.out).not.toContain(key.trim())
  const [newest] = JSON.parse(listed.out)
  expect(newest).toMatchObject({ name: 'to be revoked', role: 'viewer', revokedAt: null })
  expect((await run('keys', 'revoke', newest.id)).code).toBe(0)
  expect(await house.db.access.principalOfKey(key.trim())).toBeNull()
  expect(
    (
      await run(
        'keys',
        'revoke',
        newest.id.replace(/.$/, (last: string) => (last === '0' ? '1' : '0')),
      )
    ).code,
  ).toBe(1)
  expect((await run('keys', 'revoke', 'nonsense')).code).toBe(2)
})

describe('a table with columns of its own', () => {
  const table = 'Überschrift,Was,Wann\ndeno is here,words,2026-01-02\nelse,words,2026-01-03\n'
  const where = ['--platform', 'forum', '--community', 'lounge', '--format', 'csv']
  test.each([
    ['by their heads', ['--map', 'title=Überschrift', '--map', 'publishedAt=Wann', '--map', 'id=Was']],
    ['by their numbers', ['--map', 'title=1', '--map', 'publishedAt=3', '--map', 'id=2']],
  ])('is imported when they are named %s', async (how, map) => {
    const { brand, automatic } = await house.brand({ name: how, customs: 0 })
    const file = join(directory, 'odd.csv')
    await writeFile(file, table)
    const { code, out, err } = await run('import', file, '--brand', brand.id, ...where, ...map)
    expect(code, err).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ stored: 1, files: ['odd.csv'] })
    const [thread] = (await house.db.threads.list(automatic, { limit: 10 })).items
    expect(thread).toMatchObject({ title: 'deno is here', community: { name: 'lounge', platform: 'forum' } })
    expect(err).toContain('2 read, 1 match, 1 new')
  })
  test('is refused in words of the command line when they are not', async () => {
    const { brand } = await house.brand({ name: 'Refused', customs: 0 })
    const file = join(directory, 'odd.csv')
    await writeFile(file, table)
    const refused = await run('import', file, '--brand', brand.id, ...where)
    expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('--map FIELD=COLUMN') })
    expect((await house.db.runs.list(await house.scope({ type: 'automatic', brandId: brand.id }), { limit: 10 })).items).toEqual([])
    const wrong = [
      [['--map', 'foo=1'], '--map knows the fields'],
      [['--format', 'xml'], '--format is one of auto,'],
      [['--campaign', brand.id], 'not both'],
    ] as const
    for (const [flags, words] of wrong) {
      const { code, err } = await run('import', file, '--brand', brand.id, ...flags)
      expect([code, err.split('\n')[0]], flags.join(' ')).toEqual([2, expect.stringContaining(words)])
    }
  })
})

test('an import that has to wait says for whom and how long, and its last line is the truth', async () => {
  const { brand, automatic } = await house.brand({ name: 'Held', keywords: ['deno'], customs: 0 })
  const file = join(directory, 'held.ndjson')
  await writeFile(file, post('a', 'Deno is here'))
  // Longer than a busy machine takes to start the command.
  await house.db.dispatch.acquire(automatic, 'worker seven', 15_000)
  const { code, err } = await run('import', file, '--brand', brand.id)
  const lines = err.trimEnd().split('\n')
  expect(code, err).toBe(0)
  expect(lines[0]).toMatch(/^Waiting: worker seven writes this scope.* killed, at \d{4}-\S+Z, in \d+ s\.$/)
  expect(lines.at(-1)).toBe('succeeded: 1 read, 1 match, 1 new, 0 updated, 0 unreadable')
})

test('migrate says what it did and, again, that there is nothing to do', async () => {
  expect(await run('migrate')).toEqual({ code: 0, out: '', err: 'The database is up to date.\n' })
})
