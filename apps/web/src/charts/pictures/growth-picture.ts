import type { PainPoint } from '@echoscope/domain'
import { count, growth, sentenceCase } from '../../format/numbers.ts'
import { coloursOf } from '../colours.ts'
import { type Caption, fitted, headHeight, ink, line, page, rect, text } from './svg.ts'

const width = 760
const row = 34
const bars = { x: 260, width: 260 } as const

/** Both counts of each pain point, this range above the one before; a rise that may be chance is pale. */
export function growthPicture(painPoints: readonly PainPoint[], scope: 'automatic' | 'custom', caption: Caption): string {
  const colour = coloursOf('light', scope).line
  const most = Math.max(1, ...painPoints.flatMap(({ mentions, previous }) => [mentions, previous]))
  const rows = painPoints.map((point, at) => {
    const top = headHeight + 22 + at * row
    const wide = (threads: number): number => (threads / most) * bars.width
    const few = point.mentions + point.previous < 10
    return [
      line([24, top - 6], [width - 24, top - 6], ink.grid),
      text([24, top + 15], fitted(sentenceCase(point.keyword), 34), { fill: ink.strong }),
      rect({ x: bars.x, y: top + 2, width: wide(point.mentions), height: 9 }, point.significant ? colour : ink.pale),
      rect({ x: bars.x, y: top + 13, width: wide(point.previous), height: 5 }, ink.grid),
      text([600, top + 15], `${count(point.previous)} → ${count(point.mentions)}`, { anchor: 'end', fill: ink.strong }),
      text([width - 24, top + 15], few ? 'too few to tell' : point.isNew ? 'new' : growth(point.growth), { anchor: 'end' }),
    ].join('')
  })
  const heads = [
    text([24, headHeight + 6], 'Pain point', { size: 11, fill: ink.faint }),
    text([bars.x, headHeight + 6], 'Threads now, and before', { size: 11, fill: ink.faint }),
    text([600, headHeight + 6], 'Before → now', { size: 11, fill: ink.faint, anchor: 'end' }),
    text([width - 24, headHeight + 6], 'Change', { size: 11, fill: ink.faint, anchor: 'end' }),
  ]
  return page(caption, { width, height: 22 + painPoints.length * row }, [...heads, ...rows].join('\n'))
}
