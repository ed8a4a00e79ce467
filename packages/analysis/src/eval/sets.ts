import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SentimentLabel } from '@echoscope/domain'
import { z } from 'zod'
import { csvRows } from './csv.ts'

export interface Example<Gold> {
  readonly text: string
  readonly gold: Gold
}

export interface LabelledSet<Gold> {
  readonly name: string
  /** Null where a file of the set is absent. */
  readonly examples: readonly Example<Gold>[] | null
}

const goEmotions: Readonly<Record<string, SentimentLabel>> = { 1: 'negative', 2: 'neutral', 3: 'positive' }
const tweetEval: Readonly<Record<string, SentimentLabel>> = { 0: 'negative', 1: 'neutral', 2: 'positive' }
const jira: Readonly<Record<string, SentimentLabel>> = { '-1': 'negative', 0: 'neutral', 1: 'positive' }
const named: Readonly<Record<string, SentimentLabel>> = { negative: 'negative', neutral: 'neutral', positive: 'positive' }

/** The sets with a label per text, under the folder; a line with no or several labels is left out. */
export const sentimentSets = (folder: string): readonly LabelledSet<SentimentLabel>[] => [
  setOf('GoEmotions dev', [join(folder, 'sentiment/goemotions/group/dev.tsv')], ([lines = []]) =>
    lines.map((line) => line.split('\t')).flatMap(([text = '', label = '']) => exampleOf(text, goEmotions[label])),
  ),
  setOf('Stack Overflow train', [join(folder, 'sentiment/stackoverflow/train.csv')], ([lines = []]) =>
    lines.map((line) => /^[^;]*;([^;]*);(.*)$/.exec(line)).flatMap((found) => exampleOf(unquoted(found?.[2] ?? ''), named[found?.[1] ?? ''])),
  ),
  setOf('Jira', [join(folder, 'sentiment/software/Jira.txt')], ([lines = []]) =>
    lines.map((line) => /^(.*)\t(-?[01])\s*$/.exec(line)).flatMap((found) => exampleOf(unquoted(found?.[1] ?? ''), jira[found?.[2] ?? ''])),
  ),
  setOf(
    'TweetEval validation',
    ['val_text.txt', 'val_labels.txt'].map((file) => join(folder, 'sentiment/tweeteval/sentiment', file)),
    ([texts = [], labels = []]) => texts.flatMap((text, at) => exampleOf(text, tweetEval[labels[at]?.trim() ?? ''])),
  ),
]

/** VADER's tweets with the mean of 20 raters in [−4, 4]. */
export const ratedTweets = (folder: string): LabelledSet<number> =>
  setOf("VADER's tweets", [join(folder, 'sentiment/vader/tweets_GroundTruth.txt')], ([lines = []]) =>
    lines.map((line) => line.split('\t')).flatMap(([, rating = '', text = '']) => exampleOf(text, rating === '' ? undefined : Number(rating))),
  )

/** Tweets to companies: true where somebody called it a complaint. */
export const complaintTweets = (folder: string): LabelledSet<boolean> =>
  setOfCsv('Complaint tweets', join(folder, 'complaints/twitter.csv'), ({ text = '', complaint }) => exampleOf(text, complaint === '1'))

/** Reviews of the store: true where the label is a bug report. */
export const storeReviews = (folder: string): LabelledSet<boolean> =>
  setOfCsv('Google Play, bug against rest', join(folder, 'complaints/google-play-8000.csv'), ({ review = '', label }) =>
    exampleOf(review, label === 'bug report'),
  )

/** Messages of the SMS collection: true where it is spam. */
export const spamMessages = (folder: string): LabelledSet<boolean> =>
  setOf('SMS spam', [join(folder, 'spam-language/SMSSpamCollection.txt')], ([lines = []]) =>
    lines.map((line) => line.split('\t')).flatMap(([label, text = '']) => exampleOf(text, label === 'spam')),
  )

function setOfCsv(name: string, path: string, read: (row: Readonly<Record<string, string>>) => Example<boolean>[]): LabelledSet<boolean> {
  return { name, examples: existsSync(path) ? csvRows(readFileSync(path, 'utf8')).flatMap(read) : null }
}

function setOf<Gold>(name: string, paths: readonly string[], read: (files: readonly (readonly string[])[]) => Example<Gold>[]): LabelledSet<Gold> {
  const isThere = paths.every((path) => existsSync(path))
  return { name, examples: isThere ? read(paths.map((path) => readFileSync(path, 'utf8').split(/\r?\n/))) : null }
}

const exampleOf = <Gold>(text: string, gold: Gold | undefined): Example<Gold>[] => (text === '' || gold === undefined ? [] : [{ text, gold }])

const unquoted = (text: string): string => (/^".*"$/.test(text) ? text.slice(1, -1).replaceAll('""', '"') : text)

/** Abstracts with the key phrases that their indexers gave. */
export const abstracts = (folder: string): LabelledSet<readonly string[]> =>
  setOf('Inspec, key phrases', [join(folder, 'keyphrase/Inspec.jsonl')], ([lines = []]) =>
    lines
      .filter((line) => line !== '')
      .map((line) => {
        const { text, keys } = Abstract.parse(JSON.parse(line))
        // The title is the first line; the others are wrapped.
        return { text: text.replace(/\r\n(?!\t)/, '\n\n').replaceAll(/\r?\n\t/g, ' '), gold: keys }
      }),
  )
const Abstract = z.object({ text: z.string(), keys: z.array(z.string()) })

/** Sentences of store reviews that name a feature as bad, with where they name it. */
export function badFeatures(folder: string): LabelledSet<readonly { readonly start: number; readonly end: number }[]> {
  const path = join(folder, 'complaints/aspect-phrases.csv')
  const spans = (text: string, phrases: string) =>
    phrases.split(';').flatMap((phrase) => {
      const start = text.toLowerCase().indexOf(phrase.trim().toLowerCase())
      return start < 0 ? [] : [{ start, end: start + phrase.trim().length }]
    })
  const read = ({ sentence = '', feature_negative: bad = '' }: Readonly<Record<string, string>>) =>
    bad === '' ? [] : [{ text: sentence, gold: spans(sentence, bad) }]
  return { name: 'Words of bad features', examples: existsSync(path) ? csvRows(readFileSync(path, 'utf8')).flatMap(read) : null }
}
