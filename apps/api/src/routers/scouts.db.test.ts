import { createReadStream } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { type Run, requestOf, type Scope } from '@echoscope/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { answerOf, type ApiHouse, apiHouse } from '../testing/api-house.ts'

let api: ApiHouse
let automatic: Scope
let custom: Scope
beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'), { uploadLimitBytes: 3_000_000 })
})
beforeEach(async () => {
  const brand = await api.house.brand({ customs: 1 })
  const [first] = brand.customs
  if (first === undefined) throw new Error('a campaign was asked for')
  automatic = brand.automatic
  custom = first
})
afterAll(() => api[Symbol.asyncDispose]())

const runsOf = async (scope: Scope): Promise<Run[]> => ((await api.call('scouts.list', { scope: requestOf(scope) })).data as { items: Run[] }).items

describe('a run', () => {
  test('that is going on already is answered, not doubled, however many ask at once', async () => {
    const asked = await Promise.all(Array.from({ length: 8 }, () => api.call('scouts.run', { scope: requestOf(automatic) })))
    expect(new Set(asked.map(({ data }) => (data as { runId: string }).runId)).size).toBe(1)
    expect(await runsOf(automatic)).toHaveLength(1)
    expect(await runsOf(custom)).toEqual([])
  })
  test('that is queued is cancelled at once, and cannot be cancelled twice', async () => {
    const { runId } = (await api.call('scouts.run', { scope: requestOf(custom) })).data as { runId: string }
    expect((await api.call('scouts.cancel', { scope: requestOf(custom), runId })).data).toMatchObject({ id: runId, status: 'cancelled' })
    expect((await api.call('scouts.cancel', { scope: requestOf(custom), runId })).error?.data.reason).toBe('wrong_state')
  })
  test('is paged newest first, without a gap or a double', async () => {
    for (let n = 0; n < 5; n += 1) {
      const { runId } = (await api.call('scouts.run', { scope: requestOf(custom) })).data as { runId: string }
      await api.call('scouts.cancel', { scope: requestOf(custom), runId })
    }
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const { data } = await api.call('scouts.list', { scope: requestOf(custom), limit: 2, ...(cursor === null ? {} : { cursor }) })
      const page = data as { items: Run[]; nextCursor: string | null }
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(seen).toEqual((await runsOf(custom)).map(({ id }) => id))
    expect(new Set(seen).size).toBe(5)
  })
})

test('a watched run is told at each change until it ends, as events that a browser reads', async () => {
  const { runId } = (await api.call('scouts.run', { scope: requestOf(custom) })).data as { runId: string }
  const input = encodeURIComponent(JSON.stringify({ scope: requestOf(custom), runId }))
  const stream = await fetch(`${api.url}/api/trpc/scouts.watch?input=${input}`, { headers: { authorization: `Bearer ${await api.key('viewer')}` } })
  expect(stream.headers.get('content-type')).toBe('text/event-stream')
  setTimeout(() => void api.call('scouts.cancel', { scope: requestOf(custom), runId }), 300)
  const text = await stream.text()
  expect([...text.matchAll(/"status":"(\w+)"/g)].map((found) => found[1])).toEqual(['queued', 'cancelled'])
  expect(text).toContain('event: return')
})

const upload = async (query: Record<string, string>, body: RequestInit['body'], headers: Record<string, string> = {}) =>
  answerOf(
    await fetch(`${api.url}/api/archive?${new URLSearchParams(query).toString()}`, {
      method: 'POST',
      body: body ?? null,
      duplex: 'half',
      headers: { authorization: `Bearer ${await api.key('editor')}`, 'x-request-id': 'test-request', ...headers },
    } as RequestInit),
  )

/** An archive of so many characters. */
const textOf = (length: number): string =>
  '{"id":"a","title":"a title","created_utc":1590000000}\n'
    .repeat(length / 50)
    .slice(0, length)
    .padEnd(length)
