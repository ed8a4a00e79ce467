import type { Heatmap } from '@echoscope/domain'

/** The counts that each step of the heat stands for: level = ⌈5 × mentions / largest⌉, so small matrices leave steps out. */
export function heatSteps(largest: number): { level: 1 | 2 | 3 | 4 | 5; words: string }[] {
  return ([1, 2, 3, 4, 5] as const).flatMap((level) => {
    const from = Math.floor((largest * (level - 1)) / 5) + 1
    const to = Math.floor((largest * level) / 5)
    return from > to ? [] : [{ level, words: from === to ? `${from}` : `${from}–${to}` }]
  })
}

/** Eight columns of the narrowest matrix hold eight letters each. */
const lettersInAll = 68

/** True where the longest word of a head has room beside its neighbours; else heads stand upright, so that no word is cut in two. */
export function headsFit(painPoints: readonly Pick<Heatmap['painPoints'][number], 'keyword'>[]): boolean {
  const longest = Math.max(0, ...painPoints.flatMap(({ keyword }) => keyword.split(/[\s/-]+/).map((word) => word.length)))
  return longest * painPoints.length <= lettersInAll
}
