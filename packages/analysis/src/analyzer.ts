import type { Analysis, Language, PainPointTag } from '@echoscope/domain'
import { type FieldText, painPointsIn } from './pain/pain-points.ts'
import { verdictOn } from './sentiment/post-sentiment.ts'
import { languageOf } from './text/language.ts'
import { maxCharacters, proseOf } from './text/mask.ts'
import { sentencesOf } from './text/sentences.ts'
import { type Spam, spamIn } from './text/spam.ts'
import { toxicityOf } from './text/toxicity.ts'

const maxPainPoints = 8

/** What is known of a post beside what is stored of it. */
export interface Analysed extends Omit<Analysis, 'spamSigns'>, Spam {
  /** The chance that the label of `sentiment` is right. */
  readonly confidence: number
  /** The chance that the post reports a problem. */
  readonly complaint: number
  /** 0 … 1 by the insults it holds; null where the language has no list of them. */
  readonly toxicity: number | null
}

export interface Analyzer {
  /**
   * What a post says, from its text alone: offline, deterministic, and for any string without throwing. At most the first 8,000
   * UTF-16 units of each field are read; code, quoted lines, addresses and markup are not the author's words and count for nothing.
   * In a language other than English sentiment, confidence and complaint are 0, brandSentiment null and there are no pain points: they
   * cannot be judged.
   */
  analyse(post: { readonly title: string; readonly body: string }): Analysed
}

/** `mentionsBrand` says whether a text names the brand; it is asked for whole fields and for single sentences. */
export const createAnalyzer = ({ mentionsBrand }: { readonly mentionsBrand: (text: string) => boolean }): Analyzer => ({
  analyse: ({ title, body }) => {
    const fields = [fieldOf('title', title), fieldOf('body', body)] as const
    const prose = `${fields[0].prose}\n${fields[1].prose}`
    const language = languageOf(prose)
    const beside = { ...spamIn(`${fields[0].text}\n${fields[1].text}`), toxicity: toxicityOf(prose, language) }
    const isMentioned = mentionsBrand(title) || mentionsBrand(body)
    if (!isReadable(language)) return { language, ...unreadable, ...beside, mentionsBrand: isMentioned }
    const all: string[] = []
    const aboutBrand: number[] = []
    const painPoints = new Map<string, PainPointTag>()
    for (const field of fields) {
      for (const stretch of sentencesOf(field.prose)) {
        const sentence = field.prose.slice(stretch.start, stretch.end)
        all.push(sentence)
        if (isMentioned && mentionsBrand(field.text.slice(stretch.start, stretch.end))) aboutBrand.push(verdictOn([sentence]).sentiment)
        for (const tag of painPoints.size < maxPainPoints ? painPointsIn(field, stretch) : [])
          if (!painPoints.has(tag.keyword)) painPoints.set(tag.keyword, tag)
      }
    }
    return {
      language,
      ...beside,
      ...verdictOn(all),
      brandSentiment: plainMean(aboutBrand),
      mentionsBrand: isMentioned,
      painPoints: [...painPoints.values()].slice(0, maxPainPoints),
    }
  },
})

const unreadable = { sentiment: 0, confidence: 0, complaint: 0, brandSentiment: null, painPoints: [] } as const

const isReadable = (language: Language): boolean => language === 'en' || language === 'und'

const fieldOf = (field: 'title' | 'body', text: string): FieldText => ({ field, text: text.slice(0, maxCharacters), prose: proseOf(text) })

const plainMean = (scores: readonly number[]): number | null => (scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length)
