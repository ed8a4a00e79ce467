import {
  byEcho,
  byInfluence,
  type CommunityId,
  dayMs,
  dayString,
  daysOf,
  echoChange,
  echoScore,
  engagement,
  growth,
  heatLevel,
  influence,
  influenceLevel,
  isGrowing,
  isHighEcho,
  positivity,
  previousOf,
  type Range,
  type Scope,
  stance,
  topGrowing,
} from '@echoscope/domain'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { keepPosts, type PostPlan, rangeOf, testHouse, type TestHouse } from '../testing/index.ts'

/** A post with everything said, so that the recount below needs no default. */
type Full = Required<Omit<PostPlan, 'gone' | 'entities' | 'byBot' | 'spam' | 'spamSigns'>>

let house: TestHouse
let scope: Scope
let posts: Full[]
beforeAll(async () => {
  house = await testHouse(inject('postgresUrl'))
  const {
    automatic,
    customs: [custom],
  } = await house.brand({ customs: 1 })
  if (custom === undefined) throw new Error('no campaign')
  scope = custom
  posts = somePosts(1, 900)
  await keepPosts(house.db, scope, { posts })
  // The same communities, authors and keywords next door: nothing of it may show.
  await keepPosts(house.db, automatic, { posts: somePosts(2, 400) })
})
afterAll(() => house?.[Symbol.asyncDispose]())

/** A few that are often named, and many that are not: so that the communities' scores move about 7. */
const keywords = ['crash', 'be slow', 'leak', 'fail', ...Array.from({ length: 20 }, (_, index) => `rare ${index}`)]

/** Posts over 150 days from a fixed series of numbers: a large community and small ones, a complaint that grows, unknown authors and scores. */
function somePosts(seed: number, count: number): Full[] {
  let state = seed
  const random = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  const below = (n: number): number => Math.floor(random() * n)
  return Array.from({ length: count }, (_, index) => {
    const day = below(150)
    const named = random() < 0.4
    return {
      externalId: `t3_${index}`,
      community: `r/place${Math.floor(9 * random() ** 1.5)}`,
      author: random() < 0.2 ? null : `author${Math.floor(15 * random() ** 2)}`,
      title: 'deno',
      body: '',
      publishedAt: new Date(Date.UTC(2026, 5, 27) + day * dayMs + below(dayMs)).toISOString(),
      score: random() < 0.1 ? null : below(60) - 10,
      comments: below(25),
      sentiment: [-0.9, -0.2, -0.1, 0, 0.15, 0.2, 0.7][below(7)] ?? 0,
      brandSentiment: named ? below(21) / 10 - 1 : null,
      painPoints: keywords.filter((_, at) => random() < (at > 3 ? 0.02 : 0.1 + (at * day) / 600)),
    }
  })
}

const ranges: [string, Range][] = [
  ['30 days', rangeOf('2026-10-24', '2026-11-23')],
  ['a week', rangeOf('2026-11-02', '2026-11-09')],
  ['45 days, in part without threads', rangeOf('2026-11-01', '2026-12-16')],
  ['one day', rangeOf('2026-10-10', '2026-10-11')],
  ['before everything', rangeOf('2020-01-01', '2020-02-01')],
]
const inside = ({ from, to }: Range): Full[] => posts.filter(({ publishedAt }) => publishedAt >= from.toISOString() && publishedAt < to.toISOString())
/** The days that end with this one. */
const ending = (lastDay: number, days: number): Range => ({ from: new Date(lastDay + dayMs - days * dayMs), to: new Date(lastDay + dayMs) })
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const reach = (post: Full): number => engagement(post.score, post.comments)
const lastDayOf = ({ to }: Range): number => to.getTime() - dayMs
const daysIn = (range: Range): number[] => Array.from({ length: daysOf(range) }, (_, at) => range.from.getTime() + at * dayMs)
const communities = (): string[] => [...new Set(posts.map(({ community }) => community))]
const echoOf = (community: string, day: number) => {
  const gathered = inside(ending(day, 30)).filter((post) => post.community === community)
  return gathered.length === 0
    ? null
    : echoScore({
        threads: gathered.length,
        distinctPainPoints: new Set(gathered.flatMap(({ painPoints }) => painPoints)).size,
        engagement: sum(gathered.map(reach)),
      })
}
const highOn = (day: number): number => communities().filter((name) => isHighEcho(echoOf(name, day)?.score ?? 0)).length
const mentionsIn = (keyword: string, range: Range): Full[] => inside(range).filter(({ painPoints }) => painPoints.includes(keyword))
const growingOn = (day: number, days: number): number =>
  keywords.filter((keyword) => isGrowing(mentionsIn(keyword, ending(day, days)).length, mentionsIn(keyword, previousOf(ending(day, days))).length)).length

