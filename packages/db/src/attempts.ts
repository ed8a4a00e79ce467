import { createHash } from 'node:crypto'
import { DomainError } from '@echoscope/domain'
import type { Sessions } from './session.ts'

/** What is counted: never as itself, only as a digest. */
export interface Attempted {
  readonly what: string
  readonly most: number
}

export const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()

export const attemptWindowMs = 15 * 60_000

/**
 * Counts a try before it is answered, so that a hundred at once are a hundred, for all processes together. `rate_limited` when any of the
 * counts is full; the window is the quarter of an hour that began with the first try.
 */
export async function countAttempt(sessions: Sessions, counted: readonly Attempted[]): Promise<void> {
  const waitSeconds = await sessions.outside(async (sql) => {
    await sql.run(`DELETE FROM sign_in_attempts WHERE began_at < now() - interval '1 day'`)
    let longest = 0
    // Always in one order: two tries that share a count cannot wait for each other.
    for (const { what, most } of counted.toSorted((one, other) => (one.what < other.what ? -1 : 1))) {
      const row = await sql.first<{ tries: number; wait: number }>(
        `INSERT INTO sign_in_attempts AS a (digest, began_at, tries) VALUES ($1, now(), 1)
         ON CONFLICT (digest) DO UPDATE SET
           tries = CASE WHEN a.began_at < now() - $2::float8 * interval '1 millisecond' THEN 1 ELSE least(a.tries + 1, 1000000) END,
           began_at = CASE WHEN a.began_at < now() - $2::float8 * interval '1 millisecond' THEN now() ELSE a.began_at END
         RETURNING tries, ceil(extract(epoch FROM a.began_at + $2::float8 * interval '1 millisecond' - now()))::int AS wait`,
        [digestOf(what), attemptWindowMs],
      )
      if (row !== null && row.tries > most) longest = Math.max(longest, row.wait, 1)
    }
    return longest
  })
  if (waitSeconds > 0) throw tooMany(waitSeconds)
}

/** Tries at what no guess can hit: links, invitations, keys. Only failures count, so that a guesser locks nobody out behind the same address. */
export interface Attempts {
  /** Counts a failure; `rate_limited` where there were more than `most` of this kind in the window. */
  failed(what: string, most: number): Promise<void>
  /** `rate_limited` where the count is full, before any work is done; counts nothing. */
  requireRoom(what: string, most: number): Promise<void>
}

export const createAttempts = (sessions: Sessions): Attempts => ({
  failed: (what, most) => countAttempt(sessions, [{ what, most }]),
  async requireRoom(what, most) {
    const row = await sessions.outside((sql) =>
      sql.first<{ wait: number }>(
        `SELECT ceil(extract(epoch FROM began_at + $3::float8 * interval '1 millisecond' - now()))::int AS wait
         FROM sign_in_attempts WHERE digest = $1 AND tries >= $2 AND began_at >= now() - $3::float8 * interval '1 millisecond'`,
        [digestOf(what), most, attemptWindowMs],
      ),
    )
    if (row !== null) throw tooMany(Math.max(row.wait, 1))
  },
})

const tooMany = (waitSeconds: number): DomainError =>
  new DomainError('rate_limited', `Too many tries. Nothing was looked at; try again in ${waitSeconds} s.`, {
    details: { retryAfterSeconds: waitSeconds },
  })

/** After a success: it was no guess, and is not counted as one. What was counted before it stays. */
export async function takeBackAttempt(sessions: Sessions, whats: readonly string[]): Promise<void> {
  await sessions.outside((sql) => sql.run('UPDATE sign_in_attempts SET tries = greatest(tries - 1, 0) WHERE digest = ANY($1)', [whats.map(digestOf)]))
}

/** After a success: the counts of this person begin anew, those of the address stay. */
export async function forgiveAttempts(sessions: Sessions, whats: readonly string[]): Promise<void> {
  await sessions.outside((sql) => sql.run('DELETE FROM sign_in_attempts WHERE digest = ANY($1)', [whats.map(digestOf)]))
}
