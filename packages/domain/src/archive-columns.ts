import type { ArchiveOptions } from './inputs.ts'

export type ArchiveColumn = keyof NonNullable<ArchiveOptions['columns']>

/** Names in use for each field of a post in tables, in lower case without separators. */
export const usualColumnNames: Readonly<Record<ArchiveColumn, readonly string[]>> = {
  id: ['id', 'objectid', 'externalid', 'postid', 'commentid'],
  title: ['title', 'headline', 'subject'],
  body: ['body', 'text', 'content', 'selftext', 'comment', 'message', 'description'],
  author: ['author', 'by', 'username', 'user'],
  url: ['url', 'link', 'permalink'],
  community: ['community', 'subreddit', 'sub', 'forum', 'channel'],
  publishedAt: ['publishedat', 'createdat', 'createdutc', 'published', 'date', 'timestamp', 'time', 'at'],
  score: ['score', 'points', 'numpoints', 'likes', 'ups'],
  comments: ['comments', 'numcomments', 'commentcount', 'replies'],
  observedAt: ['observedat', 'snapshotdate', 'retrievedon', 'lastseen'],
}
export const plainColumnName = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, '')
