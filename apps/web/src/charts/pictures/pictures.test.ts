import type { CommunityId, Heatmap, PainPoint, PainPointId, ShareOfVoice } from '@echoscope/domain'
import { expect, test } from 'vitest'
import { growthPicture } from './growth-picture.ts'
import { heatPicture } from './heat-picture.ts'
import { sharesPicture } from './shares-picture.ts'
import { fitted } from './svg.ts'

const nasty = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'a & b',
  "'",
  '\u0000\u0008 bell',
  '\uD800 half',
  '‮right to left',
  '👩‍👩‍👧‍👦'.repeat(40),
]
const caption = { title: nasty.join(' '), of: nasty[0] ?? '' }
const painPoint = (keyword: string): PainPoint => ({
  id: keyword as PainPointId,
  keyword,
  mentions: 31,
  previous: 12,
  growth: 158.3,
  isNew: false,
  ratio: { low: 1.3, high: 5.5 },
  significant: true,
  sentiment: -0.4,
  communities: 3,
  firstSeen: '2026-11-01T00:00:00Z',
  lastSeen: '2026-11-20T00:00:00Z',
})
const heatmap: Heatmap = {
  communities: nasty.map((name, at) => ({ id: `c${at}` as CommunityId, name, platform: 'reddit' })),
  painPoints: nasty.map((keyword, at) => ({ id: `p${at}` as PainPointId, keyword })),
  cells: [{ communityId: 'c0' as CommunityId, painPointId: 'p0' as PainPointId, mentions: 1_284, previous: 2, growth: 1, sentiment: null, heatLevel: 5 }],
}
const shares: ShareOfVoice = { n: 3, voices: nasty.map((name, at) => ({ kind: at === 0 ? 'brand' : 'competitor', name, threads: 3, share: 1 })) }

test('names of posts and users are text in a picture, whatever they hold: no element of theirs, no character that XML refuses', () => {
  for (const svg of [
    growthPicture(nasty.map(painPoint), 'automatic', caption),
    heatPicture(heatmap, 'custom', caption),
    sharesPicture(shares, 'automatic', caption),
  ]) {
    expect(svg).not.toMatch(/<(?!\/?(?:svg|rect|text|line|g)\b)/)
    expect(svg).not.toMatch(/&(?!amp;|lt;|gt;|quot;|#39;)/)
    expect(svg).not.toContain('\u0000')
    expect(svg.isWellFormed()).toBe(true)
    expect(svg).toContain('&lt;script&gt;')
  }
})

test('a picture states the counts that the page states', () => {
  expect(growthPicture([painPoint('battery drain')], 'automatic', caption)).toContain('12 → 31')
  expect(heatPicture(heatmap, 'automatic', caption)).toContain('>1,284<')
})

test('a name without room is cut between letters and not inside of one', () => {
  expect(fitted('👩‍👩‍👧‍👦'.repeat(5), 3)).toBe(`${'👩‍👩‍👧‍👦'.repeat(2)}…`)
  expect(fitted('short', 10)).toBe('short')
})
