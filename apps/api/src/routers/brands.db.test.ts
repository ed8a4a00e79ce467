import type { Brand } from '@echoscope/domain'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type ApiHouse, apiHouse } from '../testing/api-house.ts'

let api: ApiHouse
beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'))
})
afterAll(() => api[Symbol.asyncDispose]())

const make = async (name: string, more: object = {}): Promise<Brand> => (await api.call('brands.create', { name, ...more })).data as Brand

describe('a name', () => {
  test.each([
    'Deno',
    'ДЕНО',
    '\u202Edetrevni\u202C',
    '\u200Fשלום\u200E',
    '👩‍🚀🏳️‍🌈',
    'e\u0301 \u00E9',
    '<script>alert(1)</script>',
    "Robert'); DROP TABLE brands;--",
    '=1+1',
    '%s %n ${7*7} {{7*7}}',
    '\u0001\u001F',
    'x'.repeat(200),
  ])('of %j is kept exactly', async (name) => {
    const brand = await make(name)
    expect(brand.name).toBe(name)
    expect(((await api.call('brands.get', { brandId: brand.id })).data as Brand).name).toBe(name)
  })
  test.each(['', '   ', 'a\0b', '\uD800', 'x\uDC00', 'x'.repeat(201), 'x'.repeat(10_000), '\u2003'])('of %j is refused, with its path', async (name) => {
    const { status, error } = await api.call('brands.create', { name })
    expect([status, error?.data.reason, error?.data.details['path']]).toEqual([400, 'invalid_input', 'name'])
  })
  test('may be taken twice: a brand is known by its id', async () => {
    expect((await make('Twin')).id).not.toBe((await make('Twin')).id)
  })
})

test('two editors at once: the later gets conflict with the stored revision, and nothing is overwritten', async () => {
  const brand = await make('Deno')
  const edit = (name: string) => api.call('brands.update', { brandId: brand.id, revision: brand.revision, name })
  const answers = await Promise.all([edit('first'), edit('second')])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  const lost = answers.find(({ status }) => status === 409)
  expect(lost?.error?.data).toMatchObject({ reason: 'edited_meanwhile', details: { revision: 1 } })
  const won = answers.find(({ status }) => status === 200)?.data as Brand
  expect((await api.call('brands.get', { brandId: brand.id })).data).toEqual(won)
})
test('a field that is left out keeps its value, null blanks it', async () => {
  const brand = await make('Deno', { website: 'https://deno.com', industry: 'Software' })
  const kept = (await api.call('brands.update', { brandId: brand.id, revision: 0, description: 'x' })).data as Brand
  expect([kept.website, kept.industry, kept.description, kept.revision]).toEqual(['https://deno.com', 'Software', 'x', 1])
  const blanked = (await api.call('brands.update', { brandId: brand.id, revision: 1, website: null })).data as Brand
  expect([blanked.website, blanked.industry]).toEqual([null, 'Software'])
})
test('an archived brand leaves the list and stays readable', async () => {
  const brand = await make('Gone')
  await api.call('brands.archive', { brandId: brand.id })
  const listed = async (input: object) => ((await api.call('brands.list', input)).data as { items: Brand[] }).items.map(({ id }) => id)
  expect(await listed({})).not.toContain(brand.id)
  expect(await listed({ archived: true })).toContain(brand.id)
  expect(((await api.call('brands.get', { brandId: brand.id })).data as Brand).status).toBe('archived')
})
test.each(['javascript:alert(1)', 'file:///etc/passwd', 'deno.com', 'ftp://deno.com', 'https://'])('the web site %s is refused', async (website) => {
  expect((await api.call('brands.create', { name: 'x', website })).status).toBe(400)
})