const scopeText = (scope: Scope): string => (scope.type === 'automatic' ? `automatic:${scope.brandId}` : `custom:${scope.campaignId}`)

const filesOf = async (): Promise<string[]> => readdir(join(api.home, 'uploads')).catch(() => [])

const archiveOf = async (runId: string) => {
  const [row] = await api.house.owner<{ archive: { files: string[]; options: object; temporary: boolean }; trigger: string; campaign_id: string }>(
    'SELECT archive, trigger, campaign_id FROM scout_runs WHERE id = $1',
    [runId],
  )
  return row
}

describe('an uploaded archive', () => {
  test('is streamed to a file that the worker finds, and queued for its scope', async () => {
    const file = join(api.home, 'two-megabytes')
    await writeFile(file, textOf(2_000_000))
    const answer = await upload(
      { scope: scopeText(custom), name: 'posts.ndjson.zst', format: 'reddit', columns: '{"id":"post"}', foldCopies: 'true' },
      Readable.toWeb(createReadStream(file)) as RequestInit['body'],
    )
    expect(answer.status).toBe(202)
    const { runId } = JSON.parse(answer.text) as { runId: string }
    const row = await archiveOf(runId)
    expect(row).toMatchObject({
      trigger: 'import',
      campaign_id: custom.campaignId,
      archive: { options: { format: 'reddit', columns: { id: 'post' }, foldCopies: true }, temporary: true },
    })
    expect((await readFile(row?.archive.files[0] ?? '')).length).toBe(2_000_000)
    expect(row?.archive.files[0]).toMatch(/posts\.ndjson\.zst$/)
  })
  test('may name its scope as JSON, as the page does', async () => {
    const { status } = await upload(
      { scope: JSON.stringify(requestOf(automatic)), name: 'a.csv', format: 'auto' },
      'id,title,published_at,community\n1,gruß,2026-01-01,x',
    )
    expect(status).toBe(202)
    expect(await runsOf(automatic)).toHaveLength(1)
  })
  test('can also be sent as text through the typed procedure', async () => {
    const { data } = await api.call('archive.import', {
      scope: requestOf(automatic),
      upload: { name: 'a.csv', content: 'id,title,published_at,community\n1,gruß 👋,2026-01-01,x' },
    })
    const row = await archiveOf((data as { runId: string }).runId)
    expect(await readFile(row?.archive.files[0] ?? '', 'utf8')).toBe('id,title,published_at,community\n1,gruß 👋,2026-01-01,x')
  })
  test('of eight million characters passes through the procedure, one more does not', async () => {
    const large = await apiHouse(inject('postgresUrl'))
    const brand = await large.house.brand({ customs: 0 })
    const send = (length: number) => large.call('archive.import', { scope: requestOf(brand.automatic), upload: { name: 'a', content: textOf(length) } })
    expect((await send(8_000_000)).status).toBe(200)
    expect((await send(8_000_001)).error?.data.reason).toBe('invalid_input')
    expect((await send(33_000_000)).error?.data.reason).toBe('body_too_large')
    await large[Symbol.asyncDispose]()
  })
  test.each([
    ['a table whose columns it does not know', 'odd.csv', 'Foo,Bar\n1,2\n', 'odd.csv'],
    ['no archive at all', 'picture.png', new Uint8Array(500).fill(137), 'picture.png'],
  ])('that is %s is refused by its own name, and leaves no file and no run', async (_, name, body, named) => {
    const [filesBefore, runsBefore] = [await filesOf(), (await runsOf(automatic)).length]
    const answer = await upload({ scope: scopeText(automatic), name }, body)
    expect(answer.error?.data.reason).toBe('invalid_archive')
    expect(answer.text).toContain(named)
    expect(answer.text).not.toMatch(new RegExp(`[\\w-]${named}`))
    expect([await filesOf(), (await runsOf(automatic)).length]).toEqual([filesBefore, runsBefore])
  })
  test('that is a table with unknown columns is refused through both doors with its first rows, so that a form can ask which is which', async () => {
    const content = 'Was,Wann\nGruß,2026-01-01\nzwei,2026-01-02\n'
    const sample = [
      ['Gruß', '2026-01-01'],
      ['zwei', '2026-01-02'],
    ]
    for (const answer of [
      await upload({ scope: scopeText(automatic), name: 'odd.csv' }, content),
      await api.call('archive.import', { scope: requestOf(automatic), upload: { name: 'odd.csv', content } }),
    ])
      expect(answer.error?.data).toMatchObject({ reason: 'invalid_archive', details: { file: 'odd.csv', columns: ['Was', 'Wann'], sample } })
  })
  test('is queued with every option it was sent with, through both doors', async () => {
    const options = { format: 'csv', columns: { title: 'Was', publishedAt: '2' }, platform: 'forum', community: 'Lobby' }
    const content = 'Was,Wann\nGruß,2026-01-01\n'
    const { columns, ...flat } = options
    const sent = [
      await upload({ scope: scopeText(automatic), name: 'odd.csv', ...flat, columns: JSON.stringify(columns) }, content),
      await api.call('archive.import', { scope: requestOf(automatic), upload: { name: 'odd.csv', content }, options }),
    ]
    for (const { status, text, data } of sent) {
      expect([200, 202], text).toContain(status)
      const { runId } = (data ?? JSON.parse(text)) as { runId: string }
      expect((await archiveOf(runId))?.archive).toMatchObject({ options })
    }
  })
  test('past the limit is refused and leaves no file and no run', async () => {
    const before = await filesOf()
    const chunk = new Uint8Array(1_000_000)
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({ pull: (controller) => (sent++ < 10 ? controller.enqueue(chunk) : controller.close()) })
    const answer = await upload({ scope: scopeText(custom), name: 'a' }, endless)
    expect([answer.status, answer.error?.data.reason]).toEqual([413, 'body_too_large'])
    expect(await filesOf()).toEqual(before)
    expect(await runsOf(custom)).toEqual([])
  })
  test('without a scope, with a wrong one, or by a viewer is refused before anything is kept', async () => {
    const before = await filesOf()
    for (const scope of [
      '',
      'x',
      'automatic',
      'automatic:',
      `automatic:${custom.brandId}:x`,
      `Custom:${custom.campaignId}`,
      'custom:x',
      '{"type":"custom"}',
      '{',
    ])
      expect((await upload({ scope, name: 'a' }, 'x')).error?.data.reason, scope).toBe('scope_required')
    expect((await upload({ name: 'a' }, 'x')).error?.data.reason).toBe('scope_required')
    expect((await upload({ scope: `custom:${automatic.campaignId}`, name: 'a' }, 'x')).error?.data.reason).toBe('scope_not_found')
    for (const query of [
      { scope: scopeText(custom) },
      { scope: scopeText(custom), name: 'a', extra: 'x' },
      { scope: scopeText(custom), name: 'a', format: 'xml' },
      { scope: scopeText(custom), name: 'a', columns: '{' },
    ])
      expect((await upload(query as Record<string, string>, 'x')).error?.data.reason).toBe('invalid_input')
    expect((await upload({ scope: scopeText(custom), name: 'a' }, null)).error?.data.reason).toBe('invalid_archive')
    const viewer = await upload({ scope: scopeText(custom), name: 'a' }, 'x', { authorization: `Bearer ${await api.key('viewer')}` })
    expect(viewer.error?.data.reason).toBe('role_too_low')
    const bound = await upload({ scope: scopeText(custom), name: 'a' }, 'x', { authorization: `Bearer ${await api.key('editor', { scope: automatic })}` })
    expect(bound.error?.data.reason).toBe('scope_not_found')
    expect((await upload({ scope: scopeText(custom), name: 'a' }, 'x', { authorization: '' })).status).toBe(401)
    expect(await filesOf()).toEqual(before)
  })
})
