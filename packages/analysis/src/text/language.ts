import type { Language } from '@echoscope/domain'
import { eld } from 'eld/extrasmall'

const minLetters = 12
const read = 300

/**
 * ISO 639-1 code of a text, or `und` under 12 letters or where the detector calls itself unreliable. Reads the first 300 characters
 * that are not blank: more does not change the answer and costs a third of a post's time.
 */
export function languageOf(text: string): Language {
  const sample = text.slice(0, 4 * read).replace(/\s+/g, ' ').slice(0, read)
  if ((sample.match(/\p{L}/gu)?.length ?? 0) < minLetters) return 'und'
  const found = eld.detect(sample.toWellFormed())
  return found.isReliable() && found.language !== '' ? found.language : 'und'
}
