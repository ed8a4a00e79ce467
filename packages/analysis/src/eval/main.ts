import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SentimentLabel } from '@echoscope/domain'
import { trainingSets } from '../train/lessons.ts'
import { crossValidated } from './crossed.ts'
import { modelCard, tableOf } from './model-card.ts'
import { ownSet, spanWordF1 } from './own-set.ts'
import { abstracts, badFeatures, complaintTweets, type LabelledSet, ratedTweets, sentimentSets, spamMessages, storeReviews } from './sets.ts'
import { speedOn } from './speed.ts'
import { phraseF1 } from './phrase-f1.ts'
import { analysisOf, judgedBy, measured, ourComplaint, ourSentiment, type Row, type Said, vaderComplaint, vaderSentiment } from './systems.ts'
import { spamIn } from '../text/spam.ts'

const folder = process.argv[2]
if (folder === undefined) {
  process.stderr.write('usage: pnpm eval <folder of the labelled sets>\n')
  process.exitCode = 2
} else evaluate(folder)

function evaluate(from: string): void {
  const skipped: string[] = []
  const compare = <Class>(
    { name, examples }: LabelledSet<Class>,
    systems: Readonly<Record<string, (text: string) => Said<Class>>>,
    positive?: Class,
  ): Row[] => {
    if (examples === null) {
      skipped.push(name)
      return []
    }
    return Object.entries(systems).map(([system, say]) => measured({ set: name, system, positive }, judgedBy(examples, say)))
  }
  const featureRows = (): Row[] => {
    const { name, examples } = badFeatures(from)
    if (examples === null) skipped.push(name)
    const judged = examples?.map(({ text, gold }) => ({ text, gold, said: analysisOf(text).painPoints })) ?? []
    return examples === null ? [] : [{ set: name, n: judged.length, system: 'echoscope', measures: { 'F1 of the class': spanWordF1(judged) } }]
  }
  const phraseRows = (): Row[] => {
    const { name, examples } = abstracts(from)
    if (examples === null) skipped.push(name)
    return examples === null ? [] : [{ set: name, n: examples.length, system: 'echoscope', measures: { 'F1 of the class': phraseF1(examples) } }]
  }
  const sentiment = { echoscope: ourSentiment, VADER: vaderSentiment }
  const complaint = { echoscope: ourComplaint, 'VADER, negative': vaderComplaint }
  const rows = [
    ...sentimentSets(from)
      .filter(({ name }) => name !== 'Stack Overflow train')
      .flatMap((set) => compare<SentimentLabel>(set, sentiment)),
    ...ownRows(),
    ...featureRows(),
    ...phraseRows(),
    ...compare(complaintTweets(from), complaint, true),
    ...compare(storeReviews(from), complaint, true),
    ...compare(spamMessages(from), { 'echoscope, spam': (text) => ({ label: spamIn(text).spam >= 0.5, confidence: null }) }, true),
  ]
  const needed = Object.values(trainingSets).flatMap(({ files }) => files)
  const tweets = ratedTweets(from).examples
  if (tweets !== null && needed.every((file) => existsSync(join(from, file))))
    rows.push(...crossValidated(from, new Map(tweets.map(({ text, gold }) => [text, gold]))))
  else skipped.push('the cross-validated sets')
  const texts = sentimentSets(from).flatMap(({ examples }) => examples?.map(({ text }) => text) ?? [])
  const speed = speedOn(texts.length === 0 ? ownSet().map(({ text }) => text) : texts)
  process.stdout.write(`${tableOf(rows)}\n\n${skipped.map((name) => `skipped: ${name} is not there\n`).join('')}${JSON.stringify(speed)}\n`)
  writeFileSync(fileURLToPath(new URL('../../../../docs/model-card.md', import.meta.url)), modelCard(rows, speed, skipped))
}

function ownRows(): Row[] {
  const posts = ownSet()
  const set = 'Own posts'
  const english = posts.filter(({ language }) => language === 'en')
  const mood = english.map(({ text, sentiment }) => ({ text, gold: sentiment }))
  const complaints = english.map(({ text, complaint }) => ({ text, gold: complaint }))
  const reporting = { set: `${set}, complaints`, positive: true }
  const found = posts.map(({ text, pain }) => ({ text, gold: pain, said: analysisOf(text).painPoints }))
  return [
    measured({ set, system: 'echoscope' }, judgedBy(mood, ourSentiment)),
    measured({ set, system: 'VADER' }, judgedBy(mood, vaderSentiment)),
    measured({ ...reporting, system: 'echoscope' }, judgedBy(complaints, ourComplaint)),
    measured({ ...reporting, system: 'VADER, negative' }, judgedBy(complaints, vaderComplaint)),
    { set: `${set}, words of pain phrases`, n: posts.length, system: 'echoscope', measures: { 'F1 of the class': spanWordF1(found) } },
  ]
}
