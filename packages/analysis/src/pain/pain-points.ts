import type { PainPointTag, PostField } from '@echoscope/domain'
import type { Stretch } from '../text/sentences.ts'
import type { Finding } from './clause.ts'
import { mayComplain } from './may-complain.ts'
import type { Tagged } from './noun-phrase.ts'
import { findingsIn } from './rules.ts'
import { tag } from './tagger.ts'

const maxKeyword = 80

export interface FieldText {
  readonly field: PostField
  /** As stored. */
  readonly text: string
  /** The same length, with all that is not the author's prose blanked (proseOf). */
  readonly prose: string
}

/** The complaints of one sentence, in the order of the text; of overlapping ones the longest. */
export function painPointsIn({ field, text, prose }: FieldText, { start, end }: Stretch): PainPointTag[] {
  const sentence = prose.slice(start, end)
  if (!mayComplain(sentence)) return []
  const tagged: Tagged = { tokens: tag(sentence, start), text }
  return withoutOverlaps(findingsIn(tagged)).flatMap(({ keyword, from, to }) => {
    const first = tagged.tokens[from]
    const last = tagged.tokens[to - 1]
    if (first === undefined || last === undefined || keyword.length > maxKeyword) return []
    return isOnePhrase(text.slice(first.start, last.end)) ? [{ keyword, field, start: first.start, end: last.end }] : []
  })
}

const longestSpan = 120

/** No link, code or paragraph was blanked within it. */
const isOnePhrase = (span: string): boolean => span.length <= longestSpan && !/\]\(|https?:|`|\n\s*\n/.test(span)

function withoutOverlaps(found: readonly Finding[]): Finding[] {
  const longestFirst = [...found].sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)
  const kept: Finding[] = []
  for (const finding of longestFirst) if (!kept.some((other) => finding.from < other.to && other.from < finding.to)) kept.push(finding)
  return kept.sort((a, b) => a.from - b.from)
}
