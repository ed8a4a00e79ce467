import type { CoverageGap } from '@echoscope/domain'
import { count, counted } from '../format/numbers.ts'
import { platformName } from '../ui/platform-mark.tsx'

const hourMs = 3_600_000

/** Sources that gave nothing in a stretch of time, with the hours missing of each, the most first. */
export interface Missing {
  readonly source: string
  readonly hours: number
}

/** A stretch of neighbouring buckets that lack the same kind of thing: where a word about it is put. */
export interface TrendGap {
  /** Indexes of its first and last bucket. */
  readonly first: number
  readonly last: number
  readonly missing: readonly Missing[]
}

/** What is missing in `[from, to)`, in milliseconds since 1970. */
export function missingIn(gaps: readonly CoverageGap[], from: number, to: number): Missing[] {
  const hours = new Map<string, number>()
  for (const gap of gaps) {
    const overlap = Math.min(to, Date.parse(gap.to)) - Math.max(from, Date.parse(gap.from))
    if (overlap > 0) hours.set(gap.source, (hours.get(gap.source) ?? 0) + overlap / hourMs)
  }
  return [...hours].map(([source, missed]) => ({ source, hours: missed })).sort((a, b) => b.hours - a.hours || a.source.localeCompare(b.source))
}

/** Neighbouring buckets in which a source was missing, joined; `edges` are the beginnings of the buckets and the end of the last. */
export function gapsOf(gaps: readonly CoverageGap[], edges: readonly number[]): TrendGap[] {
  const stretches: { first: number; last: number }[] = []
  for (let at = 0; at < edges.length - 1; at += 1) {
    if (missingIn(gaps, edges[at] ?? 0, edges[at + 1] ?? 0).length === 0) continue
    const latest = stretches.at(-1)
    if (latest !== undefined && latest.last === at - 1) latest.last = at
    else stretches.push({ first: at, last: at })
  }
  return stretches.map(({ first, last }) => ({ first, last, missing: missingIn(gaps, edges[first] ?? 0, edges[last + 1] ?? 0) }))
}

const hoursOf = ({ hours }: Missing): string => `${count(Math.max(1, Math.round(hours)))} h`

/** "Discourse was missing for 24 h, Reddit for 2 h"; null where nothing is known to be missing. */
export function missingWords([most, ...others]: readonly Missing[]): string | null {
  if (most === undefined) return null
  return [`${platformName(most.source)} was missing for ${hoursOf(most)}`, ...others.map((one) => `${platformName(one.source)} for ${hoursOf(one)}`)].join(', ')
}

/** Two short lines in the picture. */
export function gapWords({ missing }: TrendGap): readonly [string, string] {
  const most = missing[0]
  if (most === undefined) return ['Partial', '']
  const others = missing.length - 1
  return [`Partial: ${platformName(most.source)}`, others === 0 ? `missing for ${hoursOf(most)}` : `and ${counted(others, 'other source')} missing`]
}
