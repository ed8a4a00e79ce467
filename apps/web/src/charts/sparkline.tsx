import { linePath, stepPath } from './spark-paths.ts'

interface SparklineProps {
  readonly values: readonly (number | null)[]
  /** Area from zero, a step for what stands until it changes, bars for money, or a line around its neutral 50. */
  readonly form: 'area' | 'step' | 'bars' | 'around50'
  /** Indexes of days whose collection was cut short. */
  readonly partial?: readonly number[]
}

const height = 40
const pad = 3

/** A word-sized picture of a series, hidden from readers of the page's text: the figures beside it say the same. */
export function Sparkline({ values, form, partial = [] }: SparklineProps) {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return <span className="spark-wrap spark-none">no days with threads</span>
  if (form === 'bars' && known.every((value) => value === 0)) return <span className="spark-wrap spark-none">nothing in these days</span>
  const [low, high] = form === 'around50' ? [Math.min(50, ...known), Math.max(50, ...known)] : [0, Math.max(1e-9, ...known)]
  const y = (value: number): number => height - pad - ((value - low) / Math.max(1e-9, high - low)) * (height - 2 * pad)
  const last = values.at(-1)
  const path = form === 'step' ? stepPath(values, y) : linePath(values, y)
  return (
    <span className="spark-wrap" aria-hidden="true">
      <svg className="spark" viewBox={`0 0 100 ${height}`} preserveAspectRatio="none">
        {form === 'around50' && <line className="base" x1="0" x2="100" y1={y(50)} y2={y(50)} />}
        {form === 'bars' ? (
          <Bars values={values} y={y} />
        ) : (
          <>
            {path.areas(form === 'around50' ? y(50) : height).map((d) => (
              <path key={d} className="area" d={d} />
            ))}
            {path.lines.map((d) => (
              <path key={d} className="line" d={d} />
            ))}
          </>
        )}
      </svg>
      {stretches(partial).map(([from, to]) => (
        <i key={from} className="spark-gap hatch" style={{ left: `${(from / values.length) * 100}%`, width: `${((to - from + 1) / values.length) * 100}%` }} />
      ))}
      {form !== 'bars' && typeof last === 'number' && <i className="end-dot" style={{ top: `${(y(last) / height) * 100}%` }} />}
    </span>
  )
}

function Bars({ values, y }: { readonly values: readonly (number | null)[]; readonly y: (value: number) => number }) {
  const step = 100 / values.length
  return values.map((value, at) =>
    value === null || value === 0 ? null : (
      <rect key={at} className="bar" x={at * step + step * 0.14} width={step * 0.72} y={y(value)} height={height - pad - y(value)} />
    ),
  )
}

function stretches(days: readonly number[]): [number, number][] {
  const found: [number, number][] = []
  for (const day of days) {
    const current = found.at(-1)
    if (current !== undefined && day === current[1] + 1) current[1] = day
    else found.push([day, day])
  }
  return found
}