/** Equal, but for the last digits of sums. */
const close = (value: unknown): unknown => JSON.parse(JSON.stringify(value), (_, each: unknown) => (typeof each === 'number' ? Number(each.toFixed(9)) : each))
const expectClose = (actual: unknown, expected: unknown): void => expect(close(actual)).toEqual(close(expected))

describe.each(ranges)('over %s, every number is what a recount of the posts gives', (_, range) => {
  test('cards and their daily series', async () => {
    const [threads, high, growing, mood] = await house.db.analytics.kpis(scope, range)
    const [now, before] = [inside(range), inside(previousOf(range))]
    const daily = daysIn(range).map((day) => inside(ending(day, 1)))
    const positivityOf = (some: readonly Full[]) => positivity(sum(some.map(({ sentiment }) => sentiment)), some.length)
    const days = daysIn(range)
    const written = posts.map(({ publishedAt }) => Date.parse(publishedAt.slice(0, 10)))
    const [first, last] = [Math.min(...written), Math.max(...written)]
    // Before the first thread and after the last one nothing was read: unknown, not zero.
    const series = daily.map((some, at) => ((days[at] ?? 0) < first || (days[at] ?? 0) > last ? null : some.length))
    expectClose(threads, { ...threads, value: now.length, previous: before.length, n: now.length, series, partial: false })
    expectClose(high, { ...high, value: highOn(lastDayOf(range)), previous: highOn(range.from.getTime() - dayMs), series: days.map(highOn) })
    const grew = (day: number) => growingOn(day, daysOf(range))
    expectClose(growing, { ...growing, value: grew(lastDayOf(range)), previous: grew(range.from.getTime() - dayMs), series: days.map(grew) })
    expectClose(mood, {
      ...mood,
      value: positivityOf(now),
      previous: positivityOf(before),
      series: daily.map(positivityOf),
      neutralShare: now.length === 0 ? null : now.filter(({ sentiment }) => Math.abs(sentiment) < 0.2).length / now.length,
    })
  })

  test('pain points', async () => {
    const found = await house.db.analytics.painPoints(scope, range, { order: 'volume' })
    const expected = keywords.flatMap((keyword) => {
      const [now, before] = [mentionsIn(keyword, range), mentionsIn(keyword, previousOf(range)).length]
      const ever = mentionsIn(keyword, rangeOf('2000-01-01', '2100-01-01'))
        .map(({ publishedAt }) => publishedAt.slice(0, 10))
        .sort()
      if (now.length === 0) return []
      return [
        {
          keyword,
          mentions: now.length,
          previous: before,
          growth: growth(now.length, before),
          isNew: before === 0,
          communities: new Set(now.map(({ community }) => community)).size,
          sentiment: sum(now.map(({ sentiment }) => sentiment)) / now.length,
          firstSeen: ever[0],
          lastSeen: ever.at(-1),
        },
      ]
    })
    expected.sort((a, b) => b.mentions - a.mentions || (a.keyword < b.keyword ? -1 : 1))
    expectClose(
      found.map(({ id: _, ratio: __, significant: ___, ...point }) => point),
      expected,
    )
    expect(await house.db.analytics.painPoints(scope, range)).toEqual(topGrowing(found))
  })

  test('the watchlist with its key voices', async () => {
    const found = await house.db.analytics.communities(scope, range)
    const expected = communities().flatMap((name) => {
      const echo = echoOf(name, lastDayOf(range))
      if (echo === null) return []
      const here = inside(range).filter(({ community }) => community === name)
      const authors = Map.groupBy(
        here.filter(({ author }) => author !== null),
        ({ author }) => author ?? '',
      )
      const [voice] = [...authors]
        .map(([username, some]) => ({ username, threads: some.length, engagement: sum(some.map(reach)) }))
        .sort((a, b) => b.engagement - a.engagement || b.threads - a.threads || (a.username < b.username ? -1 : 1))
      // The day before the range may have had no thread for thirty days: its score is that of nothing.
      const before = echoOf(name, range.from.getTime() - dayMs)?.score ?? 0
      return [
        {
          name,
          echoScore: echo.score,
          echoParts: echo.parts,
          echoChange: echoChange(echo.score, before),
          threads: here.length,
          engagement: sum(here.map(reach)),
          sentiment: here.length === 0 ? null : sum(here.map(({ sentiment }) => sentiment)) / here.length,
          keyVoice: voice ?? null,
        },
      ]
    })
    const shown = found.map(({ id: _, platform: __, url: ___, members: ____, rank: _____, keyVoice, ...community }) => ({
      ...community,
      keyVoice: keyVoice === null ? null : { username: keyVoice.username, threads: keyVoice.threads, engagement: keyVoice.engagement },
    }))
    expectClose(shown, expected.sort(byEcho))
    expect(found.map(({ rank }) => rank)).toEqual(found.map((_, at) => at + 1))
  })

  test('influence, ranked in SQL as the domain ranks it', async () => {
    const found = await house.db.analytics.influencers(scope, range)
    const authors = Map.groupBy(
      inside(range).filter(({ author }) => author !== null),
      ({ author }) => author ?? '',
    )
    const expected = [...authors].map(([username, some]) => {
      const towards = some.flatMap(({ brandSentiment }) => (brandSentiment === null ? [] : [brandSentiment]))
      const sentiment = towards.length === 0 ? null : sum(towards) / towards.length
      const places = [...new Set(some.map(({ community }) => community))]
      const comments = sum(some.map((post) => post.comments))
      const parts = influence({
        posts: some.length,
        comments,
        meanComments: comments / some.length,
        meanScore: sum(some.map(({ score }) => score ?? 0)) / some.length,
        communities: places.length,
        mentions: towards.length,
        mentionRate: towards.length / some.length,
        sentiment,
        echo: Math.max(...places.map((name) => echoOf(name, lastDayOf(range))?.score ?? 0)),
      })
      return {
        username,
        posts: some.length,
        engagement: sum(some.map(reach)),
        communities: places.toSorted(),
        sentiment,
        ...parts,
        level: influenceLevel(parts.influence),
        stance: stance(parts.influence, sentiment),
      }
    })
    const shown = found.map(({ id: _, platform: __, url: ___, ...author }) => ({ ...author, communities: author.communities.toSorted() }))
    expectClose(shown, expected.sort(byInfluence))
    for (let limit = 1; limit < found.length; limit += 1) expectClose(await house.db.analytics.influencers(scope, range, { limit }), found.slice(0, limit))
  })

  test('the heat map', async () => {
    const { communities: columns, painPoints: rows, cells } = await house.db.analytics.heatmap(scope, range)
    const counted = columns.flatMap((community) =>
      rows.flatMap(({ keyword, id }) => {
        const of = (some: readonly Full[]) => some.filter((post) => post.community === community.name)
        const [now, before] = [of(mentionsIn(keyword, range)), of(mentionsIn(keyword, previousOf(range))).length]
        if (now.length + before === 0) return []
        return [
          {
            communityId: community.id,
            painPointId: id,
            mentions: now.length,
            previous: before,
            growth: growth(now.length, before),
            sentiment: now.length === 0 ? null : sum(now.map(({ sentiment }) => sentiment)) / now.length,
          },
        ]
      }),
    )
    const largest = Math.max(0, ...counted.map(({ mentions }) => mentions))
    expectClose(
      cells,
      counted.map((cell) => ({ ...cell, heatLevel: heatLevel(cell.mentions, largest) })),
    )
  })

  test('the dashboard says what its parts say', async () => {
    const { analytics } = house.db
    const board = await analytics.dashboard(scope, range, new Date('2026-11-23T08:00:00Z'))
    expectClose(board.kpis, await analytics.kpis(scope, range))
    expectClose(board.painPoints, (await analytics.painPoints(scope, range)).slice(0, 12))
    expectClose(board.communities, (await analytics.communities(scope, range)).slice(0, 12))
    expectClose(board.influencers, (await analytics.influencers(scope, range)).slice(0, 12))
    expectClose(board.heatmap, await analytics.heatmap(scope, range))
    expectClose({ ...board.trend, timeZone: 'UTC' }, await analytics.trend(scope, range, { painPointIds: board.trend.painPoints.map(({ id }) => id) }))
    expect(board.totals.influencers).toBe((await analytics.influencers(scope, range)).length)
    expect(board.totals.painPoints).toBe((await analytics.painPoints(scope, range, { order: 'volume' })).length)
    const figures = await analytics.campaignFigures(scope, range)
    expect(figures.series).toEqual(board.kpis[0]?.series)
    expect(figures.threads).toBe(board.kpis[0]?.value)
  })

  test('every number opens to as many threads', async () => {
    const board = await house.db.analytics.dashboard(scope, range, new Date('2026-11-23T08:00:00Z'))
    const total = async (filter: Parameters<typeof house.db.threads.list>[1]['filter'], over = range) =>
      (await house.db.threads.list(scope, { range: over, filter, limit: 1 })).total
    expect(await total({})).toBe(board.kpis[0]?.value)
    for (const { id, mentions } of board.painPoints) expect(await total({ painPointId: id })).toBe(mentions)
    for (const { id, threads } of board.communities) expect(await total({ communityId: id })).toBe(threads)
    for (const { username, posts: written } of board.influencers) expect(await total({ author: username })).toBe(written)
    for (const cell of board.heatmap.cells) expect(await total({ communityId: cell.communityId, painPointId: cell.painPointId })).toBe(cell.mentions)
    const labels = await Promise.all((['positive', 'neutral', 'negative'] as const).map((sentiment) => total({ sentiment })))
    expect(sum(labels)).toBe(board.kpis[0]?.value)
    expectClose((labels[1] ?? 0) / sum(labels), board.kpis[3]?.neutralShare ?? null)
  })
})

