import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { featuresOf } from '../model/features.ts'
import { proseOf } from '../text/mask.ts'
import { ownPhrases } from './own-phrases.ts'
import { type Sample, sampleOf } from './trainer.ts'

/** A text to learn from. Only sets whose licence lets their derivatives be passed on: each is named with its licence in the model's file. */
export interface Taught {
  readonly set: TrainingSet
  readonly text: string
  readonly sample: Sample
  /** Shares of negative, neutral and positive; null where the set says nothing about it. */
  readonly sentiment: readonly [negative: number, neutral: number, positive: number] | null
  /** Chance that it reports a problem; null where the set says nothing about it. */
  readonly complaint: number | null
  /** Texts with the same key are the same text: they stay on one side of a split. */
  readonly key: string
}

export const trainingSets = {
  goemotions: { name: 'GoEmotions, train', licence: 'Apache-2.0', files: ['sentiment/goemotions/group/train.tsv'] },
  senti4sd: { name: 'Senti4SD, Stack Overflow, train', licence: 'MIT', files: ['sentiment/stackoverflow/train.csv'] },
  vaderTweets: { name: "VADER's tweets, rated", licence: 'MIT', files: ['sentiment/vader/tweets_GroundTruth.txt'] },
  vaderEditorials: { name: "VADER's editorials, rated", licence: 'MIT', files: ['sentiment/vader/nytEditorialSnippets_GroundTruth.txt'] },
  appReviews: { name: 'App reviews (bug, feature, experience, rating)', licence: 'CC0-1.0', files: ['complaints/app-reviews.jsonl'] },
  own: { name: 'Posts written for it', licence: 'MIT', files: [] },
  phrases: { name: 'Posts put together of phrases written for it', licence: 'MIT', files: [] },
} as const
export type TrainingSet = keyof typeof trainingSets

/** Everything there is to learn from under the folder of labelled sets, and our own posts. */
export function taughtFrom(folder: string): Taught[] {
  const lines = (set: TrainingSet): string[] => readFileSync(join(folder, trainingSets[set].files[0] ?? ''), 'utf8').split(/\r?\n/)
  return [
    ...lines('goemotions').flatMap(goEmotion),
    ...lines('senti4sd').flatMap(stackOverflow),
    ...lines('vaderTweets').flatMap(rated('vaderTweets')),
    ...lines('vaderEditorials').flatMap(rated('vaderEditorials')),
    ...grouped(lines('appReviews').flatMap(review)),
    ...ownPosts(),
    ...ownPhrases().flatMap(({ mark, text }) => marked('phrases', mark, text)),
  ]
}

type Lessons = Pick<Taught, 'sentiment' | 'complaint'>

const taught = (set: TrainingSet, text: string, { sentiment, complaint }: Lessons): Taught => ({
  set,
  text,
  sample: sampleOf(featuresOf(proseOf(text))),
  sentiment,
  complaint,
  key: text.trim().toLowerCase(),
})

const certain = { negative: [1, 0, 0], neutral: [0, 1, 0], positive: [0, 0, 1] } as const

/** Several labels share the weight; what the raters called ambiguous is neither praise nor blame. */
function goEmotion(line: string): Taught[] {
  const [text = '', labels = ''] = line.split('\t')
  if (text === '' || labels === '') return []
  const kinds = labels.split(',').flatMap((label) => ({ 1: ['negative' as const], 2: ['neutral' as const], 3: ['positive' as const] })[label] ?? [])
  const share = (kind: string): number => (kinds.length === 0 ? Number(kind === 'neutral') : kinds.filter((each) => each === kind).length / kinds.length)
  const sentiment = [share('negative'), share('neutral'), share('positive')] as const
  return [taught('goemotions', text, { sentiment, complaint: sentiment[0] > 0 ? null : 0 })]
}

function stackOverflow(line: string): Taught[] {
  const [, label, quoted = ''] = /^[^;]*;([^;]*);(.*)$/.exec(line) ?? []
  const text = /^".*"$/.test(quoted) ? quoted.slice(1, -1).replaceAll('""', '"') : quoted
  if (!(label === 'negative' || label === 'neutral' || label === 'positive') || text === '') return []
  return [taught('senti4sd', text, { sentiment: certain[label], complaint: null })]
}

/** Ratings from −4 to 4: half of the raters' scale is hardly ever used, so that the classes meet near ±0.55. */
const rated =
  (set: 'vaderTweets' | 'vaderEditorials') =>
  (line: string): Taught[] => {
    const [, rating = '', text = ''] = line.split('\t')
    if (text === '') return []
    const above = (limit: number): number => 1 / (1 + Math.exp(-3 * (Number(rating) - limit)))
    const positive = above(0.55)
    const negative = 1 - above(-0.55)
    return [taught(set, text, { sentiment: [negative, Math.max(0, 1 - positive - negative), positive], complaint: positive > 0.9 ? 0 : null })]
  }

const Review = z.object({ label: z.string(), title: z.string().nullable(), comment: z.string(), rating: z.number() })
const byStars: Readonly<Record<number, Taught['sentiment']>> = {
  1: certain.negative,
  2: [0.8, 0.15, 0.05],
  3: [0.4, 0.3, 0.3],
  4: [0.05, 0.15, 0.8],
  5: certain.positive,
}

function review(line: string): Taught[] {
  if (line === '') return []
  const { label, title, comment, rating } = Review.parse(JSON.parse(line))
  return [
    taught('appReviews', `${title === null || title === '' ? '' : `${title}. `}${comment}`, {
      sentiment: byStars[rating] ?? null,
      complaint: Number(label === 'Bug'),
    }),
  ]
}

/** The set names a review once for each of its labels: it reports a bug if one of them says so. */
function grouped(reviews: readonly Taught[]): Taught[] {
  const byKey = new Map<string, Taught>()
  for (const each of reviews) {
    const before = byKey.get(each.key)
    byKey.set(each.key, before === undefined ? each : { ...before, complaint: Math.max(before.complaint ?? 0, each.complaint ?? 0) })
  }
  return [...byKey.values()]
}

const marks: Readonly<Record<string, Lessons>> = {
  'c-': { sentiment: certain.negative, complaint: 1 },
  '.0': { sentiment: certain.neutral, complaint: 0 },
  '.+': { sentiment: certain.positive, complaint: 0 },
  '.-': { sentiment: certain.negative, complaint: 0 },
  // Praise and blame in one post, and blame dressed as praise.
  m0: { sentiment: [0.4, 0.2, 0.4], complaint: 1 },
  's-': { sentiment: [0.7, 0.2, 0.1], complaint: 1 },
}

function ownPosts(): Taught[] {
  const lines = readFileSync(new URL('./own-posts.txt', import.meta.url), 'utf8').split('\n')
  return lines.flatMap((line) => marked('own', line.slice(0, 2), line.slice(3)))
}

function marked(set: TrainingSet, mark: string, text: string): Taught[] {
  const lessons = marks[mark]
  return lessons === undefined ? [] : [taught(set, text, lessons)]
}
