interface ForestProps {
  readonly ratio: number | null
  readonly low: number
  /** Null where the interval has no upper end. */
  readonly high: number | null
  readonly label: string
}

/** The axis is logarithmic, from a third to nine times, with ×1 as its reference. */
const from = Math.log(0.354)
const to = Math.log(8)
const x = (ratio: number): number => Math.max(0, Math.min(100, ((Math.log(Math.max(ratio, 1e-6)) - from) / (to - from)) * 100))
const at = (ratio: number): string => `${x(ratio).toFixed(1)}%`

export const forestTicks = [
  { label: '×½', left: at(0.5) },
  { label: '×1', left: at(1) },
  { label: '×2', left: at(2) },
  { label: '×4', left: at(4) },
]

const inside = (ratio: number): boolean => Math.log(Math.max(ratio, 1e-6)) >= from && Math.log(ratio) <= to

/** How many times as often, with its 95 % interval: a whisker that leaves the axis ends in an arrow. */
export function Forest({ ratio, low, high, label }: ForestProps) {
  const open = high === null || !inside(high)
  return (
    <svg className="forest" role="img" aria-label={label}>
      <line className="ref" x1={at(1)} x2={at(1)} y1="-7" y2="31" />
      <line className="wh" x1={at(low)} x2={open ? '100%' : at(high)} y1="12" y2="12" />
      {inside(low) && <line className="wh" x1={at(low)} x2={at(low)} y1="8.5" y2="15.5" />}
      {open ? (
        <svg x="100%" y="7" overflow="visible">
          <path className="wh" d="M-5 1 L0 5 L-5 9" fill="none" />
        </svg>
      ) : (
        <line className="wh" x1={at(high)} x2={at(high)} y1="8.5" y2="15.5" />
      )}
      {ratio !== null && inside(ratio) && <circle className="pt" cx={at(ratio)} cy="12" r="4" />}
    </svg>
  )
}
