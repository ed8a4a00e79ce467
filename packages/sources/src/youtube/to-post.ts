import type { Post, PostCommunity } from '@echoscope/domain'
import { textOf } from '../fields.ts'
import { htmlToText } from '../html-to-text.ts'
import { nameOf, whole } from '../walk/wire.ts'
import type { Comment, Video } from './wire.ts'

const platform = 'youtube'
const everywhere: PostCommunity = { name: 'YouTube', url: 'https://www.youtube.com/', members: null }

export const videoToPost = ({ id, snippet }: Video, observedAt: Date): Post => ({
  platform,
  externalId: id.videoId,
  url: `https://www.youtube.com/watch?v=${id.videoId}`,
  community: channelOf(snippet),
  author: nameOf(snippet.channelTitle),
  title: htmlToText(textOf(snippet.title)),
  body: htmlToText(textOf(snippet.description)),
  publishedAt: snippet.publishedAt,
  observedAt,
  score: null,
  comments: 0,
  parentExternalId: null,
})

export interface Under {
  /** The channel, where it is known. */
  readonly community: PostCommunity | null
  readonly videoId: string
  readonly observedAt: Date
}

export const commentToPost = ({ id, snippet }: Comment, { community, videoId, observedAt }: Under, replies: number): Post => ({
  platform,
  externalId: id,
  url: `https://www.youtube.com/watch?v=${videoId}&lc=${encodeURIComponent(id)}`,
  community: community ?? everywhere,
  author: nameOf(snippet.authorDisplayName),
  title: '',
  body: snippet.textOriginal ? textOf(snippet.textOriginal) : htmlToText(textOf(snippet.textDisplay)),
  publishedAt: snippet.publishedAt,
  observedAt,
  score: whole(snippet.likeCount),
  comments: replies,
  parentExternalId: snippet.parentId ?? videoId,
})

export const channelOf = ({ channelId, channelTitle }: Video['snippet']): PostCommunity => {
  const name = nameOf(channelTitle)
  return name === null ? everywhere : { name, url: channelId ? `https://www.youtube.com/channel/${channelId}` : '', members: null }
}
