import { complaintAdjectives } from './complaint-adjectives.ts'
import type { PainPointId } from './ids.ts'
import { minimumEvidence } from './insight/rule.ts'

/** A pain point of one scope that stands for itself. */
export interface StandingPainPoint {
  readonly id: PainPointId
  readonly keyword: string
  /** Keywords that count for it already. */
  readonly alsoFoundAs: readonly string[]
  /** Threads tagged with it. */
  readonly threads: number
  /** A user named it or chose where it stands: it may take others in, and goes into none. */
  readonly settled: boolean
}
/** Threads tagged with both. */
export interface SaidTogether {
  readonly one: PainPointId
  readonly other: PainPointId
  readonly threads: number
}
export interface Synonym {
  readonly from: PainPointId
  readonly into: PainPointId
  /** `same_words`: the one is the other in another order. `said_together`: see {@link synonymsAmong}. */
  readonly because: 'same_words' | 'said_together'
}

/**
 * Which pain points of a scope are one, the rarer into the more frequent. Two are one
 * - that have the same words in the other order of a clause ("video not upload", "not upload video"), or
 * - that are about the same thing, differ in one word at most and are said by the same posts: at least five posts say both, half of the posts that say either, and more than by chance
 *   (log-likelihood ratio G² > 10.83, p < 0.001; Dunning, Accurate Methods for the Statistics of Surprise and Coincidence, 1993).
 * Opposites are never one, nor a keyword and its denial, be it by way of a third.
 * @param total threads of the scope with a pain point
 */
export function synonymsAmong(points: readonly StandingPainPoint[], together: readonly SaidTogether[], total: number): Synonym[] {
  const known = new Map(points.map((point) => [point.id, point]))
  const found: (Synonym & { readonly strength: number })[] = []
  for (const [one, other] of rotatedPairs(points)) found.push({ ...inOrder(one, other), because: 'same_words', strength: Number.POSITIVE_INFINITY })
  for (const { one, other, threads } of together) {
    const [a, b] = [known.get(one), known.get(other)]
    if (a === undefined || b === undefined || !differInOneWord(a.keyword, b.keyword)) continue
    const strength = surprise({ a: a.threads, b: b.threads, both: threads, total })
    if (threads >= minimumEvidence.subject && threads >= (a.threads + b.threads - threads) / 2 && strength > critical)
      found.push({ ...inOrder(a, b), because: 'said_together', strength })
  }
  return merged(
    found.toSorted((a, b) => b.strength - a.strength || (`${a.from} ${a.into}` < `${b.from} ${b.into}` ? -1 : 1)),
    known,
  )
}

/** Strongest first; each goes into one that stands, unless anything that counts for that one is its opposite. */
function merged(found: readonly Synonym[], known: ReadonlyMap<PainPointId, StandingPainPoint>): Synonym[] {
  const gone = new Map<PainPointId, PainPointId>()
  const holds = new Map([...known].map(([id, { keyword, alsoFoundAs }]) => [id, [keyword, ...alsoFoundAs]]))
  const kept: Synonym[] = []
  for (const { from, into: first, because } of found) {
    const into = gone.get(first) ?? first
    if (from === into || gone.has(from) || known.get(from)?.settled !== false) continue
    const [own, theirs] = [holds.get(from) ?? [], holds.get(into) ?? []]
    if (own.some((a) => theirs.some((b) => areOpposite(a, b)))) continue
    holds.set(into, [...theirs, ...own])
    gone.set(from, into)
    for (const [earlier, target] of gone) if (target === from) gone.set(earlier, into)
    kept.push({ from, into, because })
  }
  // What went into one that went on itself stands where that one does.
  return kept.map((synonym) => ({ ...synonym, into: gone.get(synonym.from) ?? synonym.into }))
}

/** The rarer into the more frequent; what is settled stays. */
function inOrder(a: StandingPainPoint, b: StandingPainPoint): Pick<Synonym, 'from' | 'into'> {
  const isRarer = a.settled === b.settled ? a.threads < b.threads || (a.threads === b.threads && a.keyword > b.keyword) : b.settled
  return isRarer ? { from: a.id, into: b.id } : { from: b.id, into: a.id }
}

