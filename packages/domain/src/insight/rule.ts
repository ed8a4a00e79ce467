import { dayMs } from '../range.ts'
import { dayText } from './format.ts'
import type { Community, Influencer, Iso, KeySentence, Kpi, PainPoint, Trend } from '../views/index.ts'

/** What sentences are written from: parts of one dashboard, read in one snapshot of one scope. */
export interface SentenceInput {
  readonly kpis: readonly Kpi[]
  /** The full list, so that the best is among them. */
  readonly painPoints: readonly PainPoint[]
  readonly communities: readonly Community[]
  readonly influencers: readonly Influencer[]
  readonly trend: Trend
  readonly range: { readonly from: Iso; readonly to: Iso }
  readonly previous: { readonly from: Iso; readonly to: Iso }
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

/** "the 30 days before". */
export const windowBefore = ({ previous }: SentenceInput): string => {
  const days = Math.round((Date.parse(previous.to) - Date.parse(previous.from)) / dayMs)
  return days === 1 ? 'the day before' : `the ${days} days before`
}

/** "nothing was collected before 2 January 2020", with the capital of its place. */
export const nothingThere = (day: string, start: 'n' | 'N' = 'n'): string => `${start}othing was collected before ${dayText(new Date(day), true)}`

/** A comparison that includes a gap says so. */
export const coverageNote = (kpi: Kpi | undefined): string => (kpi?.partial === true ? ' A source was missing for part of the time.' : '')
