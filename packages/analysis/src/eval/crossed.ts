import { labelOf, type SentimentLabel } from '@echoscope/domain'
import { chancesOf } from '../model/model.ts'
import { shippedModel } from '../model/model-file.ts'
import { verdictOf } from '../model/verdict.ts'
import { type Unseen, unseen } from '../train/calibrate.ts'
import { taughtFrom, type TrainingSet } from '../train/lessons.ts'
import { pearson } from './measures.ts'
import { measured, type Row, type Said, vader, vaderComplaint, vaderSentiment } from './systems.ts'

const labels: readonly SentimentLabel[] = ['negative', 'neutral', 'positive']
const system = 'echoscope, cross-validated'

/** The sets that the model learns from, each text judged by weights that were trained without it; identical texts are on one side. About a minute. */
export function crossValidated(folder: string, ratings: ReadonlyMap<string, number>): Row[] {
  const judged = unseen(taughtFrom(folder))
  const of = (set: TrainingSet): readonly Unseen[] => judged.filter(({ taught }) => taught.set === set)
  const stack = of('senti4sd').map((each) => ({ gold: labels[each.taught.sentiment?.indexOf(1) ?? 1], said: sentimentOf(each), text: each.taught.text }))
  const reports = of('appReviews').map((each) => ({ gold: each.taught.complaint === 1, said: complaintOf(each), text: each.taught.text }))
  const tweets = of('vaderTweets').flatMap((each) => {
    const rating = ratings.get(each.taught.text)
    return rating === undefined ? [] : [{ rating, ours: scoreOf(each), theirs: vader(each.taught.text) }]
  })
  const r = (name: string, pairs: readonly (readonly [number, number])[]): Row => ({
    set: "VADER's tweets",
    n: pairs.length,
    system: name,
    measures: { r: pearson(pairs) },
  })
  const vaders = <Gold, Label>(each: readonly { readonly gold: Gold; readonly text: string }[], say: (text: string) => Said<Label>) =>
    each.map(({ gold, text }) => ({ gold, said: say(text) }))
  const bugs = { set: 'App reviews, bug or not', positive: true }
  return [
    measured({ set: 'Stack Overflow', system }, stack),
    measured<SentimentLabel | undefined>({ set: 'Stack Overflow', system: 'VADER' }, vaders(stack, vaderSentiment)),
    r(
      system,
      tweets.map(({ ours, rating }) => [ours, rating]),
    ),
    r(
      'VADER',
      tweets.map(({ theirs, rating }) => [theirs, rating]),
    ),
    measured({ ...bugs, system }, reports),
    measured({ ...bugs, system: 'VADER, negative' }, vaders(reports, vaderComplaint)),
  ]
}

const verdict = ({ logits }: Unseen) => verdictOf(chancesOf(logits, shippedModel().calibration), shippedModel().calibration.neutral)
const scoreOf = (each: Unseen): number => verdict(each).sentiment

function sentimentOf(each: Unseen): Said<SentimentLabel | undefined> {
  const { sentiment, confidence } = verdict(each)
  return { label: labelOf(sentiment), confidence }
}

function complaintOf({ logits }: Unseen): Said<boolean> {
  const { complaint } = chancesOf(logits, shippedModel().calibration)
  return { label: complaint >= 0.5, confidence: Math.max(complaint, 1 - complaint) }
}
