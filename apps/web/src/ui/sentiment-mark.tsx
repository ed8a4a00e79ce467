import type { SentimentLabel } from '@echoscope/domain'
import { Circle, Minus, Plus } from 'lucide-react'

const marks = { positive: Plus, neutral: Circle, negative: Minus } as const
const tones = { positive: 'sent pos', neutral: 'sent', negative: 'sent neg' } as const

/** The sign is part of the mark, so that colour never says it alone. */
export function SentimentMark({ label }: { readonly label: SentimentLabel }) {
  const Sign = marks[label]
  return (
    <span className={tones[label]} role="img" aria-label={label} title={label}>
      <Sign className="i" />
    </span>
  )
}
