import { type Fields, textOf } from '../fields.ts'
import { fromColumns } from './generic.ts'
import type { Mapped } from './mapped.ts'

const store = /^(play|ios):/
const stores = { play: { platform: 'google-play', community: 'Google Play' }, ios: { platform: 'app-store', community: 'App Store' } } as const

/** Reviews as app-store scrapers write them, `src` naming the shop and its country. */
export const looksLikeAppReview = (fields: Fields): boolean => typeof fields['src'] === 'string' && store.test(fields['src'])

/** Their `score` is the rating in stars and no measure of attention; what readers gave the review is `thumbs`. */
export function fromAppReview(fields: Fields, community: string | null): Mapped {
  const shop = store.exec(textOf(fields['src']))?.[1] === 'ios' ? stores.ios : stores.play
  return fromColumns(fields, {
    columns: {
      id: ['id', 'reviewId'],
      title: ['title'],
      body: ['content', 'text'],
      author: ['userName', 'author'],
      url: ['url'],
      community: [],
      publishedAt: ['at', 'date', 'updated'],
      score: ['thumbs'],
      comments: [],
      observedAt: [],
    },
    platform: shop.platform,
    community: community ?? shop.community,
  })
}
