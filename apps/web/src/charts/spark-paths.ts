interface Paths {
  readonly lines: readonly string[]
  readonly areas: (base: number) => readonly string[]
}
type Values = readonly (number | null)[]

const short = (value: number): string => String(Math.round(value * 100) / 100)

/** Runs of days that have a value: a missing day breaks the line, it is never drawn as zero. */
function runsOf(values: Values): { x: number; value: number }[][] {
  const last = Math.max(1, values.length - 1)
  const runs: { x: number; value: number }[][] = []
  let open: { x: number; value: number }[] | null = null
  values.forEach((value, at) => {
    if (value === null) {
      open = null
      return
    }
    if (open === null) {
      open = []
      runs.push(open)
    }
    open.push({ x: (at / last) * 100, value })
  })
  return runs
}

const pathsOf = (values: Values, y: (value: number) => number, draw: (points: { x: number; y: string }[]) => string): Paths => {
  const drawn = runsOf(values).map((run) => {
    const points = run.map(({ x, value }) => ({ x, y: short(y(value)) }))
    // A day alone is a dot: a stroke of no length with round ends.
    return { line: draw(points) + (points.length === 1 ? 'h0' : ''), from: short(run[0]?.x ?? 0), to: short(run.at(-1)?.x ?? 0) }
  })
  return {
    lines: drawn.map(({ line }) => line),
    areas: (base) => drawn.map(({ line, from, to }) => `${line}L${to} ${short(base)}L${from} ${short(base)}Z`),
  }
}

/** Straight from day to day; nothing is smoothed. */
export const linePath = (values: Values, y: (value: number) => number): Paths =>
  pathsOf(values, y, (points) => points.map(({ x, y: at }, index) => `${index === 0 ? 'M' : 'L'}${short(x)} ${at}`).join(''))

/** For a stock that stands until it changes. */
export const stepPath = (values: Values, y: (value: number) => number): Paths =>
  pathsOf(values, y, (points) => points.map(({ x, y: at }, index) => (index === 0 ? `M${short(x)} ${at}` : `H${short(x)}V${at}`)).join(''))
