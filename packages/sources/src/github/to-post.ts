import type { Collected, Post, PostCommunity } from '@echoscope/domain'
import { textOf } from '../fields.ts'
import { markdownToText } from '../markdown-to-text.ts'
import { nameOf, whole } from '../walk/wire.ts'
import type { Discussion, Issue } from './wire.ts'

const platform = 'github'
const community = (name: string, origin: string): PostCommunity => ({ name: nameOf(name) ?? platform, url: `${origin}/${name}`, members: null })

/** Issues and pull requests are one thing. A user who has gone is null there, and here. */
export function issueToItem(issue: Issue, observedAt: Date): Collected {
  const name = issue.repository_url.split('/').slice(-2).join('/')
  const post: Post = {
    platform,
    externalId: issue.node_id,
    url: issue.html_url,
    community: community(name, new URL(issue.html_url).origin),
    author: nameOf(issue.user?.login),
    ...(issue.user?.type === 'Bot' && { byBot: true }),
    title: textOf(issue.title),
    body: markdownToText(textOf(issue.body)),
    publishedAt: issue.created_at,
    observedAt,
    score: whole(issue.reactions?.total_count),
    comments: whole(issue.comments) ?? 0,
    parentExternalId: null,
  }
  return { kind: 'post', post }
}

export const discussionToPost = (discussion: Discussion, observedAt: Date): Post => ({
  platform,
  externalId: discussion.id,
  url: discussion.url,
  community: community(discussion.repository.nameWithOwner, new URL(discussion.url).origin),
  author: nameOf(discussion.author?.login),
  ...(discussion.author?.__typename === 'Bot' && { byBot: true }),
  title: textOf(discussion.title),
  body: textOf(discussion.bodyText),
  publishedAt: discussion.createdAt,
  observedAt,
  score: whole(discussion.upvoteCount),
  comments: whole(discussion.comments?.totalCount) ?? 0,
  parentExternalId: null,
})
