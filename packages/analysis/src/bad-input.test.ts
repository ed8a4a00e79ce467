import { labelOf } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { createAnalyzer } from './analyzer.ts'

const analyzer = createAnalyzer({ mentionsBrand: () => true })
const bodyOnly = (body: string) => analyzer.analyse({ title: '', body })

const base64 = Buffer.from(Array.from({ length: 3_000 }, (_, at) => (at * 73) % 251)).toString('base64')
const stackTrace = `\`\`\`
Exception in thread "main" java.lang.NullPointerException: fatal error, horrible failure
	at com.example.app.Main.crash(Main.java:14)
	at com.example.app.Main.main(Main.java:5)
\`\`\``

test.each([
  ['nothing', ''],
  ['spaces', ' \n\t\n '],
  ['base64', base64],
  ['addresses alone', 'https://example.org/terrible/crash https://example.org/love www.example.org'],
  ['code alone', '```js\nthrow new Error("awful, terrible, worst")\n```'],
  ['a stack trace in a fence', stackTrace],
  ['a quoted reply alone', '> This is the worst product ever, it crashes all the time.\n> I hate it.'],
  ['lone surrogates', '\ud800\ud800\udfff\udc00 \ud83d'],
  ['control characters', '\u0000\u0001\u0002\u007f'],
  ['right-to-left marks', '\u202e\u202d\u200f\u200e'],
])('%s is neutral, hurts nobody and reports nothing', (_, body) => {
  const { sentiment, complaint, painPoints, language } = bodyOnly(body)
  expect({ label: labelOf(sentiment), painPoints, complains: complaint >= 0.5 }).toEqual({ label: 'neutral', painPoints: [], complains: false })
  expect(language === 'und' || body === base64).toBe(true)
})

test.each([
  ['👍', 'positive'],
  ['😡', 'negative'],
])('one emoji (%s) is never the opposite of what it shows, and has no language', (emoji, label) => {
  const analysis = bodyOnly(emoji)
  expect(analysis.language).toBe('und')
  expect(['neutral', label]).toContain(labelOf(analysis.sentiment))
})

test('code and quoted lines around a post change nothing about it', () => {
  const praise = 'I love the new editor, it is wonderful.'
  const alone = bodyOnly(praise)
  for (const around of [`> It is awful and crashes all day\n\n${praise}`, `${praise}\n\n${stackTrace}`, `${praise} \`fatal.error()\``]) {
    const { sentiment, complaint } = bodyOnly(around)
    expect([labelOf(sentiment), sentiment, complaint]).toEqual(['positive', alone.sentiment, alone.complaint])
  }
})

test.each([
  ['zalgo', `T̷̛h̶e̵ ${'e\u0301\u0302\u0303'.repeat(500)} app`],
  ['mixed scripts', 'Приложение crashes 毎日 and החשבון is gone'],
  ['Arabic and English', 'التطبيق crashes كل يوم and nobody answers'],
  ['full width letters', 'Ｔｈｅ ａｐｐ ｉｓ ｂｒｏｋｅｎ'],
  ['letters with spaces', 't h e   a p p   i s   b r o k e n'],
])('%s gets an answer within its bounds', (_, body) => {
  const { sentiment, confidence, complaint, spam } = bodyOnly(body)
  expect(Math.abs(sentiment)).toBeLessThanOrEqual(1)
  for (const chance of [confidence, complaint, spam]) expect(chance >= 0 && chance <= 1).toBe(true)
})

test.each([
  ['one word without end', 'a'.repeat(1_000_000)],
  ['addresses without end', 'http://a.b/ '.repeat(90_000)],
  ['at signs', '@'.repeat(1_000_000)],
  ['numbers for calling', 'call 0 '.repeat(150_000)],
  ['emoji', '🔥'.repeat(500_000)],
])('a megabyte of %s takes no longer than a long post', (_, bomb) => {
  bodyOnly('The app crashes, once before, so that nothing is loaded in the measured call.')
  const times = [1, 2, 3].map(() => {
    const before = performance.now()
    bodyOnly(bomb)
    return performance.now() - before
  })
  expect(Math.min(...times)).toBeLessThan(200)
})
