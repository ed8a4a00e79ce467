import type { Heatmap } from '@echoscope/domain'
import { count, sentenceCase } from '../../format/numbers.ts'
import { type Caption, fitted, headHeight, ink, page, rect, text } from './svg.ts'

/** The six steps of the page's tokens in its light theme, and the ink on each, as hex. */
const steps = {
  automatic: ['#f1f4f6', '#dbf0ee', '#b1dddb', '#77bebb', '#19817e', '#005655'],
  custom: ['#f4f3f6', '#f0e9fa', '#ddccf5', '#c0a2ea', '#8356c4', '#592f92'],
} as const
const inks = ['#5d676e', '#172127', '#172127', '#101b21', '#ffffff', '#ffffff'] as const
const [names, cell, row, heads] = [190, 96, 34, 26]

/** The matrix with its counts; a cell without mentions has a dot. */
export function heatPicture({ communities, painPoints, cells }: Heatmap, scope: 'automatic' | 'custom', caption: Caption): string {
  const found = new Map(cells.map((each) => [`${each.communityId} ${each.painPointId}`, each]))
  const x = (at: number): number => 24 + names + at * cell
  const top = headHeight + heads
  const drawing = [
    ...painPoints.map(({ keyword }, at) =>
      text([x(at) + cell / 2, headHeight + 14], fitted(sentenceCase(keyword), 15), { size: 11, anchor: 'middle', fill: ink.text }),
    ),
    ...communities.flatMap((community, down) => [
      text([24, top + down * row + 21], fitted(community.name, 26), { fill: ink.strong }),
      ...painPoints.map((point, across) => {
        const each = found.get(`${community.id} ${point.id}`)
        const level = each?.heatLevel ?? 0
        return (
          rect({ x: x(across) + 1, y: top + down * row + 1, width: cell - 2, height: row - 2 }, steps[scope][level], 3) +
          text([x(across) + cell / 2, top + down * row + 21], each === undefined || each.mentions === 0 ? '·' : count(each.mentions), {
            anchor: 'middle',
            fill: inks[level],
          })
        )
      }),
    ]),
  ]
  return page(caption, { width: 48 + names + painPoints.length * cell, height: heads + communities.length * row }, drawing.join('\n'))
}
