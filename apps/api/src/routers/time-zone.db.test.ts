import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { keepPosts } from '@echoscope/db/testing'
import type { Scope } from '@echoscope/domain'
import { type ApiHouse, apiHouse } from '../testing/api-house.ts'

let api: ApiHouse
let scope: Scope
let key: string
const now = Date.now()
beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'))
  key = await api.key('viewer')
  scope = (await api.house.brand({ customs: 1 })).automatic
  await keepPosts(api.house.db, scope, {
    posts: Array.from({ length: 60 }, (_, at) => ({
      externalId: `t3_${at}`,
      publishedAt: new Date(now - at * 5 * 3_600_000).toISOString(),
      painPoints: ['crashes'],
    })),
  })
})
afterAll(() => api[Symbol.asyncDispose]())

const of = () => ({ scope: { type: 'automatic', brandId: scope.brandId } })
const ask = async (path: string, input: unknown) =>
  (await api.call(path, input)).data as { readonly timeZone: string; readonly points: { start: string; threads: number }[] }
const zonesOf = async (): Promise<string[]> => {
  const answers: string[] = []
  for (const path of ['analytics.dashboard', 'analytics.trend', 'analytics.kpis', 'analytics.painPoints', 'analytics.events', 'threads.list'])
    answers.push((await ask(path, of())).timeZone)
  return [...new Set(answers)]
}

test('an owner chooses the zone; each answer with days names the one it stands in, before its scope is counted anew and after', async () => {
  expect(await zonesOf()).toEqual(['UTC'])
  const { data } = await api.call('timeZone.set', { timeZone: 'Asia/Kathmandu' })
  expect(data).toEqual({ timeZone: 'Asia/Kathmandu', scopes: 2, waiting: 2 })
  expect(await zonesOf()).toEqual(['UTC'])
  await api.house.db.timeZones.redate(scope)
  expect(await zonesOf()).toEqual(['Asia/Kathmandu'])
  expect((await api.call('timeZone.get', {})).data).toEqual({ timeZone: 'Asia/Kathmandu', scopes: 2, waiting: 1 })
  expect((await api.call('viewer.me', {})).data).toMatchObject({ workspace: { timeZone: 'Asia/Kathmandu' } })
})

test('a table says the same days as the page, each beside its zone', async () => {
  const trend = await ask('analytics.trend', of())
  const file = async (table: string): Promise<string[][]> => {
    const asked = new URL(`/api/export?table=${table}&input=${encodeURIComponent(JSON.stringify(of()))}`, api.url)
    const text = await (await fetch(asked, { headers: { authorization: `Bearer ${key}` } })).text()
    return text
      .trim()
      .split('\n')
      .map((line) => line.trim().replaceAll('"', '').split(','))
  }
  const [head = [], ...rows] = await file('trend')
  const cell = (row: readonly string[], name: string) => row[head.findIndex((each) => each.replace('\u{FEFF}', '') === name)]
  expect(rows.map((row) => [cell(row, 'start'), Number(cell(row, 'threads')), cell(row, 'timeZone')])).toEqual(
    trend.points.map(({ start, threads }) => [start, threads, 'Asia/Kathmandu']),
  )
})

test('only an owner sets it, and a name that is none is refused with what to write', async () => {
  const editor = await api.key('editor')
  expect((await api.call('timeZone.set', { timeZone: 'Europe/Berlin' }, { key: editor })).error?.data.reason).toBe('role_too_low')
  for (const timeZone of ['Europe/Atlantis', '+05:45', '']) expect((await api.call('timeZone.set', { timeZone })).status).toBe(400)
  expect((await api.call('timeZone.get', {})).data).toMatchObject({ timeZone: 'Asia/Kathmandu' })
})
