import { readFileSync } from 'node:fs'
import { z } from 'zod'

const OwnPost = z.object({
  id: z.number(),
  kind: z.enum(['software', 'review', 'reddit', 'service', 'sarcasm', 'mixed', 'negation', 'language']),
  language: z.string(),
  text: z.string(),
  /** Of what was written in other languages than English it says neutral: it cannot be judged there. */
  sentiment: z.enum(['negative', 'neutral', 'positive']),
  complaint: z.boolean(),
  /** The phrases that say what hurts, in UTF-16 units. */
  pain: z.array(z.object({ start: z.number(), end: z.number() })),
})
export type OwnPost = z.infer<typeof OwnPost>

/** The labelled posts that were written for this repository: nothing is trained on them. */
export const ownSet = (): OwnPost[] =>
  readFileSync(new URL('./own-posts.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => OwnPost.parse(JSON.parse(line)))

interface Span {
  readonly start: number
  readonly end: number
}

/** F1 over words: those within the spans that were found against those within the spans that people marked, all texts together. */
export function spanWordF1(judged: readonly { readonly text: string; readonly gold: readonly Span[]; readonly said: readonly Span[] }[]): number {
  let both = 0
  let either = 0
  for (const { text, gold, said } of judged) {
    for (const { index, 0: word } of text.matchAll(/[\p{L}\p{N}'’-]+/gu)) {
      const within = ({ start, end }: Span): boolean => index < end && index + word.length > start
      const isGold = gold.some(within)
      const isSaid = said.some(within)
      if (isGold && isSaid) both += 1
      either += Number(isGold) + Number(isSaid)
    }
  }
  return either === 0 ? 0 : (2 * both) / either
}
