import type { ScopedSql } from '../session.ts'
import { type Folded, type FoldedThread, keyOf, placeOf } from '../store-fold.ts'
import type { Batch } from '../store.ts'
import { type Candidate, settle, type Settled } from './settle.ts'
import { candidateOf, copiesOf, storedCopies } from './stored.ts'
import { removeMarks } from './write.ts'

/** What a batch comes to when copies are told from threads. */
export interface WithoutCopies {
  readonly folded: Folded
  /** Copies from before that take the place of a thread whose text went or changed. */
  readonly promoted: readonly Candidate[]
  readonly settled: Settled
}

/** Finds the copies among what a batch would write, and asks copies again whose thread says something else now, or nothing. */
export async function foldCopies(sql: ScopedSql, folded: Folded, batch: Batch): Promise<WithoutCopies> {
  const changed = folded.threads.flatMap(({ before, kept, gone }) => (before !== null && (gone !== null || saysAnother(before, kept.post)) ? [before.id] : []))
  const leaving = [...changed, ...folded.gone.map(({ before }) => before.id)]
  await removeMarks(sql, leaving)
  const read = new Set(batch.readings.filter(({ kind }) => kind !== 'observation').map((reading) => keyOf(placeOf(reading))))
  const asked = await copiesOf(sql, leaving, read)
  const fresh = batch.foldCopies ? folded.threads.flatMap((thread) => (mayCopy(thread) ? (candidateOf(thread, batch.source) ?? []) : [])) : []
  if (asked.length + fresh.length === 0) return { folded, promoted: [], settled: { threads: [], copies: [], stored: new Map() } }
  const settled = await settle([...fresh, ...asked], storedCopies(sql, { without: leaving, read }))
  const copies = new Set(settled.copies.map(({ candidate }) => keyOf(candidate.thread.kept.post)))
  const own = new Set(folded.threads.map(({ kept }) => keyOf(kept.post)))
  return {
    folded: { ...folded, threads: folded.threads.filter(({ kept }) => !copies.has(keyOf(kept.post))), counts: countsWithout(folded, copies) },
    promoted: settled.threads.filter(({ thread }) => !own.has(keyOf(thread.kept.post))),
    settled,
  }
}

const mayCopy = ({ before, kept, gone }: FoldedThread): boolean => gone === null && (before === null || saysAnother(before, kept.post))

interface Said {
  readonly title: string
  readonly body: string
  readonly publishedAt: Date
}
const saysAnother = (before: Said, now: Said): boolean =>
  before.title !== now.title || before.body !== now.body || before.publishedAt.getTime() !== now.publishedAt.getTime()

/** A copy is left out, and neither stored nor updated. */
function countsWithout({ threads, counts }: Folded, copies: ReadonlySet<string>): Folded['counts'] {
  const own = threads.filter(({ kept }) => copies.has(keyOf(kept.post)))
  if (own.length === 0) return counts
  const stored = own.filter(({ before }) => before === null).length
  return {
    ...counts,
    stored: counts.stored - stored,
    updated: counts.updated - (own.length - stored),
    leftOut: { ...counts.leftOut, duplicate: (counts.leftOut['duplicate'] ?? 0) + own.length },
  }
}
