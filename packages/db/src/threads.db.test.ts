import { newId, type Scope, type ThreadFilter, type ThreadId } from '@echoscope/domain'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { keepPosts, type PostPlan, rangeOf, testHouse, type TestHouse, threadOf } from './testing/index.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
})
afterAll(() => house?.[Symbol.asyncDispose]())

const filled = async (posts: readonly PostPlan[]): Promise<Scope> => {
  const { automatic } = await house.brand({ customs: 0 })
  await keepPosts(house.db, automatic, { posts })
  return automatic
}
const found = async (scope: Scope, filter: ThreadFilter): Promise<string[]> => {
  const { items, total } = await house.db.threads.list(scope, { filter, sort: 'oldest' })
  expect(total).toBe(items.length)
  return items.map(({ externalId }) => externalId)
}

test('posts that their place says a bot wrote are marked, filtered by, threads like any other, and of no voice', async () => {
  const day = { publishedAt: '2026-11-20T10:00:00Z' }
  const scope = await filled([
    { externalId: 'bot', author: 'news', byBot: true, ...day },
    { externalId: 'ann', author: 'ann', ...day },
    { externalId: 'zed', author: 'zed', spam: 0.45, spamSigns: ['money', 'short link'], ...day },
  ])
  expect(await found(scope, { byBot: true })).toEqual(['bot'])
  expect((await found(scope, { byBot: false })).toSorted()).toEqual(['ann', 'zed'])
  const { items } = await house.db.threads.list(scope, {})
  const told = items.map(({ externalId, byBot, spam }) => ({ externalId, byBot, spam })).toSorted((a, b) => a.externalId.localeCompare(b.externalId))
  expect(told).toEqual([
    { externalId: 'ann', byBot: false, spam: { score: 0, signs: [] } },
    { externalId: 'bot', byBot: true, spam: { score: 0, signs: [] } },
    { externalId: 'zed', byBot: false, spam: { score: 0.45, signs: ['money', 'short link'] } },
  ])
  const board = await house.db.analytics.dashboard(scope, rangeOf('2026-11-01', '2026-12-01'), new Date('2026-11-30T12:00:00Z'))
  expect(board.influencers.map(({ username }) => username).toSorted()).toEqual(['ann', 'zed'])
  expect(board.kpis.find(({ id }) => id === 'threads')?.value).toBe(3)
  expect(board.communities.map(({ keyVoice }) => keyVoice?.username)).not.toContain('news')
  // The place says so of an account only now: what is stored follows.
  await keepPosts(house.db, scope, { posts: [{ externalId: 'ann', author: 'ann', byBot: true, ...day }] })
  expect((await found(scope, { byBot: true })).toSorted()).toEqual(['ann', 'bot'])
  const [zed] = items.filter(({ externalId }) => externalId === 'zed')
  expect((await house.db.whyHere.of(scope, { url: zed?.url })).words).toContain('Signs of an advertisement: money, short link (0.45, held back from 0.7).')
})

