import type { Post } from '@echoscope/domain'
import { textOf } from '../fields.ts'
import { htmlToText } from '../html-to-text.ts'
import { nameOf, whole } from '../walk/wire.ts'
import type { Question } from './wire.ts'

/** Titles and bodies are HTML. The licence is CC BY-SA: the link to post and author stays with it. */
export const toPost = (question: Question, site: string, observedAt: Date): Post => ({
  platform: 'stack-exchange',
  externalId: `${site}:q:${question.question_id}`,
  url: question.link,
  community: { name: site, url: new URL('/', question.link).href, members: null },
  author: question.owner?.user_type === 'does_not_exist' ? null : nameOf(htmlToText(textOf(question.owner?.display_name))),
  title: htmlToText(textOf(question.title)),
  body: htmlToText(textOf(question.body)),
  publishedAt: question.creation_date,
  observedAt,
  score: whole(question.score),
  comments: (whole(question.answer_count) ?? 0) + (whole(question.comment_count) ?? 0),
  parentExternalId: null,
})
