import type { Collected } from '@echoscope/domain'
import { textOf } from '../fields.ts'
import { htmlToText } from '../html-to-text.ts'
import { nameOf } from '../walk/wire.ts'
import type { Review } from './wire.ts'

export interface Shelf {
  readonly app: string
  readonly country: string
  readonly observedAt: Date
}

/** An entry without a rating is the app itself. The votes of a review are its score; stars are no score. */
export function toItem(review: Review, { app, country, observedAt }: Shelf): Collected | null {
  if (review['im:rating'] === undefined) return null
  if (review.updated === undefined) return { kind: 'bad', bad: { place: review.id.label.slice(0, 100), reason: 'it does not say when it was written' } }
  const votes = Number(review['im:voteSum']?.label)
  const url = `https://apps.apple.com/${country}/app/id${app}`
  return {
    kind: 'post',
    post: {
      platform: 'app-store',
      externalId: review.id.label,
      url,
      community: { name: `App Store ${app} (${country})`, url, members: null },
      author: nameOf(review.author?.name.label),
      title: htmlToText(textOf(review.title.label)),
      body: htmlToText(textOf(review.content?.label)),
      publishedAt: review.updated.label,
      observedAt,
      score: Number.isSafeInteger(votes) ? votes : null,
      comments: 0,
      parentExternalId: null,
    },
  }
}