describe('the list', () => {
  test('of every order and page size, pages hold each thread once, also where all sort values are equal', async () => {
    const scope = await filled(
      Array.from({ length: 23 }, (_, index) => ({
        externalId: `p${index}`,
        publishedAt: `2026-11-${10 + (index % 3)}T10:00:00.123Z`,
        score: index % 4,
        comments: 0,
      })),
    )
    for (const sort of ['newest', 'oldest', 'engagement'] as const)
      for (const limit of [1, 4, 22, 23, 200]) {
        const pages: string[][] = []
        for (let cursor: string | null | undefined; cursor !== null; ) {
          const page = await house.db.threads.list(scope, { sort, limit, ...(cursor !== undefined && { cursor }) })
          expect(page.total).toBe(23)
          pages.push(page.items.map(({ id }) => id))
          cursor = page.nextCursor
        }
        expect(pages).toHaveLength(Math.ceil(23 / limit))
        expect(new Set(pages.flat()).size, `${sort} by ${limit}`).toBe(23)
      }
  })

  test('a thread that comes in between two pages shifts none onto both or onto neither', async () => {
    const scope = await filled(Array.from({ length: 6 }, (_, index) => ({ externalId: `p${index}`, publishedAt: `2026-11-1${index}T10:00:00Z` })))
    const first = await house.db.threads.list(scope, { limit: 3 })
    await keepPosts(house.db, scope, { posts: [{ externalId: 'late', publishedAt: '2026-11-20T10:00:00Z' }] })
    const second = await house.db.threads.list(scope, { limit: 3, ...(first.nextCursor !== null && { cursor: first.nextCursor }) })
    expect([...first.items, ...second.items].map(({ externalId }) => externalId)).toEqual(['p5', 'p4', 'p3', 'p2', 'p1', 'p0'])
  })

  test('a cursor that no page returned is refused, whatever it is', async () => {
    const scope = await filled([{}, {}])
    const { nextCursor } = await house.db.threads.list(scope, { limit: 1 })
    if (nextCursor === null) throw new Error('one page')
    const refused = async (cursor: string, sort: 'newest' | 'engagement' = 'newest') =>
      expect(house.db.threads.list(scope, { cursor, sort })).rejects.toMatchObject({ reason: 'invalid_cursor' })
    const write = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    for (const cursor of [
      '',
      'x',
      `${nextCursor}x`,
      nextCursor.slice(1),
      write([]),
      write(['2026-11-20', 7]),
      write(["2026'; drop table threads", newId()]),
      write(['2026-13-45', newId()]),
      write(['-', newId()]),
    ])
      await refused(cursor)
    // A cursor of another order.
    await refused(nextCursor, 'engagement')
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        await refused(text)
      }),
      { numRuns: 60 },
    )
  })

  test('a range goes by the day of publication, half open', async () => {
    const scope = await filled(
      ['2026-11-09T23:59:59.999Z', '2026-11-10T00:00:00Z', '2026-11-11T23:59:59.999Z', '2026-11-12T00:00:00Z'].map((publishedAt, index) => ({
        externalId: `p${index}`,
        publishedAt,
      })),
    )
    const { items } = await house.db.threads.list(scope, { range: rangeOf('2026-11-10', '2026-11-12'), sort: 'oldest' })
    expect(items.map(({ externalId }) => externalId)).toEqual(['p1', 'p2'])
  })

  test('text is found in title and body, ignoring case, and its wildcards are letters', async () => {
    const at = (index: number) => ({ publishedAt: `2026-11-1${index}T10:00:00Z` })
    const scope = await filled([
      { externalId: 'percent', title: 'lost 100% of it', ...at(0) },
      { externalId: 'under', body: 'deno_std', ...at(1) },
      { externalId: 'slash', body: 'C:\\deno', ...at(2) },
      { externalId: 'plain', title: 'ΣΊΣΥΦΟΣ 1000 denoXstd', ...at(3) },
    ])
    expect(await found(scope, { text: '100%' })).toEqual(['percent'])
    expect(await found(scope, { text: 'DENO_STD' })).toEqual(['under'])
    expect(await found(scope, { text: 'c:\\' })).toEqual(['slash'])
    expect(await found(scope, { text: '%' })).toEqual(['percent'])
    expect(await found(scope, { text: `'; drop table threads; --` })).toEqual([])
  })

  test('filters by place, author, complaint, status, source and effective sentiment, alone and together', async () => {
    const scope = await filled([
      { externalId: 'a', community: 'r/deno', author: 'ann', sentiment: 0.2, painPoints: ['crash'], publishedAt: '2026-11-10T10:00:00Z' },
      { externalId: 'b', community: 'r/deno', author: 'bob', sentiment: 0.19, painPoints: ['crash', 'be slow'], publishedAt: '2026-11-11T10:00:00Z' },
      { externalId: 'c', community: 'r/bun', author: null, sentiment: -0.2, publishedAt: '2026-11-12T10:00:00Z' },
    ])
    const { items } = await house.db.threads.list(scope, { sort: 'oldest' })
    const [a, , c] = items
    const crash = a?.painPoints[0]?.id
    if (a === undefined || c === undefined || crash === undefined) throw new Error('nothing was kept')
    expect(await found(scope, { communityId: a.community.id })).toEqual(['a', 'b'])
    expect(await found(scope, { author: 'bob' })).toEqual(['b'])
    expect(await found(scope, { author: 'Bob' })).toEqual([])
    expect(await found(scope, { painPointId: crash, sentiment: 'neutral' })).toEqual(['b'])
    expect([
      await found(scope, { sentiment: 'positive' }),
      await found(scope, { sentiment: 'neutral' }),
      await found(scope, { sentiment: 'negative' }),
    ]).toEqual([['a'], ['b'], ['c']])
    expect(await found(scope, { source: 'archive', communityId: c.community.id })).toEqual(['c'])
    expect(await found(scope, { source: 'hacker-news' })).toEqual([])
    await house.db.threads.update(scope, { threadId: c.id, revision: c.revision, status: 'done', sentiment: 0.9 })
    expect(await found(scope, { status: 'done' })).toEqual(['c'])
    expect(await found(scope, { sentiment: 'positive' })).toEqual(['a', 'c'])
    expect(await found(scope, { sentiment: 'negative' })).toEqual([])
  })
})

