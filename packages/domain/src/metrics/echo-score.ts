import { pointsChange } from './change.ts'
import { byText } from './top-growing.ts'

/** Each part is `points × x / (x + half)`: half of its points at `half`, never all of them. A table, so that SQL can be written from it. */
export const echoParts = {
  threads: { points: 4, half: 10 },
  distinctPainPoints: { points: 3, half: 5 },
  engagement: { points: 3, half: 300 },
} as const

/** What a community gathered in the 30 days that end with the day of the score. Not negative. */
export type EchoInputs = Readonly<Record<keyof typeof echoParts, number>>
export interface EchoScore {
  /** 0 to 10, one decimal: what is shown and stored. */
  readonly score: number
  /** The parts before rounding; they add up to the score before rounding. */
  readonly parts: { readonly threads: number; readonly painPoints: number; readonly engagement: number }
}

/** Echo score of a community on a day (metrics.md, Communities): `10 × (0.4·h(threads, 10) + 0.3·h(pain points, 5) + 0.3·h(engagement, 300))`. */
export function echoScore(inputs: EchoInputs): EchoScore {
  const part = (name: keyof EchoInputs): number => (echoParts[name].points * inputs[name]) / (inputs[name] + echoParts[name].half)
  const parts = { threads: part('threads'), painPoints: part('distinctPainPoints'), engagement: part('engagement') }
  return { score: Math.round((parts.threads + parts.painPoints + parts.engagement) * 10) / 10, parts }
}

/** High echo is decided on the rounded score, so that a community that shows 7.0 always counts. */
export const isHighEcho = (score: number): boolean => score >= 7

/** Today's score less that of the window's start, both from the stored history; null where that day has none. */
export const echoChange = (today: number, atStart: number | null): number | null => {
  const difference = pointsChange(today, atStart)
  return difference === null ? null : Math.round(difference * 10) / 10
}

/** Order of the watchlist: echo score, engagement, name. */
export const byEcho = <Row extends { readonly echoScore: number; readonly engagement: number; readonly name: string }>(a: Row, b: Row): number =>
  b.echoScore - a.echoScore || b.engagement - a.engagement || byText(a.name, b.name)
