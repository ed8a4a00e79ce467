import type { Language } from '@echoscope/domain'
import { languageOf } from './language.ts'
import { proseOf } from './mask.ts'

/** The language of a post's own words, as `analyse` tells it: ISO 639-1, or `und`. */
export const languageOfPost = ({ title, body }: { readonly title: string; readonly body: string }): Language =>
  languageOf(`${proseOf(title)}\n${proseOf(body)}`)
