import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ThreadId } from '../ids.ts'
import { createListener } from './listening.ts'
import { createPreview, type StoredText } from './preview.ts'

const word = fc.constantFrom('a', 'b', 'c', 'd')
const rule = fc.record({
  keywords: fc.array(word, { minLength: 1, maxLength: 2 }),
  exclusions: fc.array(word, { maxLength: 1 }),
  query: fc.constantFrom(null, 'a OR b', 'c -d', 'title:a', 'a NEAR/1 b', 'NOT a'),
  communities: fc.constantFrom([], ['r/go'], ['GO', 'rust']),
})
const stored: fc.Arbitrary<StoredText> = fc.record({
  id: fc.option(
    fc.uuid().map((id) => id as ThreadId),
    { nil: null },
  ),
  title: fc.array(word, { maxLength: 3 }).map((words) => words.join(' ')),
  body: fc.array(word, { maxLength: 3 }).map((words) => words.join(' ')),
  community: fc.constantFrom('r/go', 'rust', 'zig'),
  publishedAt: fc.constant(new Date('2026-11-01T00:00:00Z')),
})

test('what an edit keeps is what the saved rule kept, with what it gains and without what it loses', () => {
  fc.assert(
    fc.property(rule, rule, fc.array(fc.array(stored, { maxLength: 20 }), { maxLength: 3 }), (edited, saved, pages) => {
      const preview = createPreview(edited, saved)
      for (const page of pages) preview.add(page)
      const posts = pages.flat()
      const [now, before] = [createListener(edited), createListener(saved)].map((hear) => posts.filter((post) => hear(post).kept))
      const threads = posts.filter(({ id }) => id !== null).length
      const all = { stored: threads, heldBack: posts.length - threads }
      const { tried, triedHeldBack, count, gained, lost, samples, gainedSamples, lostSamples } = preview.result(all)
      expect([tried, triedHeldBack, count]).toEqual([all.stored, all.heldBack, now?.length])
      expect((before?.length ?? 0) + (gained ?? 0) - (lost ?? 0)).toBe(count)
      expect([samples, gainedSamples, lostSamples].map(({ length }) => length)).toEqual([count, gained, lost].map((each) => Math.min(10, each ?? 0)))
      for (const sample of [...samples, ...gainedSamples]) expect(now?.map(({ id }) => id)).toContain(sample.threadId)
    }),
  )
})
