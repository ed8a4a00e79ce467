import type { Analysis, Language, PainPointTag } from '@echoscope/domain'
import { type FieldText, painPointsIn } from './pain/pain-points.ts'
import { meanSentiment, type Scored, scoreSentence } from './sentiment/post-sentiment.ts'
import { languageOf } from './text/language.ts'
import { maxCharacters, proseOf } from './text/mask.ts'
import { sentencesOf } from './text/sentences.ts'

const maxPainPoints = 8

export interface Analyzer {
  /**
   * What a post says, from its text alone: offline, deterministic, and for any string without throwing. At most the first 8,000
   * UTF-16 units of each field are read; code, quoted lines, addresses and markup are not the author's words and count for nothing.
   * In a language other than English sentiment is 0 and there are no pain points: neither can be judged.
   */
  analyse(post: { readonly title: string; readonly body: string }): Analysis
}

/** `mentionsBrand` says whether a text names the brand; it is asked for whole fields and for single sentences. */
export const createAnalyzer = ({ mentionsBrand }: { readonly mentionsBrand: (text: string) => boolean }): Analyzer => ({
  analyse: ({ title, body }) => {
    const fields = [fieldOf('title', title), fieldOf('body', body)] as const
    const language = languageOf(`${fields[0].prose}\n${fields[1].prose}`)
    const isMentioned = mentionsBrand(title) || mentionsBrand(body)
    if (!isReadable(language)) return { language, sentiment: 0, brandSentiment: isMentioned ? 0 : null, mentionsBrand: isMentioned, painPoints: [] }
    const all: Scored[] = []
    const aboutBrand: Scored[] = []
    const painPoints: PainPointTag[] = []
    for (const field of fields) {
      for (const stretch of sentencesOf(field.prose)) {
        const scored = scoreSentence(field.prose.slice(stretch.start, stretch.end))
        all.push(scored)
        if (isMentioned && mentionsBrand(field.text.slice(stretch.start, stretch.end))) aboutBrand.push(scored)
        if (painPoints.length < maxPainPoints) painPoints.push(...painPointsIn(field, stretch))
      }
    }
    return {
      language,
      sentiment: meanSentiment(all),
      brandSentiment: plainMean(aboutBrand),
      mentionsBrand: isMentioned,
      painPoints: onePerKeyword(painPoints).slice(0, maxPainPoints),
    }
  },
})

const isReadable = (language: Language): boolean => language === 'en' || language === 'und'

const fieldOf = (field: 'title' | 'body', text: string): FieldText => ({ field, text: text.slice(0, maxCharacters), prose: proseOf(text) })

const plainMean = (scored: readonly Scored[]): number | null =>
  scored.length === 0 ? null : scored.reduce((sum, { score }) => sum + score, 0) / scored.length

function onePerKeyword(tags: readonly PainPointTag[]): PainPointTag[] {
  const first = new Map<string, PainPointTag>()
  for (const tag of tags) if (!first.has(tag.keyword)) first.set(tag.keyword, tag)
  return [...first.values()]
}