test('a trend of one community, by week and by month, adds up to its threads', async () => {
  const range = rangeOf('2026-09-10', '2026-11-20')
  const [top] = await house.db.analytics.communities(scope, range)
  const here = inside(range).filter(({ community }) => community === top?.name)
  for (const bucket of ['day', 'week', 'month'] as const) {
    const trend = await house.db.analytics.trend(scope, range, { bucket, communityId: top?.id as CommunityId })
    expect(sum(trend.points.map(({ threads }) => threads))).toBe(here.length)
    expect(sum(trend.points.map((point) => point.engagement))).toBe(sum(here.map(reach)))
  }
})

test('of two authors with equal engagement the one with more posts is the key voice, then the first by name', async () => {
  const { automatic } = await house.brand({ customs: 0 })
  const by = (author: string | null, scores: readonly number[]) => scores.map((score) => ({ author, score, publishedAt: '2026-11-20T10:00:00Z' }))
  await keepPosts(house.db, automatic, { posts: [...by('zoe', [5, 5]), ...by('ann', [10]), ...by('bob', [9, 1]), ...by(null, [99])] })
  const [community] = await house.db.analytics.communities(automatic, rangeOf('2026-11-01', '2026-12-01'))
  expect(community?.keyVoice).toMatchObject({ username: 'bob', threads: 2, engagement: 10 })
})

