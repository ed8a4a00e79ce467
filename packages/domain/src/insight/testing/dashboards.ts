import fc from 'fast-check'
import { type CommunityId, type InfluencerId, newId, type PainPointId } from '../../ids.ts'
import { growth, isNew, isSignificant, rateRatio } from '../../metrics/growth.ts'
import { influenceLevel, stance } from '../../metrics/influence.ts'
import { dayMs, dayString } from '../../range.ts'
import type { Community, Influencer, Kpi, PainPoint, TrendPoint } from '../../views/index.ts'
import type { SentenceInput } from '../rule.ts'

/** Dashboards to write sentences from: an empty one, a full one, and any one. */
const from = Date.parse('2026-10-24')
export const iso = (day: number): string => dayString(new Date(from + day * dayMs))
export const range = { from: iso(0), to: iso(30) }
export const previous = { from: iso(-30), to: iso(0) }

export const kpi = (id: Kpi['id'], value: number | null, before: number | null, more: Partial<Kpi> = {}): Kpi => ({
  id,
  value,
  previous: before,
  change: null,
  unit: 'count',
  n: value ?? 0,
  nOf: 'threads',
  definition: '',
  version: 1,
  partial: false,
  series: [],
  ...more,
})
export const painPoint = (keyword: string, mentions: number, before: number, more: Partial<PainPoint> = {}): PainPoint => ({
  id: newId<'pain-point'>() satisfies PainPointId,
  keyword,
  mentions,
  previous: before,
  growth: growth(mentions, before),
  isNew: isNew(mentions, before),
  ratio: rateRatio(mentions, before),
  significant: isSignificant(mentions, before),
  sentiment: null,
  communities: 1,
  firstSeen: iso(0),
  lastSeen: iso(1),
  ...more,
})
export const community = (name: string, echoScore: number, threads: number, more: Partial<Community> = {}): Community => ({
  id: newId<'community'>() satisfies CommunityId,
  rank: 1,
  name,
  platform: 'reddit',
  url: '',
  members: null,
  echoScore,
  echoChange: null,
  echoParts: { threads: 0, painPoints: 0, engagement: 0 },
  threads,
  engagement: 0,
  sentiment: null,
  keyVoice: null,
  ...more,
})
export const influencer = (username: string, influence: number, posts: number, more: Partial<Influencer> = {}): Influencer => ({
  id: newId<'influencer'>() satisfies InfluencerId,
  username,
  platform: 'reddit',
  url: '',
  posts,
  engagement: 0,
  communities: ['r/one'],
  sentiment: null,
  reach: 0,
  authority: 0,
  advocacy: 0,
  relevance: 0,
  influence,
  level: influenceLevel(influence),
  stance: stance(influence, more.sentiment ?? null),
  ...more,
})
export const point = (day: number, threads: number, partial = false): TrendPoint => ({
  start: iso(day),
  threads,
  engagement: 0,
  positivity: null,
  partial,
  cut: null,
})
export const empty: SentenceInput = {
  kpis: [],
  painPoints: [],
  communities: [],
  influencers: [],
  trend: { bucket: 'day', points: [], painPoints: [] },
  events: [],
  range,
  previous,
  timeZone: 'UTC',
  nothingBefore: null,
}
export const days = (threads: (day: number) => number): TrendPoint[] => Array.from({ length: 30 }, (_, day) => point(day, threads(day)))

export const full: SentenceInput = {
  ...empty,
  kpis: [kpi('threads', 1412, 1044), kpi('positivity', 48.8, 53.1, { n: 1412, change: -4.3, unit: 'points', neutralShare: 0.383 })],
  painPoints: [
    painPoint('bridge offline', 47, 18, { sentiment: -0.3, communities: 3 }),
    painPoint('dim flicker', 210, 205),
    painPoint('forced sign-in', 22, 21, { sentiment: -0.62, communities: 4 }),
  ],
  communities: [community('r/homelab', 6.2, 120), community('Hacker News', 8.5, 17, { echoChange: 3, engagement: 1702 })],
  influencers: [influencer('tallinn_lux', 97.48, 11, { sentiment: 0.46, communities: ['a', 'b', 'c', 'd'] }), influencer('other', 60, 30)],
  trend: { bucket: 'day', points: days((day) => (day === 20 ? 67 : 12)), painPoints: [] },
}
const count = fc.oneof(fc.nat({ max: 30 }), fc.nat({ max: 5_000 }))
const s = fc.option(fc.double({ min: -1, max: 1, noNaN: true }))
const name = fc.nat({ max: 999 }).map((each) => `name‹${each}›`)
export const dashboards: fc.Arbitrary<SentenceInput> = fc.record({
  kpis: fc
    .tuple(
      count,
      count,
      fc.double({ min: 0, max: 100, noNaN: true }),
      fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
      fc.boolean(),
      fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    )
    .map(([threads, before, value, earlier, partial, neutralShare]) => [
      kpi('threads', threads, before, { partial }),
      kpi('positivity', threads === 0 ? null : value, earlier, { n: threads, change: earlier === null ? null : value - earlier, neutralShare }),
    ]),
  painPoints: fc.array(
    fc
      .tuple(name, count, count, s, count)
      .map(([keyword, mentions, before, sentiment, communities]) => painPoint(keyword, mentions, before, { sentiment, communities })),
    { maxLength: 5 },
  ),
  communities: fc.array(
    fc
      .tuple(name, fc.double({ min: 0, max: 10, noNaN: true }), count, count, fc.option(fc.double({ min: -10, max: 10, noNaN: true })))
      .map(([each, echo, threads, engagement, echoChange]) => community(each, echo, threads, { engagement, echoChange })),
    { maxLength: 5 },
  ),
  influencers: fc.array(
    fc
      .tuple(name, fc.double({ min: 0, max: 100, noNaN: true }), count, s, fc.array(name, { maxLength: 30 }))
      .map(([each, influence, posts, sentiment, communities]) => influencer(each, influence, posts, { sentiment, communities })),
    { maxLength: 5 },
  ),
  trend: fc
    .array(fc.tuple(count, fc.boolean()), { maxLength: 30 })
    .map((all) => ({ bucket: 'day' as const, painPoints: [], points: all.map(([threads, partial], day) => point(day, threads, partial)) })),
  events: fc.array(
    fc.record({
      kind: fc.constantFrom('spike' as const, 'silence' as const),
      hour: fc.nat({ max: 719 }).map((hour) => from + hour * 3_600_000),
      count: fc.nat({ max: 300 }),
      median: fc.nat({ max: 40 }).map((twice) => twice / 2),
      threshold: fc.constant(0),
    }),
    { maxLength: 3 },
  ),
  range: fc.constant(range),
  previous: fc.constant(previous),
  timeZone: fc.constant('UTC'),
  nothingBefore: fc.constantFrom(null, '2026-09-24', '2026-10-20'),
})
