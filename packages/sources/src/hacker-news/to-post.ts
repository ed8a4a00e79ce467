import type { Post } from '@echoscope/domain'
import { z } from 'zod'
import { textOf } from '../fields.ts'
import { htmlToText } from '../html-to-text.ts'
import { hackerNews, hackerNewsCommunity, hackerNewsUrl } from '../places.ts'

/** The end of 2262, where Reddit's and everyone's archives end too. */
const lastSecond = 9_246_182_399
const text = z.string().nullish()
const figure = z.int().nullish()

/** One hit of the search API. Its link is left aside: a story's address here is its discussion. */
export const Hit = z.object({
  objectID: z.string().regex(/^\d{1,20}$/),
  created_at_i: z.int().min(0).max(lastSecond),
  author: text,
  title: text,
  points: figure,
  num_comments: figure,
  story_text: text,
  comment_text: text,
  story_title: text,
  parent_id: z.int().nullish(),
})
export type Hit = z.infer<typeof Hit>

/** Texts are HTML. A comment carries the title of the story it stands under. `observedAt` is when the hit was read. */
export const toPost = (hit: Hit, observedAt: Date | null): Post => ({
  platform: hackerNews,
  externalId: hit.objectID,
  url: hackerNewsUrl(hit.objectID),
  community: hackerNewsCommunity,
  author: textOf(hit.author) || null,
  title: htmlToText(textOf(hit.title ?? hit.story_title)),
  body: htmlToText(textOf(hit.story_text ?? hit.comment_text)),
  publishedAt: new Date(hit.created_at_i * 1000),
  observedAt,
  score: hit.points ?? null,
  comments: hit.num_comments ?? 0,
  parentExternalId: hit.parent_id === null || hit.parent_id === undefined ? null : String(hit.parent_id),
})
