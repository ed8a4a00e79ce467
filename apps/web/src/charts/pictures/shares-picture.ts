import type { ShareOfVoice } from '@echoscope/domain'
import { count, share } from '../../format/numbers.ts'
import { coloursOf } from '../colours.ts'
import { type Caption, fitted, headHeight, ink, page, rect, text } from './svg.ts'

const [width, row, from, most] = [640, 32, 200, 300]

/** The share of each name as a bar of 100 %. */
export function sharesPicture({ voices }: ShareOfVoice, scope: 'automatic' | 'custom', caption: Caption): string {
  const colour = coloursOf('light', scope).line
  const rows = voices.map(({ kind, name, threads, share: part }, at) => {
    const top = headHeight + at * row
    return [
      text([24, top + 18], fitted(name, 26), { fill: ink.strong, weight: kind === 'brand' ? 600 : 400 }),
      rect({ x: from, y: top + 8, width: most, height: 12 }, ink.grid),
      rect({ x: from, y: top + 8, width: (part ?? 0) * most, height: 12 }, kind === 'brand' ? colour : ink.pale),
      text([from + most + 60, top + 18], part === null ? '–' : share(part), { anchor: 'end' }),
      text([width - 24, top + 18], count(threads), { anchor: 'end' }),
    ].join('')
  })
  return page(caption, { width, height: voices.length * row }, rows.join('\n'))
}
