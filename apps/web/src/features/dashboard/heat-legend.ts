/** The counts that each step of the heat stands for: level = ⌈5 × mentions / largest⌉, so small matrices leave steps out. */
export function heatSteps(largest: number): { level: 1 | 2 | 3 | 4 | 5; words: string }[] {
  return ([1, 2, 3, 4, 5] as const).flatMap((level) => {
    const from = Math.floor((largest * (level - 1)) / 5) + 1
    const to = Math.floor((largest * level) / 5)
    return from > to ? [] : [{ level, words: from === to ? `${from}` : `${from}–${to}` }]
  })
}