describe('an edit', () => {
  const day = rangeOf('2026-11-20', '2026-11-21')
  const cards = async (scope: Scope) => {
    const kpis = await house.db.analytics.kpis(scope, day)
    return kpis.find(({ id }) => id === 'positivity')
  }

  test('of the sentiment counts at once in every number, keeps the model beside it, and can be taken back', async () => {
    const scope = await filled([{ externalId: 'p', sentiment: -0.5, painPoints: ['crash'], publishedAt: '2026-11-20T10:00:00Z' }])
    const threadId = await threadOf(house.db, scope, 'p')
    const corrected = await house.db.threads.update(scope, { threadId, revision: 0, sentiment: 0.4 })
    expect(corrected).toMatchObject({ sentiment: 0.4, sentimentCorrection: 0.4, modelSentiment: -0.5, sentimentLabel: 'positive', revision: 1 })
    expect((await cards(scope))?.value).toBeCloseTo(70)
    expect((await house.db.analytics.painPoints(scope, day))[0]?.sentiment).toBeCloseTo(0.4)
    const back = await house.db.threads.update(scope, { threadId, revision: 1, sentiment: null })
    expect(back).toMatchObject({ sentiment: -0.5, sentimentCorrection: null, sentimentLabel: 'negative' })
    expect((await cards(scope))?.value).toBeCloseTo(25)
  })

  test('a field left out keeps its value, null takes an assignee away', async () => {
    const scope = await filled([{ externalId: 'p' }])
    const threadId = await threadOf(house.db, scope, 'p')
    await house.db.threads.update(scope, { threadId, revision: 0, status: 'open', assignee: 'ann', note: 'look' })
    const edited = await house.db.threads.update(scope, { threadId, revision: 1, assignee: null })
    expect(edited).toMatchObject({ status: 'open', assignee: null, note: 'look', sentimentCorrection: null, revision: 2 })
  })

  test('of two at once one wins and the other is told, and both fields are never half of each', async () => {
    const scope = await filled([{ externalId: 'p' }])
    const threadId = await threadOf(house.db, scope, 'p')
    const edits = await Promise.allSettled(['one', 'two'].map((note) => house.db.threads.update(scope, { threadId, revision: 0, note, assignee: note })))
    expect(edits.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    for (const edit of edits) if (edit.status === 'rejected') expect(edit.reason).toMatchObject({ reason: 'edited_meanwhile', details: { revision: 1 } })
    const { note, assignee } = await house.db.threads.get(scope, threadId)
    expect(note).toBe(assignee)
  })

  test('survives the same post coming in again with new figures', async () => {
    const post: PostPlan = { externalId: 'p', sentiment: -0.5, score: 1, publishedAt: '2026-11-20T10:00:00Z' }
    const scope = await filled([post])
    const threadId = await threadOf(house.db, scope, 'p')
    await house.db.threads.update(scope, { threadId, revision: 0, status: 'done', sentiment: 0.4, note: 'kept' })
    await keepPosts(house.db, scope, { posts: [{ ...post, score: 50 }] })
    expect(await house.db.threads.get(scope, threadId)).toMatchObject({ status: 'done', sentiment: 0.4, note: 'kept' })
    expect((await cards(scope))?.value).toBeCloseTo(70)
  })

  test('of an unknown thread says only that there is none', async () => {
    const scope = await filled([])
    const unknown = newId<'thread'>() as ThreadId
    await expect(house.db.threads.update(scope, { threadId: unknown, revision: 0, note: 'x' })).rejects.toMatchObject({
      reason: 'not_found',
      message: 'There is no such thread here.',
    })
  })
})
