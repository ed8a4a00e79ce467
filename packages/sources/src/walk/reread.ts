import type { Collected, Post, StoredPost } from '@echoscope/domain'

/** A post that was read again, as news of one that is stored: its figures, or that it is deleted. `externalId`: whatever the answer says it is, this was asked for. */
export function newsOf(item: Collected | null, externalId: string | null = null): Collected | null {
  if (item === null || item.kind === 'left-out') return null
  if (item.kind === 'gone') return { ...item, gone: { ...item.gone, externalId: externalId ?? item.gone.externalId }, post: null }
  return item.kind === 'post' ? figuresOf({ ...item.post, externalId: externalId ?? item.post.externalId }) : item
}

export const figuresOf = ({ platform, externalId, observedAt, score, comments }: Post): Collected => ({
  kind: 'observation',
  observation: { platform, externalId, observedAt, score, comments },
})

export const goneFrom = (
  platform: string,
  externalId: string,
  { observedAt, why = 'deleted' }: { observedAt: Date; why?: 'deleted' | 'removed' },
): Collected => ({
  kind: 'gone',
  gone: { platform, externalId, observedAt, score: null, comments: null, why },
  post: null,
})

/** An answer without any of so many is doubted. */
const doubted = 5

/**
 * Deleted posts, of a place that leaves them out of its answers: those of the asked that are not among the present. Where none at all is, the place may have
 * lost its way as well: that is counted as unreadable, and nothing as deleted.
 */
export function absentAmong(
  asked: readonly StoredPost[],
  present: ReadonlySet<string>,
  { platform, observedAt }: { platform: string; observedAt: Date },
): Collected[] {
  const absent = asked.filter(({ externalId }) => !present.has(externalId))
  if (absent.length === asked.length && asked.length >= doubted)
    return [{ kind: 'bad', bad: { place: `${asked.length} posts`, reason: 'it gave not one of what was asked for: none is taken for deleted' } }]
  return absent.map(({ externalId }) => goneFrom(platform, externalId, { observedAt }))
}

const dayMs = 86_400_000
/** Places that say nothing of a time are asked for each post once a month. */
export const monthly = 30 * dayMs
