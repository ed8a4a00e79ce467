import type { Collected } from '@echoscope/domain'
import { asInstant } from '../dates.ts'
import { textOf } from '../fields.ts'
import { nameOf, whole } from '../walk/wire.ts'
import type { PostView } from './wire.ts'

/** Labels by which a post or its author asks not to be shown to everyone. */
const unseen: ReadonlySet<string> = new Set(['!hide', '!no-unauthenticated', '!takedown'])

/** The author's clock may be wrong: a post is no younger than when it was indexed. */
export const publishedAt = ({ record, indexedAt }: PostView): Date => {
  const said = asInstant(record.createdAt)
  return said instanceof Date && said < indexedAt ? said : indexedAt
}

export function toItem(view: PostView, observedAt: Date): Collected {
  const labels = [...(view.labels ?? []), ...(view.author.labels ?? [])].map(({ val }) => val)
  if (labels.some((label) => unseen.has(label))) return { kind: 'left-out', reason: 'not_public' }
  const { did, handle } = view.author
  const name = handle === null || handle === undefined || handle === 'handle.invalid' ? did : handle
  return {
    kind: 'post',
    post: {
      platform: 'bluesky',
      externalId: view.uri,
      url: `https://bsky.app/profile/${name}/post/${view.uri.split('/').at(-1) ?? ''}`,
      community: { name: 'Bluesky', url: 'https://bsky.app/', members: null },
      author: nameOf(name),
      ...(labels.includes('bot') && { byBot: true }),
      title: '',
      body: textOf(view.record.text),
      publishedAt: publishedAt(view),
      observedAt,
      score: (whole(view.likeCount) ?? 0) + (whole(view.repostCount) ?? 0),
      comments: whole(view.replyCount) ?? 0,
      parentExternalId: view.record.reply?.parent.uri ?? null,
    },
  }
}
