/** The tokens as hex, for the one drawer that reads neither oklch() nor light-dark(). Same names, same values as tokens.css. */
export interface ChartColours {
  readonly surface: string
  readonly ink: string
  readonly ink2: string
  readonly ink3: string
  readonly grid: string
  readonly axis: string
  readonly hatch: string
  readonly positive: string
  readonly negative: string
  readonly line: string
  readonly waits: string
  readonly series: readonly [string, string, string]
}

const shared = {
  light: {
    surface: '#ffffff',
    ink: '#172127',
    ink2: '#444f56',
    ink3: '#5d676e',
    grid: '#e7eaeb',
    axis: '#ced5d7',
    hatch: '#b7bfc3',
    positive: '#2f91d0',
    negative: '#e76224',
    waits: '#b8801f',
    series: ['#a56d1c', '#526386', '#60813a'],
  },
  dark: {
    surface: '#151a1d',
    ink: '#ebeef0',
    ink2: '#b4babd',
    ink3: '#959ca0',
    grid: '#202528',
    axis: '#373e43',
    hatch: '#42494d',
    positive: '#72c3f3',
    negative: '#f5854c',
    waits: '#e2b254',
    series: ['#dcaf61', '#9aabce', '#a0c274'],
  },
} as const
const lines = { light: { automatic: '#12807d', custom: '#8356c4' }, dark: { automatic: '#4fbcb3', custom: '#ae83e5' } } as const

export const coloursOf = (theme: 'light' | 'dark', scope: 'automatic' | 'custom'): ChartColours => ({ ...shared[theme], line: lines[theme][scope] })
