import type { Post } from '@echoscope/domain'
import { textOf } from '../fields.ts'
import { htmlToText } from '../html-to-text.ts'
import { markdownToText } from '../markdown-to-text.ts'
import { nameOf, whole } from '../walk/wire.ts'
import type { Hit, Topic, Whole } from './wire.ts'

export interface Forum {
  readonly address: string
  readonly title: string | null
}

/** `text` is the whole post; null where only the beginning that the search shows could be had. */
export function toPost({
  hit,
  topic,
  text,
  forum,
  observedAt,
}: {
  hit: Hit
  topic: Topic | undefined
  text: Whole | null
  forum: Forum
  observedAt: Date
}): Post {
  const { host } = new URL(forum.address)
  const body = text === null ? htmlToText(textOf(hit.blurb)) : text.cooked ? htmlToText(text.cooked) : markdownToText(textOf(text.raw))
  return {
    platform: 'discourse',
    externalId: `${host}:post:${hit.id}`,
    url: `${forum.address}/t/${topic?.slug || '-'}/${hit.topic_id}/${hit.post_number}`,
    community: { name: nameOf(forum.title) ?? host, url: `${forum.address}/`, members: null },
    author: nameOf(hit.username),
    title: htmlToText(textOf(topic?.title)),
    body,
    publishedAt: hit.created_at,
    observedAt,
    score: whole(hit.like_count),
    comments: hit.post_number === 1 ? Math.max(0, (whole(topic?.posts_count) ?? 1) - 1) : 0,
    parentExternalId: null,
  }
}
