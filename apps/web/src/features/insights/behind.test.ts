import { newId } from '@echoscope/domain'
import type { Claim, Insight, PainPointId } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { threadsBehind } from './behind.ts'

const range = { from: '2026-10-24T00:00:00.000Z', to: '2026-11-23T00:00:00.000Z' }
const days = { from: '2026-10-24', to: '2026-11-23' }
const daysBefore = { from: '2026-09-24', to: '2026-10-24' }
const id = newId<'pain-point'>()
const none: Pick<Insight, 'evidence'> = { evidence: [] }
const claim = (metric: string, of = ''): Claim => ({ metric, of, value: '1' }) as Claim

test.each<[string, Claim, object | null]>([
  ['a count of a pain point opens its threads', claim('painPoint.mentions', id), { painPointId: id, ...days }],
  ['a count of before opens those of before', claim('painPoint.previous', id), { painPointId: id, ...daysBefore }],
  ['a community opens its own', claim('community.threads', id), { communityId: id, ...days }],
  ['an echo score opens the 30 days it is of', claim('community.echoScore', id), { communityId: id, ...days }],
  ['a card opens the window', claim('card.value', 'threads'), days],
  ['a share of neutral ones opens the neutral ones', claim('card.neutralShare', 'positivity'), { sentiment: 'neutral', ...days }],
  ['a card that counts no threads opens nothing', claim('card.value', 'aiCost'), null],
  ['a day opens that day', claim('trend.day', '2026-11-12T00:00:00.000Z'), { from: '2026-11-12', to: '2026-11-13' }],
  ['a spike opens its day', claim('spike.hour', '2026-11-12T14:00:00.000Z'), { from: '2026-11-12', to: '2026-11-13' }],
  ['the number of an hour opens nothing, as a day has more', claim('spike.threads', '2026-11-12T14:00:00.000Z'), null],
  ['a voice whose name is not known opens nothing', claim('voice.threads', id), null],
])('%s', (_, stated, opened) => {
  expect(threadsBehind(stated, none, { range, timeZone: 'UTC' })).toEqual(opened)
})

test('a voice is opened by the name that the evidence has, a bucket over the days that the evidence has', () => {
  const evidence = [
    { label: 'Threads', value: '11', filter: { author: 'zoe' } },
    {
      label: '9 November',
      value: '70',
      filter: { painPointId: id as PainPointId },
      range: { from: '2026-11-09T00:00:00.000Z', to: '2026-11-16T00:00:00.000Z' },
    },
  ]
  expect(threadsBehind(claim('voice.threads', newId()), { evidence }, { range, timeZone: 'UTC' })).toEqual({ author: 'zoe', ...days })
  expect(threadsBehind(claim('trend.threads', '2026-11-09T00:00:00.000Z'), { evidence }, { range, timeZone: 'UTC' })).toEqual({
    from: '2026-11-09',
    to: '2026-11-16',
  })
})

test('a quote opens the thread that it stands in', () => {
  expect(threadsBehind({ threadId: id, quote: 'sync fails' }, none, { range, timeZone: 'UTC' })).toEqual({ thread: id, ...days })
})

test('shorter windows are compared with as many days, and an echo score keeps its 30', () => {
  const week = { from: '2026-11-16T00:00:00.000Z', to: '2026-11-23T00:00:00.000Z' }
  expect(threadsBehind(claim('window.before'), none, { range: week, timeZone: 'UTC' })).toEqual({ from: '2026-11-09', to: '2026-11-16' })
  expect(threadsBehind(claim('community.echoMoved', id), none, { range: week, timeZone: 'UTC' })).toEqual({ communityId: id, ...days })
})
