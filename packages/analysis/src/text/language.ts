import type { Language } from '@echoscope/domain'
import { type Detected, detectLanguage } from './detect-language.ts'

const read = 240
const wideSpace = /\s\s|[^\S ]/
const twelveLetters = /(?:\p{L}\P{L}*){12}/u

/** Frequent words of English that no other language of the Latin alphabet shares. */
const english =
  /\b(?:the|and|of|you|that|with|this|what|how|my|are|it|to|from|your|they|would|which|when|there|been|not|but|i'm|it's|don't|has|can|be|just|about|because|people|think|know|could|should|really|who|their|were|than|have|out|get)\b/g
const minEnglish = 5
const englishShare = 0.2

/**
 * ISO 639-1 code of a text, or `und` under 12 letters or where the detector calls itself unreliable. Reads the first 240 characters
 * that are not blank. Texts full of English function words are not put to the detector, which takes longer than scoring the post.
 */
export function languageOf(text: string): Language {
  const start = text.slice(0, 4 * read)
  const sample = (wideSpace.test(start) ? start.replace(/\s+/g, ' ') : start).slice(0, read)
  if (!twelveLetters.test(sample)) return 'und'
  if (isPlainlyEnglish(sample)) return 'en'
  const found = detectLanguage(sample)
  if (found === undefined || !found.isReliable) return 'und'
  return found.language === 'en' || !isNearlyEnglish(found) ? found.language : 'und'
}

/** Product names and terse titles in English are often taken for a neighbour: not sure enough to pass them over. */
const isNearlyEnglish = ({ language, scoreOf }: Detected): boolean => scoreOf('en') >= 0.75 * scoreOf(language)

function isPlainlyEnglish(sample: string): boolean {
  const needed = Math.max(minEnglish, englishShare * (countOf(sample, ' ') + 1))
  let found = 0
  for (const _ of sample.toLowerCase().matchAll(english)) {
    found += 1
    if (found >= needed) return true
  }
  return false
}

function countOf(text: string, character: string): number {
  let count = 0
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count += 1
  return count
}
