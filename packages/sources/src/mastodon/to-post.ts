import type { Collected } from '@echoscope/domain'
import { textOf } from '../fields.ts'
import { htmlToText } from '../html-to-text.ts'
import { nameOf, whole } from '../walk/wire.ts'
import type { Status } from './wire.ts'

/** Reposts are no posts; those who asked not to be indexed are left out, as the place's custom is. */
export function toItem(status: Status, server: string, observedAt: Date): Collected | null {
  const { account } = status
  if (status.reblog !== null && status.reblog !== undefined) return null
  if (status.visibility !== null && status.visibility !== undefined && status.visibility !== 'public') return { kind: 'left-out', reason: 'not_public' }
  if (account.noindex === true || account.indexable === false) return { kind: 'left-out', reason: 'not_to_be_indexed' }
  const host = new URL(server).host
  const figures = [whole(status.favourites_count), whole(status.reblogs_count)]
  return {
    kind: 'post',
    post: {
      platform: 'mastodon',
      externalId: status.uri,
      url: status.url ?? status.uri,
      community: { name: host, url: `${server}/`, members: null },
      author: nameOf(account.acct.includes('@') ? account.acct : `${account.acct}@${host}`),
      ...(account.bot === true && { byBot: true }),
      title: textOf(status.spoiler_text),
      body: htmlToText(textOf(status.content)),
      publishedAt: status.created_at,
      observedAt,
      score: figures.every((figure) => figure === null) ? null : figures.reduce<number>((sum, figure) => sum + (figure ?? 0), 0),
      comments: whole(status.replies_count) ?? 0,
      // Ids of the server asked; the address of what is answered is not told.
      parentExternalId: null,
    },
  }
}
