import type { Collected, Post } from '@echoscope/domain'
import { textOf } from '../fields.ts'
import { markdownToText } from '../markdown-to-text.ts'
import { nameOf, whole } from '../walk/wire.ts'
import type { CommentView, PostView } from './wire.ts'

const platform = 'lemmy'

export const publishedAt = ({ published, published_at }: { readonly published?: Date | undefined; readonly published_at?: Date | undefined }): Date | null =>
  published_at ?? published ?? null

/** Names carry the instance they are of, so that one community seen through two instances is one. */
const fullName = ({ name, actor_id, ap_id }: PostView['creator'] | PostView['community']): string => {
  const host = URL.parse(actor_id ?? ap_id ?? '')?.host
  return host === undefined ? name : `${name}@${host}`
}

export function postToItem(view: PostView, observedAt: Date): Collected | null {
  const { post, counts } = view
  const score = whole(counts?.score ?? post.score)
  const comments = whole(counts?.comments ?? post.comments)
  return itemOf(view, { it: post, title: textOf(post.name), body: markdownToText(textOf(post.body)), parent: null, score, comments, observedAt })
}

export function commentToItem(view: CommentView, observedAt: Date): Collected | null {
  const { comment, counts, post } = view
  const score = whole(counts?.score ?? comment.score)
  const comments = whole(counts?.child_count ?? comment.child_count)
  // A path names ids of the asked instance alone; what is the same everywhere is the post's own address.
  const parent = post?.ap_id ?? null
  return itemOf(view, { it: comment, title: textOf(post?.name), body: markdownToText(textOf(comment.content)), parent, score, comments, observedAt })
}

interface Parts extends Pick<Post, 'title' | 'body' | 'score'> {
  readonly it: PostView['post'] | CommentView['comment']
  readonly parent: string | null
  readonly comments: number | null
  readonly observedAt: Date
}

function itemOf({ creator, community }: PostView | CommentView, { it, title, body, parent, score, comments, observedAt }: Parts): Collected | null {
  const at = publishedAt(it)
  if (at === null) return { kind: 'bad', bad: { place: it.ap_id.slice(0, 100), reason: 'it does not say when it was published' } }
  if (it.removed === true || it.deleted === true)
    return { kind: 'gone', gone: { platform, externalId: it.ap_id, observedAt, score, comments, why: it.deleted === true ? 'deleted' : 'removed' }, post: null }
  const address = community.actor_id ?? community.ap_id ?? ''
  return {
    kind: 'post',
    post: {
      platform,
      externalId: it.ap_id,
      url: it.ap_id,
      community: { name: nameOf(`!${fullName(community)}`) ?? '!', url: address, members: whole(community.subscribers) },
      author: nameOf(fullName(creator)),
      ...(creator.bot_account === true && { byBot: true }),
      title,
      body,
      publishedAt: at,
      observedAt,
      score,
      comments: comments ?? 0,
      parentExternalId: parent,
    },
  }
}
