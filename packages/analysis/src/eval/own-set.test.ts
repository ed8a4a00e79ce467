import { labelOf } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { createAnalyzer } from '../analyzer.ts'
import { f1Of, measuresOf } from './measures.ts'
import { ownSet, spanWordF1 } from './own-set.ts'

const analyzer = createAnalyzer({ mentionsBrand: () => false })
const posts = ownSet().map((post) => ({ ...post, analysis: analyzer.analyse({ title: '', body: post.text }) }))
const english = posts.filter(({ language }) => language === 'en')

test('the set has at least 300 posts, and every pain phrase is a stretch of its text', () => {
  expect(posts.length).toBeGreaterThanOrEqual(300)
  for (const { text, pain, complaint } of posts) {
    for (const { start, end } of pain) expect(text.slice(start, end)).toMatch(/^\S.*\S$/)
    if (pain.length > 0) expect(complaint).toBe(true)
  }
})

test('sentiment reaches its floor', () => {
  expect(measuresOf(english.map(({ sentiment, analysis }) => ({ gold: sentiment, said: labelOf(analysis.sentiment) }))).macroF1).toBeGreaterThan(0.72)
})

test('complaints reach their floor', () => {
  expect(
    f1Of(
      english.map(({ complaint, analysis }) => ({ gold: complaint, said: analysis.complaint >= 0.5 })),
      true,
    ),
  ).toBeGreaterThan(0.8)
})

test('the phrases of what hurts reach their floor', () => {
  expect(spanWordF1(posts.map(({ text, pain, analysis }) => ({ text, gold: pain, said: analysis.painPoints })))).toBeGreaterThan(0.75)
})

test('languages are told apart, and a post under 12 letters is undetermined', () => {
  const right = posts.filter(({ language, analysis }) => language === analysis.language)
  expect(right.length / posts.length).toBeGreaterThan(0.98)
})