test('an empty scope has a dashboard of nothing, and null where nothing can be said', async () => {
  const { automatic } = await house.brand({ customs: 0 })
  const board = await house.db.analytics.dashboard(automatic, rangeOf('2026-10-24', '2026-11-23'), new Date('2026-11-23T08:00:00Z'))
  expect(board.kpis.map(({ value, change }) => [value, change])).toEqual([
    [0, null],
    [0, null],
    [0, null],
    [null, null],
    [0, null],
  ])
  expect([board.painPoints, board.communities, board.influencers, board.heatmap.cells, board.insights.sentences]).toEqual([[], [], [], [], []])
  expect(board.totals).toEqual({ communities: 0, painPoints: 0, influencers: 0 })
  expect(board.span).toBeNull()
})

test('a failed source makes its days partial, a day without threads in it is unknown and not zero, and cost counts by the day of the call', async () => {
  const { automatic } = await house.brand({ customs: 0 })
  const range = rangeOf('2026-11-01', '2026-11-11')
  await keepPosts(house.db, automatic, {
    posts: [{ publishedAt: '2026-11-02T10:00:00Z' }],
    window: { since: new Date('2026-11-02T00:00:00Z'), until: new Date('2026-11-04T00:00:00Z'), ok: false },
  })
  await house.owner(
    `INSERT INTO ai_calls (brand_id, campaign_id, campaign_type, id, called_at, model, input_tokens, output_tokens, usd)
     SELECT $1, $2, $3, gen_random_uuid(), at::timestamptz, 'm', 1, 1, 0.25 FROM unnest(ARRAY['2026-10-31 23:59:59Z', '2026-11-01 00:00:00Z', '2026-11-05 12:00:00Z']) AS at`,
    [automatic.brandId, automatic.campaignId, automatic.type],
  )
  const board = await house.db.analytics.dashboard(automatic, range, new Date('2026-11-23T08:00:00Z'))
  expect(board.coverage.partialDays).toEqual(['2026-11-02', '2026-11-03'])
  expect(board.kpis.map(({ partial }) => partial)).toEqual([true, true, true, true, false])
  // Of the days before the first thread and after the last one nobody asked a source and heard of it: unknown, too.
  expect(board.kpis[0]?.series).toEqual([null, 1, ...Array.from({ length: 8 }, () => null)])
  expect(board.trend.points.map(({ cut }) => cut)).toEqual(['collection', null, ...Array.from({ length: 8 }, () => 'collection')])
  expect(board.trend.points.map(({ partial }) => partial)).toEqual(Array.from({ length: 10 }, () => true))
  expect(board.kpis[4]).toMatchObject({ value: 0.5, previous: 0.25, change: 100, n: 2 })
  const later = await house.db.analytics.kpis(automatic, rangeOf('2026-11-11', '2026-11-21'))
  expect(
    later.map(({ partial }) => partial),
    'the window it is compared with counts too',
  ).toEqual([true, true, true, true, false])
  expect(dayString(range.from)).toBe('2026-11-01')
})
