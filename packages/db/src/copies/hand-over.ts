import type { ThreadId } from '@echoscope/domain'
import { recomputeDays } from '../rollups.ts'
import type { ScopedSql } from '../session.ts'
import { writePainPoints } from '../store-pain-points.ts'
import { settle } from './settle.ts'
import { copiesOf, storedCopies } from './stored.ts'
import { writeCopies, writePromoted } from './write.ts'

/** Before these threads are removed: the earliest copy of each takes its place, and the others copy that one. */
export async function handOver(sql: ScopedSql, leaving: readonly ThreadId[], at: Date): Promise<void> {
  const read = new Set<string>()
  const copies = await copiesOf(sql, leaving, read)
  if (copies.length === 0) return
  const settled = await settle(copies, storedCopies(sql, { without: leaving, read }))
  const written = await writePromoted(sql, settled.threads, at)
  await writePainPoints(sql, written)
  await recomputeDays(sql, written)
  await writeCopies(sql, settled, { written, at })
}
