import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { type ApiHouse, apiHouse, furnish } from '@echoscope/api/testing'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

let api: ApiHouse
beforeAll(async () => {
  api = await apiHouse(inject('postgresUrl'))
})
afterAll(() => api[Symbol.asyncDispose]())

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}
/** As a user would run it: another process, its settings from the environment. */
const run = (args: readonly string[], env: Record<string, string>): Promise<Ended> =>
  new Promise((done) => {
    execFile(process.execPath, [join(import.meta.dirname, 'pain-points.ts'), ...args], { env: { ECHOSCOPE_URL: api.url, ...env } }, (error, stdout, stderr) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    )
  })

test("it prints the brand's growing pain points as columns, and none of its campaigns'", async () => {
  const { brand, automatic, customs } = await api.house.brand({ customs: 1 })
  const found = await furnish(api.house, automatic, 7)
  await api.house.owner('UPDATE pain_points SET keyword = $2 WHERE id = $1', [found.painPointId, 'slow\tstart'])
  for (const scope of customs) await furnish(api.house, scope)
  const { code, stdout, stderr } = await run([brand.id], { ECHOSCOPE_KEY: await api.key('viewer', { scope: automatic }) })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const [head, ...rows] = stdout
    .trimEnd()
    .split('\n')
    .map((row) => row.split('\t'))
  expect(head).toEqual(['keyword', 'mentions', 'previous', 'growth_percent', 'significant', 'communities', 'sentiment'])
  expect(rows).toEqual([['slow start', '7', '0', 'new', expect.stringMatching(/^(true|false)$/), '1', expect.stringMatching(/^-0\.\d\d$/)]])
})
test('a refusal is one line on stderr with its reason, and nothing on stdout', async () => {
  const { brand, customs } = await api.house.brand({ customs: 1 })
  const [scope] = customs
  if (scope === undefined) throw new Error('a campaign was asked for')
  const elsewhere = await run([brand.id], { ECHOSCOPE_KEY: await api.key('viewer', { scope }) })
  expect([elsewhere.code, elsewhere.stdout]).toEqual([1, ''])
  expect(elsewhere.stderr).toMatch(/^There is no such scope here.*\(scope_not_found\)\n$/)
  expect((await run([brand.id], { ECHOSCOPE_KEY: 'esk_wrong' })).stderr).toContain('(invalid_key)')
  expect((await run(['not-an-id'], { ECHOSCOPE_KEY: await api.key('viewer') })).stderr).toContain('(scope_required)')
})
test('without a key or a brand it says how it is used', async () => {
  expect(await run([], {})).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^usage: ECHOSCOPE_KEY/) })
})
