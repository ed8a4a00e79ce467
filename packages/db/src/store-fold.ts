import type { Gone, Observation } from '@echoscope/domain'
import type { KeptPost, Reading } from './store.ts'
import type { KnownThread } from './store-known.ts'

/** A thread whose text, place or decision is to be written: new (`before` null) or changed. Figures are those of the last reading that counts. */
export interface FoldedThread extends Figures {
  readonly before: KnownThread | null
  readonly kept: KeptPost
  /** Deleted at its source: the texts of `kept` are blank already. */
  readonly gone: Gone['why'] | null
}
/** A stored thread of which only the figures changed, or the time at which they were read. */
export interface FoldedFigures extends Figures {
  readonly before: KnownThread
}
/** A stored thread that was deleted at its source: its texts and author are to be blanked. */
export interface FoldedGone extends Figures {
  readonly before: KnownThread
  readonly why: Gone['why']
}
export interface Figures {
  readonly score: number | null
  readonly comments: number
  readonly observedAt: Date | null
}
export interface Folded {
  readonly threads: readonly FoldedThread[]
  readonly figures: readonly FoldedFigures[]
  readonly gone: readonly FoldedGone[]
  /** `stored + updated + unchanged + unknown` and what is left out are the number of readings. */
  readonly counts: StoreCounts
}
export interface StoreCounts {
  readonly stored: number
  readonly updated: number
  readonly unchanged: number
  /** Of the updated ones those that were blanked. */
  readonly gone: number
  /** Figures of posts that are not stored here. */
  readonly unknown: number
  /** Deleted at the source, and never stored here, by reason. */
  readonly leftOut: Readonly<Record<string, number>>
}

export const keyOf = ({ platform, externalId }: { platform: string; externalId: string }): string => `${platform}\0${externalId}`

/**
 * Reads the readings in order over what is stored, and says what is to be written in the end. Pure, and the same however a sequence of
 * readings is cut into batches: that is what makes a run that was cut short, and a file imported again, end at the same rows.
 */
export function foldReadings(known: ReadonlyMap<string, KnownThread>, readings: readonly Reading[]): Folded {
  const states = new Map<string, State>()
  const leftOut: Record<string, number> = {}
  let unknown = 0
  for (const reading of readings) {
    const key = keyOf(placeOf(reading))
    const stored = known.get(key)
    const state = states.get(key) ?? (stored === undefined ? null : { before: stored, kept: null, gone: stored.gone, ...figuresOf(stored) })
    if (state !== null || reading.kind === 'post') states.set(key, afterReading(state, reading))
    else if (reading.kind === 'observation') unknown += 1
    else if ('kept' in reading.otherwise) states.set(key, afterPost(null, reading.otherwise.kept))
    else leftOut[reading.otherwise.leftOut] = (leftOut[reading.otherwise.leftOut] ?? 0) + 1
  }
  const folded = changesIn([...states.values()])
  const stored = folded.threads.filter(({ before }) => before === null).length
  const moved = folded.figures.filter(({ before, score, comments }) => before.score !== score || before.comments !== comments).length
  const gone = folded.gone.length + folded.threads.filter((thread) => thread.before !== null && thread.gone !== null).length
  const updated = folded.threads.length - stored + moved + folded.gone.length
  const left = Object.values(leftOut).reduce((sum, count) => sum + count, 0)
  return { ...folded, counts: { stored, updated, unchanged: readings.length - unknown - left - stored - updated, gone, unknown, leftOut } }
}

function changesIn(states: readonly State[]): Omit<Folded, 'counts'> {
  const threads: FoldedThread[] = []
  const figures: FoldedFigures[] = []
  const swept: FoldedGone[] = []
  for (const { before, kept, gone, ...last } of states) {
    const isNews = gone !== null && (before === null || before.gone === null)
    if (isNews && kept !== null) threads.push({ before, kept: blanked(kept), gone, ...last })
    else if (isNews && before !== null) swept.push({ before, why: gone, ...last })
    else if (gone === null && kept !== null && (before === null || !saysTheSame(before, kept))) threads.push({ before, kept, gone, ...last })
    else if (before !== null && !sameFigures(before, last)) figures.push({ before, ...last })
  }
  return { threads, figures, gone: swept }
}

export const placeOf = (reading: Reading): { readonly platform: string; readonly externalId: string } =>
  reading.kind === 'post' ? reading.kept.post : reading.kind === 'gone' ? reading.gone : reading.observation

/** The post that a reading would store. */
export const keptIn = (reading: Reading): KeptPost | null =>
  reading.kind === 'post' ? reading.kept : reading.kind === 'gone' && 'kept' in reading.otherwise ? reading.otherwise.kept : null

/** What analysis said of the text still counts; the text itself, its author and the places in it do not stay. */
const blanked = (kept: KeptPost): KeptPost => ({ ...kept, matches: [], post: { ...kept.post, title: '', body: '', url: '', author: null } })

interface State extends Figures {
  readonly before: KnownThread | null
  /** The last reading of the text that counts; null where only the stored one is known. */
  readonly kept: KeptPost | null
  /** Deleted at its source, which is for good: no later reading brings the text back. */
  readonly gone: Gone['why'] | null
}

function afterReading(state: State | null, reading: Reading): State {
  if (reading.kind === 'post') return afterPost(state, reading.kept)
  if (state === null) throw new Error('an observation makes no thread')
  return reading.kind === 'gone' ? afterGone(state, reading) : withFigures(state, reading.observation)
}

function afterPost(state: State | null, kept: KeptPost): State {
  if (state !== null && !isLater(kept.post.observedAt, state.observedAt)) return state
  if (state !== null && state.gone !== null) return { ...state, ...figuresOf(kept.post) }
  return { before: state?.before ?? null, kept, gone: null, ...figuresOf(kept.post) }
}

/** Older news than the stored text is none. A text that is still shown at the source just so is a reading like any other. */
function afterGone(state: State, { gone, otherwise }: Extract<Reading, { kind: 'gone' }>): State {
  if (state.gone !== null) return withFigures(state, gone)
  if (gone.observedAt !== null && state.observedAt !== null && gone.observedAt < state.observedAt) return state
  if ('kept' in otherwise && showsJust(state, otherwise.kept)) return afterPost(state, otherwise.kept)
  return { ...withFigures(state, gone), gone: gone.why }
}

function showsJust({ before, kept }: State, { post }: KeptPost): boolean {
  const shown = kept?.post ?? before
  return shown !== null && shown.title === post.title && shown.body === post.body && shown.author === post.author
}

const withFigures = (state: State, { observedAt, score, comments }: Observation): State =>
  isLater(observedAt, state.observedAt) ? { ...state, score: score ?? state.score, comments: comments ?? state.comments, observedAt } : state

const figuresOf = ({ score, comments, observedAt }: Figures): Figures => ({ score, comments, observedAt })

/** Whether figures read at `at` replace those read at `before`: a dated reading replaces an undated or not later one, an undated one never a dated one. */
const isLater = (at: Date | null, before: Date | null): boolean => before === null || (at !== null && at >= before)

const sameFigures = (a: Figures, b: Figures): boolean => a.score === b.score && a.comments === b.comments && a.observedAt?.getTime() === b.observedAt?.getTime()

function saysTheSame(before: KnownThread, { post, matches, entities, ruleVersion, analysis }: KeptPost): boolean {
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
    before.byBot === (post.byBot ?? false) &&
    before.spam === analysis.spam &&
    listing(before.entities.map(({ kind, name }) => [kind, name])) === listing(entities.map(({ kind, name }) => [kind, name])) &&
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
