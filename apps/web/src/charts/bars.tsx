/** Positivity from its neutral middle outwards; the figure stands beside it. */
export const DivBar = ({ positivity }: { readonly positivity: number }) => (
  <span className="div-bar" aria-hidden="true">
    <i className={positivity >= 50 ? 'pos' : ''} style={{ width: `${Math.abs(positivity - 50).toFixed(1)}%` }} />
  </span>
)

interface MeterProps {
  /** Three parts, each in tenths of the whole. */
  readonly parts: readonly [number, number, number]
  readonly label: string
}

/** What a score from 0 to 10 is made of, with its threshold as a tick. */
export const Meter = ({ parts, label }: MeterProps) => (
  <span className="meter" role="img" aria-label={label} title={label}>
    {parts.map((part, at) => (
      <i key={at} style={{ width: `${(part * 10).toFixed(1)}%` }} />
    ))}
  </span>
)

/** A figure from 0 to 100 with its bar under it. */
export const Part = ({ value, share }: { readonly value: string; readonly share: number }) => (
  <span className="part">
    <span>{value}</span>
    <i>
      <i style={{ width: `${Math.max(0, Math.min(100, share))}%` }} />
    </i>
  </span>
)
