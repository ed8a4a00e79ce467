import type { Analysis, Language, PainPointTag } from '@echoscope/domain'
import { type FieldText, painPointsIn } from './pain/pain-points.ts'
import { meanSentiment, scoreSentence } from './sentiment/post-sentiment.ts'
import { languageOf } from './text/language.ts'
import { maxCharacters, proseOf } from './text/mask.ts'
import { sentencesOf } from './text/sentences.ts'

const maxPainPoints = 8

export interface Analyzer {
  /**
   * What a post says, from its text alone: offline, deterministic, and for any string without throwing. At most the first 8,000
   * UTF-16 units of each field are read; code, quoted lines, addresses and markup are not the author's words and count for nothing.
   * In a language other than English sentiment is 0, brandSentiment null and there are no pain points: they cannot be judged.
   */
  analyse(post: { readonly title: string; readonly body: string }): Analysis
}

/** `mentionsBrand` says whether a text names the brand; it is asked for whole fields and for single sentences. */
export const createAnalyzer = ({ mentionsBrand }: { readonly mentionsBrand: (text: string) => boolean }): Analyzer => ({
  analyse: ({ title, body }) => {
    const fields = [fieldOf('title', title), fieldOf('body', body)] as const
    const language = languageOf(`${fields[0].prose}\n${fields[1].prose}`)
    const isMentioned = mentionsBrand(title) || mentionsBrand(body)
    if (!isReadable(language)) return { language, sentiment: 0, brandSentiment: null, mentionsBrand: isMentioned, painPoints: [] }
    const all: number[] = []
    const aboutBrand: number[] = []
    const painPoints = new Map<string, PainPointTag>()
    for (const field of fields) {
      for (const stretch of sentencesOf(field.prose)) {
        const score = scoreSentence(field.prose.slice(stretch.start, stretch.end))
        all.push(score)
        if (isMentioned && mentionsBrand(field.text.slice(stretch.start, stretch.end))) aboutBrand.push(score)
        for (const tag of painPoints.size < maxPainPoints ? painPointsIn(field, stretch) : [])
          if (!painPoints.has(tag.keyword)) painPoints.set(tag.keyword, tag)
      }
    }
    return {
      language,
      sentiment: meanSentiment(all),
      brandSentiment: plainMean(aboutBrand),
      mentionsBrand: isMentioned,
      painPoints: [...painPoints.values()].slice(0, maxPainPoints),
    }
  },
})

const isReadable = (language: Language): boolean => language === 'en' || language === 'und'

const fieldOf = (field: 'title' | 'body', text: string): FieldText => ({ field, text: text.slice(0, maxCharacters), prose: proseOf(text) })

const plainMean = (scores: readonly number[]): number | null => (scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length)
