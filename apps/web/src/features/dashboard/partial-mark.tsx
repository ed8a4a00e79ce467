import type { Coverage, Dashboard } from '@echoscope/domain'
import { count, counted } from '../../format/numbers.ts'
import { platformName } from '../../ui/platform-mark.tsx'

export const importedWords = 'No source was asked for these days: their threads were imported'

/** What was read, where nothing is known to be missing. */
export function readWords({ coverage, range }: Pick<Dashboard, 'coverage' | 'range'>): string {
  if (coverage.sources.length === 0) return importedWords
  const hours = (Date.parse(range.to) - Date.parse(range.from)) / 3_600_000
  return coverage.sources.map(({ source, coveredHours }) => `${platformName(source)} read for ${count(coveredHours)} of ${count(hours)} h`).join(', ')
}

/** The sources that gave nothing for a while, with their hours. */
export function gapWords({ gaps, partialDays, sources }: Coverage): string {
  const hours = new Map<string, number>()
  for (const { source, from, to } of gaps) hours.set(source, (hours.get(source) ?? 0) + (Date.parse(to) - Date.parse(from)) / 3_600_000)
  const missing = [...hours].map(([source, missed]) => `${platformName(source)} missing for ${Math.max(1, Math.round(missed))} h`)
  const days = counted(partialDays.length, 'partial day')
  return missing.length > 0 ? `${days}: ${missing.join(', ')}` : `${days}, ${counted(sources.length, 'source')} asked`
}

export const PartialMark = ({ coverage }: { readonly coverage: Coverage }) => (
  <span className="partial" title={gapWords(coverage)}>
    <i className="hatch hatch-key" />
    partial
  </span>
)
