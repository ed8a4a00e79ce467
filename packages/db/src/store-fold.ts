import type { KeptPost, Reading } from './store.ts'
import type { KnownThread } from './store-known.ts'

/** A thread whose text, place or decision is to be written: new (`before` null) or changed. Figures are those of the last reading that counts. */
export interface FoldedThread extends Figures {
  readonly before: KnownThread | null
  readonly kept: KeptPost
}
/** A stored thread of which only the figures changed. */
export interface FoldedFigures extends Figures {
  readonly before: KnownThread
}
export interface Figures {
  readonly score: number | null
  readonly comments: number
  readonly observedAt: Date | null
}
export interface Folded {
  readonly threads: readonly FoldedThread[]
  readonly figures: readonly FoldedFigures[]
  /** `stored + updated + unchanged + unknown` is the number of readings. */
  readonly counts: StoreCounts
}
export interface StoreCounts {
  readonly stored: number
  readonly updated: number
  readonly unchanged: number
  /** Figures of posts that are not stored here. */
  readonly unknown: number
}

export const keyOf = ({ platform, externalId }: { platform: string; externalId: string }): string => `${platform}\0${externalId}`

/**
 * Reads the readings in order over what is stored, and says what is to be written in the end. Pure, and the same however a sequence of
 * readings is cut into batches: that is what makes a run that was cut short, and a file imported again, end at the same rows.
 */
export function foldReadings(known: ReadonlyMap<string, KnownThread>, readings: readonly Reading[]): Folded {
  const states = new Map<string, State>()
  let unknown = 0
  for (const reading of readings) {
    const key = keyOf(reading.kind === 'post' ? reading.kept.post : reading.observation)
    const stored = known.get(key)
    const state = states.get(key) ?? (stored === undefined ? null : { before: stored, kept: null, ...figuresOf(stored) })
    if (reading.kind === 'observation' && state === null) unknown += 1
    else states.set(key, afterReading(state, reading))
  }
  const threads: FoldedThread[] = []
  const figures: FoldedFigures[] = []
  for (const { before, kept, ...last } of states.values()) {
    if (kept !== null && (before === null || !saysTheSame(before, kept))) threads.push({ before, kept, ...last })
    else if (before !== null && !sameFigures(before, last)) figures.push({ before, ...last })
  }
  const stored = threads.filter(({ before }) => before === null).length
  const updated = threads.length - stored + figures.length
  return { threads, figures, counts: { stored, updated, unchanged: readings.length - unknown - stored - updated, unknown } }
}

interface State extends Figures {
  readonly before: KnownThread | null
  /** The last reading of the text that counts; null where only the stored one is known. */
  readonly kept: KeptPost | null
}

function afterReading(state: State | null, reading: Reading): State {
  if (reading.kind === 'post') {
    if (state !== null && !isLater(reading.kept.post.observedAt, state.observedAt)) return state
    return { before: state?.before ?? null, kept: reading.kept, ...figuresOf(reading.kept.post) }
  }
  if (state === null) throw new Error('an observation makes no thread')
  const { observedAt, score, comments } = reading.observation
  if (!isLater(observedAt, state.observedAt)) return state
  return { ...state, score: score ?? state.score, comments: comments ?? state.comments, observedAt }
}

const figuresOf = ({ score, comments, observedAt }: Figures): Figures => ({ score, comments, observedAt })

/** Whether figures read at `at` replace those read at `before`: a dated reading replaces an undated or not later one, an undated one never a dated one. */
const isLater = (at: Date | null, before: Date | null): boolean => before === null || (at !== null && at >= before)

const sameFigures = (a: Figures, b: Figures): boolean => a.score === b.score && a.comments === b.comments && a.observedAt?.getTime() === b.observedAt?.getTime()

function saysTheSame(before: KnownThread, { post, matches, ruleVersion, analysis }: KeptPost): boolean {
  return (
    before.title === post.title &&
    before.body === post.body &&
    before.url === post.url &&
    before.publishedAt.getTime() === post.publishedAt.getTime() &&
    before.community === post.community.name &&
    before.author === post.author &&
    before.parentExternalId === post.parentExternalId &&
    before.language === analysis.language &&
    before.sentiment === analysis.sentiment &&
    before.brandSentiment === analysis.brandSentiment &&
    before.mentionsBrand === analysis.mentionsBrand &&
    before.ruleVersion === ruleVersion &&
    listing(before.matches.map(({ field, start, end, term }) => [field, start, end, term])) ===
      listing(matches.map(({ field, start, end, term }) => [field, start, end, term])) &&
    listing(before.painPoints.map(({ field, start, end, keyword }) => [field, start, end, keyword])) ===
      listing(analysis.painPoints.map(({ field, start, end, keyword }) => [field, start, end, keyword]))
  )
}

/** The same for the same items in any order. */
const listing = (items: readonly (readonly (string | number)[])[]): string =>
  items
    .map((item) => JSON.stringify(item))
    .sort()
    .join('\n')
