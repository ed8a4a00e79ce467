import type { Coverage } from '@echoscope/domain'
import { counted } from '../../format/numbers.ts'

/** The sources that gave nothing for a while, with their hours. */
export function gapWords({ gaps, partialDays, sources }: Coverage): string {
  const hours = new Map<string, number>()
  for (const { source, from, to } of gaps) hours.set(source, (hours.get(source) ?? 0) + (Date.parse(to) - Date.parse(from)) / 3_600_000)
  const missing = [...hours].map(([source, missed]) => `${source} missing for ${Math.max(1, Math.round(missed))} h`)
  const days = counted(partialDays.length, 'partial day')
  return missing.length > 0 ? `${days}: ${missing.join(', ')}` : `${days}, ${counted(sources.length, 'source')} asked`
}

export const PartialMark = ({ coverage }: { readonly coverage: Coverage }) => (
  <span className="partial" title={gapWords(coverage)}>
    <i className="hatch hatch-key" />
    partial
  </span>
)