/** "N not V" and "not V N", which different rules of the analysis find in different sentences. */
function rotatedPairs(points: readonly StandingPainPoint[]): [StandingPainPoint, StandingPainPoint][] {
  const byKeyword = new Map(points.map((point) => [point.keyword, point]))
  return points.flatMap((point): [StandingPainPoint, StandingPainPoint][] => {
    const [noun, verb, ...more] = point.keyword.split(' not ')
    const other = noun === undefined || noun === '' || verb === undefined || more.length > 0 ? undefined : byKeyword.get(`not ${verb} ${noun}`)
    return other === undefined ? [] : [[point, other]]
  })
}

const critical = 10.83

/** Dunning's G² of a two-by-two table; 0 where they meet less often than by chance. */
function surprise({ a, b, both, total }: Readonly<Record<'a' | 'b' | 'both' | 'total', number>>): number {
  if (both * total <= a * b) return 0
  const cells: readonly (readonly [seen: number, expected: number])[] = [
    [both, (a * b) / total],
    [a - both, (a * (total - b)) / total],
    [b - both, ((total - a) * b) / total],
    [total - a - b + both, ((total - a) * (total - b)) / total],
  ]
  return 2 * cells.reduce((sum, [seen, expected]) => sum + (seen <= 0 ? 0 : seen * Math.log(seen / expected)), 0)
}

const wordsOf = (keyword: string): readonly string[] => keyword.split(' ').filter((word) => word !== '')
const without = (words: readonly string[], others: readonly string[]): string[] => words.filter((word) => !others.includes(word))

function differInOneWord(a: string, b: string): boolean {
  const [left, right] = [wordsOf(a), wordsOf(b)]
  const shared = left.filter((word) => right.includes(word) && !isNoSubject(word))
  return shared.length > 0 && without(left, right).length <= 1 && without(right, left).length <= 1
}

/** Whether merging the two would make one of what denies or opposes the other. */
export function areOpposite(a: string, b: string): boolean {
  const [left, right] = [wordsOf(a), wordsOf(b)]
  const denied = (words: readonly string[]): number => words.filter((word) => denials.has(word)).length % 2
  return denied(left) !== denied(right) || without(left, right).some((word) => without(right, left).some((other) => antonyms.get(word)?.has(other)))
}

/** Two things can be slow, and two can be missing. */
const isNoSubject = (word: string): boolean => denials.has(word) || degrees.has(word) || complaintAdjectives.has(word)

const degrees = new Set(['too', 'so', 'very', 'keep', 'stop'])
const denials = new Set(['not', 'no', 'never', 'without', 'lack'])
const antonyms = symmetric(
  `high/low high/cheap expensive/cheap fast/slow quick/slow loud/quiet loud/silent hot/cold warm/cool big/small large/small large/tiny bright/dim bright/dark light/dark light/heavy long/short
   many/few much/little more/less more/fewer early/late new/old open/close start/stop start/end on/off up/down in/out connect/disconnect install/uninstall load/unload upload/download lock/unlock
   mute/unmute subscribe/unsubscribe enable/disable send/receive left/right front/back top/bottom import/export read/write enter/exit show/hide appear/disappear add/remove buy/sell hard/soft
   hard/easy tight/loose thick/thin wide/narrow wet/dry rough/smooth strong/weak increase/decrease rise/fall gain/lose push/pull zoom/unzoom follow/unfollow charge/discharge charge/drain over/under
   overheat/freeze sharp/blurry simple/complex sensitive/insensitive login/logout sign-in/sign-out log-in/log-out first/last before/after incoming/outgoing public/private free/paid`,
)

function symmetric(list: string): ReadonlyMap<string, ReadonlySet<string>> {
  const both = new Map<string, Set<string>>()
  for (const [one, other] of list.split(/\s+/).map((pair) => pair.split('/'))) {
    if (one === undefined || other === undefined) continue
    for (const [word, its] of [
      [one, other],
      [other, one],
    ] as const)
      both.set(word, (both.get(word) ?? new Set()).add(its))
  }
  return both
}
