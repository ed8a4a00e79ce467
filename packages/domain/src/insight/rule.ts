import type { HourEvent } from '../metrics/spikes.ts'
import { type Part, textOfParts } from './check.ts'
import { dayText } from './format.ts'
import type { Community, DayRange, Influencer, KeySentence, Kpi, PainPoint, SentenceKind, Trend } from '../views/index.ts'

/** What sentences are written from: parts of one dashboard, read in one snapshot of one scope. */
export interface SentenceInput {
  readonly kpis: readonly Kpi[]
  /** The full list, so that the best is among them. */
  readonly painPoints: readonly PainPoint[]
  readonly communities: readonly Community[]
  readonly influencers: readonly Influencer[]
  readonly trend: Trend
  readonly range: DayRange
  readonly previous: DayRange
  /** IANA name of the zone whose days these are. */
  readonly timeZone: string
  /** Spikes and silences of the range, oldest first. */
  readonly events: readonly HourEvent[]
  /** As on the dashboard: set where the window before has no data to compare with. */
  readonly nothingBefore: string | null
}

/** A rule says its sentence, says what it lacks, or has nothing to say (null). */
export type Said = KeySentence | { readonly withheld: string } | null
export type Rule = (input: SentenceInput) => Said

/** Fewest threads behind a statement (metrics.md, Insights): about a pain point, a community or a voice; about a trend. */
export const minimumEvidence = { subject: 5, trend: 10 } as const

export const notEnough = (what: string, found: number, needed: number): Said => ({ withheld: `${what}: not enough evidence (${found} of ${needed}).` })

export const kpiOf = ({ kpis }: SentenceInput, id: Kpi['id']): Kpi | undefined => kpis.find((kpi) => kpi.id === id)

/** A sentence from words and claims. */
export const say = (kind: SentenceKind, parts: readonly Part[], evidence: KeySentence['evidence']): KeySentence => {
  const joined = joinWords(parts)
  return { kind, text: textOfParts(joined), parts: joined, evidence }
}

/** Words that follow each other are one part. */
const joinWords = (parts: readonly Part[]): Part[] =>
  parts.reduce<Part[]>((joined, part) => {
    const last = joined.at(-1)
    if (part === '') return joined
    if (typeof part === 'string' && typeof last === 'string') return [...joined.slice(0, -1), last + part]
    return [...joined, part]
  }, [])

/** "nothing was collected before 2 January 2020", with the capital of its place. */
export const nothingThere = (day: string, start: 'n' | 'N' = 'n'): string => `${start}othing was collected before ${dayText(new Date(day), true)}`

/** A comparison that includes a gap says so. */
export const coverageNote = (kpi: Kpi | undefined): string => (kpi?.partial === true ? ' A source was missing for part of the time.' : '')
