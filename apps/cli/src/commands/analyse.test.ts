import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { echoscope } from '../testing/echoscope.ts'

const lines = (text: string): unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

test('each post gets one line with its id, its language, its sentiment and what hurts, with spans into its own text', async () => {
  const body = 'I hate the slow startup.'
  const { code, out, err } = await echoscope(['analyse'], {
    input: `${JSON.stringify({ id: 'a', title: 'Zephyr', body })}\n\n${JSON.stringify({ id: 7, body: 'Das ist wirklich ganz wunderbar gemacht von euch allen.' })}\n`,
  })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(lines(out)).toEqual([
    {
      id: 'a',
      language: 'en',
      sentiment: expect.any(Number),
      label: 'negative',
      confidence: expect.any(Number),
      complaint: expect.any(Number),
      painPoints: [expect.objectContaining({ keyword: 'slow startup' })],
      spam: 0,
      spamReasons: [],
      toxicity: 0,
    },
    { id: 7, language: 'de', sentiment: 0, label: 'neutral', confidence: 0, complaint: 0, painPoints: [], spam: 0, spamReasons: [], toxicity: null },
  ])
  const [{ painPoints }] = lines(out) as [{ painPoints: { field: string; start: number; end: number }[] }]
  expect(painPoints.map(({ field, start, end }) => [field, body.slice(start, end)])).toEqual([['body', 'slow startup']])
})

test('a line that is no post is said with its number on stderr, the rest goes on, and the exit code is 1', async () => {
  const input = ['{"id":1,"body":"good"}', 'not json', '{"body":"no id"}', '{"id":2,"title":null,"body":null}', '[]', '{"id":3}'].join('\n')
  const { code, out, err } = await echoscope(['analyse'], { input })
  expect(code).toBe(1)
  expect(lines(out).map((line) => (line as { id: number }).id)).toEqual([1, 2, 3])
  expect(err.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^line 2: is not JSON/),
    expect.stringMatching(/^line 3: id/),
    expect.stringMatching(/^line 5: /),
  ])
})

test('thousands of bad lines are counted, not all printed', async () => {
  const { code, err } = await echoscope(['analyse'], { input: 'x\n'.repeat(3_000) })
  expect(code).toBe(1)
  expect(err.split('\n').length).toBeLessThan(30)
  expect(err).toContain('2980 more lines')
})

test('a reader that has enough ends it, without a word and without end', async () => {
  const command = `yes '{"id":1,"body":"slow"}' | '${process.execPath}' '${join(import.meta.dirname, '../main.ts')}' analyse | head -n 2`
  const { out, err } = await new Promise<{ out: string; err: string }>((done, fail) =>
    execFile('bash', ['-c', command], { timeout: 20_000 }, (error, stdout, stderr) => (error === null ? done({ out: stdout, err: stderr }) : fail(error))),
  )
  expect([lines(out).length, err]).toEqual([2, ''])
})
