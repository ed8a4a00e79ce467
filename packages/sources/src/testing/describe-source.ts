import type { Post, Source, SourceFault } from '@echoscope/domain'
import { describe, expect, test } from 'vitest'
import { collectAll } from './collect.ts'
import type { ReplayPost } from './hacker-news-index.ts'
import { samplePosts } from './sample-posts.ts'

/** A source over posts that a test chose. */
export interface Prepared extends AsyncDisposable {
  readonly source: Source
}

export interface SourceContract {
  /** A source that finds these posts for the terms `alpha` and `beta`; `newest-first` is how they are handed in. */
  make(posts: readonly ReplayPost[]): Promise<Prepared>
  /** Every fault the place can show, and how. */
  readonly faults: Readonly<Partial<Record<SourceFault, () => Promise<Prepared>>>>
  /** A source that has more to give when it is aborted. */
  slow(): Promise<Prepared>
  /** The source's id of a post that was handed in. */
  readonly idOf?: (post: ReplayPost) => string
  /** How many posts the place can show at all; 2,500 unless said otherwise. */
  readonly count?: number
  /** A source whose place gives its first answer for ever. */
  readonly stuck?: () => Promise<Prepared>
}

const terms = ['alpha', 'beta']
const idsOf = (posts: readonly Post[]): string[] => posts.map(({ externalId }) => externalId)

/** What every connector promises, run on each. */
export function describeSource(name: string, { make, faults, slow, stuck, idOf = ({ id }) => String(id), count = 2_500 }: SourceContract): void {
  const expectedIds = (posts: readonly ReplayPost[]): string[] => posts.map(idOf).toSorted()
  describe(`${name} keeps the contract of sources`, () => {
    test('every post comes once, newest first, in batches that are never empty', async () => {
      const posts = samplePosts(count)
      await using place = await make(posts)
      const all = await collectAll(place.source, { terms })
      expect(all.error).toBeNull()
      expect(idsOf(all.posts).toSorted()).toEqual(expectedIds(posts))
      const times = all.posts.map(({ publishedAt }) => publishedAt.getTime())
      expect(times).toEqual(times.toSorted((one, other) => other - one))
      expect(all.batches.every((batch) => batch.length > 0)).toBe(true)
    })

    test('the window holds its first instant and not its last', async () => {
      const posts = samplePosts(70)
      const since = new Date('2026-03-01T11:59:53Z')
      const until = new Date('2026-03-01T11:59:58Z')
      await using place = await make(posts)
      const all = await collectAll(place.source, { terms, window: { since, until } })
      expect(idsOf(all.posts).toSorted()).toEqual(expectedIds(posts.filter(({ createdAt }) => createdAt >= since && createdAt < until)))
      expect(all.posts).toHaveLength(35)
    })

    test('a run cut short anywhere goes on from its checkpoint, and both parts together are every post', async () => {
      const posts = samplePosts(count)
      for (const cut of [1, 99, 100, 999, 1_000, 1_001, 1_777, count - 1].filter((each) => each < count)) {
        await using place = await make(posts)
        // A batch and its checkpoint are stored together or not at all, so posts after the last checkpoint are lost with the crash.
        const first = await collectAll(place.source, { terms, stopAt: ({ posts: seen }) => seen.length === cut })
        const kept = first.posts.slice(0, postsBeforeLastCheckpoint(first.batches, cut))
        const rest = await collectAll(place.source, { terms, checkpoint: first.checkpoint })
        expect(rest.error).toBeNull()
        expect([...new Set([...idsOf(kept), ...idsOf(rest.posts)])].toSorted(), `cut after ${cut}`).toEqual(expectedIds(posts))
      }
    })

    test('a finished run, continued, gives nothing again', async () => {
      await using place = await make(samplePosts(300))
      const { checkpoint } = await collectAll(place.source, { terms })
      expect((await collectAll(place.source, { terms, checkpoint })).posts).toEqual([])
    })

    test('progress never goes back and ends at its total', async () => {
      await using place = await make(samplePosts(count))
      const { progress } = await collectAll(place.source, { terms })
      const done = progress.map((each) => each.done)
      expect(done).toEqual(done.toSorted((one, other) => one - other))
      expect(progress.at(-1)?.done).toBe(progress.at(-1)?.total)
    })

    test('an aborted run stops within a second, with the reason of its signal', async () => {
      await using place = await slow()
      const abort = new AbortController()
      const reason = new Error('the user cancelled')
      setTimeout(() => abort.abort(reason), 50)
      const before = performance.now()
      const all = await collectAll(place.source, { terms, signal: abort.signal })
      expect(all.error).toBe(reason)
      expect(performance.now() - before).toBeLessThan(1_050)
    })

    if (stuck !== undefined)
      test('a place that gives the same page again and again is left, and what came first is kept', async () => {
        await using place = await stuck()
        const all = await collectAll(place.source, { terms })
        expect(all.posts.length).toBeGreaterThan(0)
        expect(all.error).toMatchObject({ name: 'SourceError', fault: 'malformed' })
      })

    test('a window without an end before its beginning asks nothing and gives nothing', async () => {
      await using place = await make(samplePosts(7))
      const now = new Date('2026-03-01T12:00:00Z')
      const all = await collectAll(place.source, { terms, window: { since: now, until: now } })
      expect([all.posts, all.error]).toEqual([[], null])
    })

    test.each(Object.entries(faults))('a fault is told as %s, and not as an empty answer', async (fault, prepare) => {
      await using place = await prepare()
      const { error } = await collectAll(place.source, { terms })
      expect(error).toMatchObject({ name: 'SourceError', fault })
    })
  })
}

function postsBeforeLastCheckpoint(batches: Awaited<ReturnType<typeof collectAll>>['batches'], cut: number): number {
  let posts = 0
  let kept = 0
  for (const item of batches.flat()) {
    if (item.kind === 'post') posts += 1
    if (posts === cut) return kept
    if (item.kind === 'checkpoint') kept = posts
  }
  return kept
}
