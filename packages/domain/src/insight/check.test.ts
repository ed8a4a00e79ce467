import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { checkParts, isBare, type Part, type Recounting, subjectOf, textOfParts } from './check.ts'
import { type Claim, recount } from './claim.ts'
import { claimText } from './claim-text.ts'
import { community, dashboards, empty, full } from './testing/dashboards.ts'
import { writeSentences } from './write-sentences.ts'

const recounting = (facts = full, texts: Readonly<Record<string, string>> = {}): Recounting => ({ facts, textOf: (id) => texts[id] ?? null })
const changed = (parts: readonly Part[], at: number, part: Part): Part[] => parts.map((each, index) => (index === at ? part : each))

test('every sentence of the rules holds against the facts it was written from, and reads as its parts do', () => {
  fc.assert(
    fc.property(dashboards, (facts) => {
      for (const { text, parts } of writeSentences(facts).sentences) {
        const checked = checkParts(parts, recounting(facts))
        expect(checked, text).toMatchObject({ holds: true, bare: [] })
        expect(textOfParts(parts)).toBe(text)
      }
    }),
    { numRuns: 200 },
  )
})

test('one letter or digit changed in any claim of any sentence is caught, always', () => {
  let tried = 0
  fc.assert(
    fc.property(dashboards, fc.nat(), fc.constantFrom('0', '1', '7', '9', 'x', '-', '.', ' '), (facts, place, put) => {
      for (const { parts } of writeSentences(facts).sentences)
        for (const [at, part] of parts.entries()) {
          if (typeof part === 'string' || 'quote' in part) continue
          const index = place % part.value.length
          const value = part.value.slice(0, index) + put + part.value.slice(index + 1)
          if (value === part.value) continue
          tried += 1
          expect(checkParts(changed(parts, at, { ...part, value }), recounting(facts)).verdicts.map(({ fault }) => fault)).toContain('differs')
          // A digit more, or one less, is another number too.
          for (const longer of [`${part.value}${put}`, part.value.slice(1)])
            if (longer !== part.value) expect(checkParts(changed(parts, at, { ...part, value: longer }), recounting(facts)).holds).toBe(false)
        }
    }),
    { numRuns: 200 },
  )
  expect(tried).toBeGreaterThan(1_000)
})

test('a number, a date or a quote that stands between the claims is caught, in figures and in words', () => {
  const [sentence] = writeSentences(full).sentences
  if (sentence === undefined) throw new Error('a full dashboard has sentences')
  for (const words of [
    ' and 12 more',
    ' up 5%',
    ' twice as many',
    ' on 3 May',
    ' in november',
    ' “so bad”',
    ' "so bad"',
    " 'so bad'",
    ' most people',
    ' ٣ threads',
    ' Ⅳ',
    ' half of them',
    ' says Zoe',
    ' in r/golang',
    ' by @zoe',
    ' on example.com',
    ' of iOS users',
    'Golang',
  ])
    expect(checkParts([...sentence.parts, words], recounting()), words).toMatchObject({ holds: false, bare: [words] })
  expect(isBare('A first word', true)).toBe(true)
  for (const words of [' people’s threads', '. There is', ': Read them', " it doesn't say", ' rose from ', ', which may be chance.'])
    expect(isBare(words), words).toBe(true)
})

test('a claim about somebody who is not in the scope is unknown, as is one about a metric that has no value there', () => {
  const claim = (of: string, metric = 'community.threads'): Claim => ({ metric, of, value: '17' }) as Claim
  const [there] = [community('r/here', 5, 17)]
  const facts = { ...empty, communities: [there] }
  expect(checkParts([claim(there.id)], recounting(facts)).holds).toBe(true)
  expect(checkParts([claim(newId())], recounting(facts)).verdicts).toMatchObject([{ fault: 'unknown' }])
  expect(checkParts([claim(there.id, 'community.sentiment')], recounting(facts)).verdicts).toMatchObject([{ fault: 'unknown' }])
})

test('a quote holds where its thread says it, letter for letter, and one letter changed is caught', () => {
  const threadId = newId()
  const text = 'Sync fails after every update\nand support says nothing. 100% broken – “unusable”.'
  fc.assert(
    fc.property(fc.nat({ max: text.length - 8 }), fc.integer({ min: 8, max: 40 }), fc.nat(), (start, length, place) => {
      const quote = text.slice(start, start + length)
      const check = (said: string) => checkParts([{ threadId, quote: said }], recounting(empty, { [threadId]: text }))
      expect(check(quote).holds).toBe(true)
      const at = place % quote.length
      const other = quote[at] === 'q' ? 'Q' : 'q'
      expect(check(quote.slice(0, at) + other + quote.slice(at + 1)).verdicts).toMatchObject([{ fault: 'not_in_thread' }])
    }),
  )
  expect(checkParts([{ threadId: newId(), quote: 'Sync fails' }], recounting(empty, { [threadId]: text })).verdicts).toMatchObject([{ fault: 'unknown' }])
})

test('every name in every sentence is a claim: another subject’s name or number in its place is caught, though it is counted rightly', () => {
  const names = ['painPoint.keyword', 'community.name', 'voice.name']
  let tried = 0
  fc.assert(
    fc.property(dashboards, (facts) => {
      const others = { painPoint: facts.painPoints, community: facts.communities, voice: facts.influencers }
      for (const { parts } of writeSentences(facts).sentences)
        for (const [at, part] of parts.entries()) {
          const subject = typeof part === 'string' ? null : subjectOf(part)
          if (typeof part === 'string' || 'quote' in part || subject === null || !(subject.noun in others)) continue
          for (const { id } of others[subject.noun as keyof typeof others]) {
            const value = recount(facts, part.metric, id)
            if (id === part.of || value === null) continue
            tried += 1
            expect(checkParts(changed(parts, at, { ...part, of: id, value }), recounting(facts))).toMatchObject({ mixed: true, holds: false })
            if (names.includes(part.metric) && value !== part.value)
              expect(checkParts(changed(parts, at, { ...part, value }), recounting(facts)).holds).toBe(false)
          }
        }
    }),
    { numRuns: 200 },
  )
  expect(tried).toBeGreaterThan(500)
})

test('words alone are no insight', () => {
  expect(checkParts(['People talk.'], recounting()).holds).toBe(false)
  expect(claimText({ threadId: newId(), quote: 'Sync fails' })).toBe('“Sync fails”')
})
