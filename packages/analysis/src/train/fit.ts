import { buckets } from '../model/features.ts'
import { type Calibration, packed, type Model } from '../model/model.ts'
import { type Taught, trainingSets, type TrainingSet } from './lessons.ts'
import { type Lesson, type Plan, train } from './trainer.ts'

/** How much a text of each set weighs: the large set of comments shall not drown the small ones about software and products. */
const sentimentWeight: Readonly<Record<TrainingSet, number>> = {
  goemotions: 1,
  senti4sd: 3,
  vaderTweets: 2,
  vaderEditorials: 1,
  appReviews: 3,
  own: 3,
  phrases: 0.7,
}
const complaintWeight: Readonly<Record<TrainingSet, number>> = {
  goemotions: 0.1,
  senti4sd: 0,
  vaderTweets: 0.3,
  vaderEditorials: 0,
  appReviews: 1,
  own: 5,
  phrases: 0.2,
}
/** Bug reports are a tenth of the reviews. */
const reportWeight = 3
/** Of the comments that are no complaints, every fourth is enough. */
const commentsPerLesson = 4
const sentimentPlan: Plan = { classes: 3, epochs: 3, rate: 0.12, decay: 2e-6, dropout: 0.2, seed: 1 }
const complaintPlan: Plan = { classes: 2, epochs: 5, rate: 0.08, decay: 1e-4, dropout: 0.3, seed: 1 }
/** Few texts teach it: the mean of several trainings is steadier than one. */
const complaintRuns = 5
/** What is blamed is more often a complaint: this much of the difference of both logits is one feature. */
const blameShare = 0.25

const setNames = Object.keys(trainingSets)

/** Rows of weights over all places: negative, neutral, positive, complaint. */
export function fit(taught: readonly Taught[]): Float32Array[] {
  const [negative, neutral, positive] = train(taught.flatMap(sentimentLesson), sentimentPlan)
  if (negative === undefined || neutral === undefined || positive === undefined) throw new Error('no rows of sentiment')
  const blame = negative.map((weight, place) => blameShare * (weight - (positive[place] ?? 0)))
  return [negative, neutral, positive, complaintRow(taught, blame)]
}

const sentimentLesson = ({ set, sample, sentiment }: Taught): Lesson[] =>
  sentiment === null ? [] : [{ sample, target: sentiment, weight: sentimentWeight[set], origin: setNames.indexOf(set) }]

/** The blame is a feature in the place of the bias that nothing else uses while it is trained; afterwards its weight is spread over the places it came from. */
function complaintRow(taught: readonly Taught[], blame: Float32Array): Float32Array {
  const chosen = taught.filter(
    ({ set, complaint }, index) => complaint !== null && complaintWeight[set] > 0 && (set !== 'goemotions' || index % commentsPerLesson === 0),
  )
  const lessons = chosen.map(({ set, sample, complaint }): Lesson => {
    const felt = sample.at.reduce((sum, place, index) => sum + (blame[place] ?? 0) * (sample.value[index] ?? 0), 0)
    const report = complaint ?? 0
    return {
      sample: { at: Int32Array.of(...sample.at, blamePlace), value: Float32Array.of(...sample.value, felt), sparse: sample.sparse },
      target: [1 - report, report],
      weight: complaintWeight[set] * (set === 'appReviews' && report > 0.5 ? reportWeight : 1),
      origin: setNames.indexOf(set),
    }
  })
  const runs = Array.from({ length: complaintRuns }, (_, run) => difference(train(lessons, { ...complaintPlan, seed: run + 1 })))
  const mean = blame.map((_, place) => runs.reduce((sum, row) => sum + (row[place] ?? 0), 0) / runs.length)
  const share = mean[blamePlace] ?? 0
  return mean.map((weight, place) => (place === blamePlace ? 0 : weight) + share * (blame[place] ?? 0))
}

function difference([no, yes]: readonly Float32Array[]): Float32Array {
  if (no === undefined || yes === undefined) throw new Error('no rows of complaints')
  return yes.map((weight, place) => weight - (no[place] ?? 0))
}

/** The figure that says whether a text has no words at all: no lesson is without words. */
const blamePlace = buckets + 19

export const modelOf = (taught: readonly Taught[], calibration: Calibration): Model => packed(fit(taught), calibration)
