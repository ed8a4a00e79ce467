import { type Range, scopeKey } from '@echoscope/domain'
import { readRevision } from '../revision.ts'
import type { ScopedSql } from '../session.ts'

/** Readings kept at most; a dashboard is about 60 kB. */
const most = 200

/** What was read of this scope and range before, where nothing was written in the scope since; else what is read now. */
export type Remember<T> = (sql: ScopedSql, range: Range, read: () => Promise<T>) => Promise<T>

/**
 * Readings of scopes, kept in this process for as long as they are true. The stamp that tells is read in the asker's own snapshot, so an
 * answer is what that snapshot holds, whoever wrote and in whichever process. The key is made of the scope, and the stamp is found under the
 * scope's policy: two scopes can share neither.
 */
export function rememberReadings<T>(): Remember<T> {
  const kept = new Map<string, { readonly revision: string; readonly reading: T }>()
  return async (sql, range, read) => {
    const revision = await readRevision(sql)
    if (revision === null) return read()
    const key = scopeKey(sql.scope, range.from.toISOString(), range.to.toISOString())
    const known = kept.get(key)
    const reading = known?.revision === revision ? known.reading : await read()
    // Taken out and put in again: the first keys of the map are the ones that were asked for longest ago.
    kept.delete(key)
    kept.set(key, { revision, reading })
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break
      kept.delete(oldest)
    }
    return reading
  }
}
