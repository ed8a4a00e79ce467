import { expect, test } from 'vitest'
import { change } from './change.ts'
import { echoChange, echoScore, isHighEcho } from './echo-score.ts'
import { growth, isSignificant, rateRatio } from './growth.ts'
import { heatLevel } from './heat.ts'
import { byInfluence, influence } from './influence.ts'
import { mentionsOf } from './mentions.ts'
import { positivity, share } from './sentiment.ts'
import { shareOfVoice } from './share-of-voice.ts'
import { topGrowing } from './top-growing.ts'
import { trendPoints } from './trend.ts'

const thread = (day: string, ...keywords: string[]) => ({ publishedAt: new Date(day), painPoints: keywords.map((keyword) => ({ keyword })) })

test('growth is not min(mentions × 10, 100), nor always 0', () => {
  expect(growth(3, 4)).toBe(-25)
  expect(growth(40, 10)).toBe(300)
  expect(growth(40, 40)).toBe(0)
})

test('"top growing" is not sorted by volume', () => {
  const row = (keyword: string, mentions: number, previous: number) => ({
    keyword,
    mentions,
    previous,
    ratio: rateRatio(mentions, previous),
    significant: isSignificant(mentions, previous),
  })
  const order = topGrowing([row('large, falling', 900, 1_000), row('large, flat', 510, 500), row('small, rising', 31, 12)])
  expect(order.map(({ keyword }) => keyword)).toEqual(['small, rising', 'large, flat'])
})

test('echo change is not drawn at random, nor taken from a column that every save resets', () => {
  const changes = Array.from({ length: 100 }, () => echoChange(6.1, 4.9))
  expect(new Set(changes)).toEqual(new Set([1.2]))
  expect(echoChange(6.1, null)).toBeNull()
})

test('a score is on one scale, 0 to 10, so that 7 means something', () => {
  const quiet = echoScore({ threads: 3, distinctPainPoints: 1, engagement: 20 })
  const loud = echoScore({ threads: 90, distinctPainPoints: 30, engagement: 5_000 })
  expect(quiet.score).toBeLessThan(7)
  expect(isHighEcho(quiet.score)).toBe(false)
  expect(loud.score).toBeLessThanOrEqual(10)
  expect(isHighEcho(loud.score)).toBe(true)
})

test('positivity has neutral threads in it', () => {
  const sentiments = [0.8, 0, 0, 0]
  expect(
    positivity(
      sentiments.reduce((sum, s) => sum + s, 0),
      sentiments.length,
    ),
  ).toBeCloseTo(60, 10)
})

test('the change of positivity compares the same population: all threads of each window', () => {
  const days = (sumS: number) => [{ day: '2026-11-01', threads: 4, engagement: 0, sumS }]
  const range = { from: new Date('2026-11-01'), to: new Date('2026-11-02') }
  const [now] = trendPoints({ range, bucket: 'day', partialDays: [], unreadDays: [] }, days(-0.4))
  const [before] = trendPoints({ range, bucket: 'day', partialDays: [], unreadDays: [] }, days(0.4))
  expect((now?.positivity ?? 0) - (before?.positivity ?? 0)).toBeCloseTo(-10, 10)
})

test('a change from 0 is not 100 %', () => {
  expect(change(7, 0)).toBeNull()
  expect(growth(7, 0)).toBeNull()
})

test('influencers need no column that nobody fills: what was counted ranks them, and unknown values take nobody out', () => {
  const unknown = { meanScore: null, sentiment: null }
  const voice = (username: string, posts: number) => ({
    username,
    engagement: 0,
    influence: influence({ posts, comments: posts, meanComments: 1, communities: 1, mentions: 0, mentionRate: 0, echo: 0, ...unknown }).influence,
  })
  const pulse = [voice('one post', 1), voice('six posts', 6)].sort(byInfluence)
  expect(pulse.map(({ username }) => username)).toEqual(['six posts', 'one post'])
  expect(pulse.every((each) => each.influence > 0)).toBe(true)
})

test('a thread is not counted for every pain point that shares one word with it', () => {
  const found = mentionsOf([thread('2026-11-01', 'battery drain'), thread('2026-11-02', 'battery drain', 'battery drain'), thread('2026-11-03', 'battery')])
  expect(Array.from(found, ([keyword, { threads }]) => [keyword, threads])).toEqual([
    ['battery drain', 2],
    ['battery', 1],
  ])
})

test('counts and dates are those of the threads, guessed by nobody', () => {
  const found = mentionsOf([thread('2026-11-03', 'slow'), thread('2026-11-01', 'slow'), thread('2026-11-09', 'slow')])
  expect(found.get('slow')).toEqual({ threads: 3, firstSeen: new Date('2026-11-01'), lastSeen: new Date('2026-11-09') })
})

test('where there is nothing to count there is no figure', () => {
  const range = { from: new Date('2026-11-01'), to: new Date('2026-11-02') }
  expect([positivity(0, 0), share(0, 0), change(0, 0), echoChange(0, null), rateRatio(0, 0).high]).toEqual([null, null, null, null, null])
  expect(echoScore({ threads: 0, distinctPainPoints: 0, engagement: 0 }).score).toBe(0)
  expect(heatLevel(0, 0)).toBe(0)
  expect(shareOfVoice(['acme'], [])).toEqual([{ name: 'acme', threads: 0, share: null }])
  expect(mentionsOf([]).size).toBe(0)
  expect(topGrowing([])).toEqual([])
  expect(trendPoints({ range, bucket: 'day', partialDays: [], unreadDays: [] }, [])).toMatchObject([{ threads: 0, engagement: 0, positivity: null }])
})
