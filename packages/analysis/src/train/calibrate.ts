import { measuresOf } from '../eval/measures.ts'
import { type Calibration, chancesOf, type Judgement } from '../model/model.ts'
import { fit } from './fit.ts'
import { foldOf, folds } from './folds.ts'
import type { Taught, TrainingSet } from './lessons.ts'
import { product } from './trainer.ts'

/** What the rows say of a text that they were not trained on. */
export interface Unseen {
  readonly taught: Taught
  readonly logits: readonly number[]
}

const plain: Calibration = { temperature: 1, neutral: 1, complaint: { slope: 1, offset: 0 } }
const classes = ['negative', 'neutral', 'positive'] as const

/** Every text judged by rows that were trained on the four other parts. */
export const unseen = (taught: readonly Taught[]): Unseen[] =>
  Array.from({ length: folds }, (_, fold) => {
    const rows = fit(taught.filter((each) => foldOf(each) !== fold))
    return taught
      .filter((each) => foldOf(each) === fold)
      .map((each) => ({ taught: each, logits: rows.map((row) => product(row, each.sample.at, each.sample.value)) }))
  }).flat()

export function calibrate(judged: readonly Unseen[]): Calibration {
  const temperature = best(range(0.5, 2, 0.05), (each) => -surprise(judged, { ...plain, temperature: each }))
  const neutral = best(range(0.6, 1.3, 0.05), (each) => meanF1(judged, { ...plain, temperature, neutral: each }))
  return { temperature, neutral, complaint: complaintScale(judged) }
}

/** The sets of certain labels, each as important as another: comments, software, reviews, brands. */
const compared: readonly TrainingSet[] = ['goemotions', 'senti4sd', 'appReviews']

function meanF1(judged: readonly Unseen[], calibration: Calibration): number {
  const scores = compared.map((set) => {
    const certain = judged.filter(({ taught }) => taught.set === set && Math.max(...(taught.sentiment ?? [0])) === 1)
    return measuresOf(
      certain.map(({ taught, logits }) => ({ gold: classes[taught.sentiment?.indexOf(1) ?? 1], said: likeliest(chancesOf(logits, calibration), calibration) })),
    ).macroF1
  })
  return scores.reduce((sum, score) => sum + score, 0) / scores.length
}

function likeliest({ negative, neutral, positive }: Judgement, { neutral: weight }: Calibration): (typeof classes)[number] {
  const most = Math.max(negative, neutral * weight, positive)
  return most === neutral * weight ? 'neutral' : most === negative ? 'negative' : 'positive'
}

/** Mean cross-entropy of sentiment over the sets, each as important as another. */
function surprise(judged: readonly Unseen[], calibration: Calibration): number {
  const sums = new Map<TrainingSet, { sum: number; n: number }>()
  for (const { taught, logits } of judged) {
    if (taught.sentiment === null) continue
    const chances = chancesOf(logits, calibration)
    const tally = sums.get(taught.set) ?? { sum: 0, n: 0 }
    classes.forEach((name, index) => {
      tally.sum -= (taught.sentiment?.[index] ?? 0) * Math.log(chances[name] + 1e-9)
    })
    tally.n += 1
    sums.set(taught.set, tally)
  }
  const means = [...sums.values()].map(({ sum, n }) => sum / n)
  return means.reduce((sum, mean) => sum + mean, 0)
}

/** Platt's scale. Posts of all kinds weigh twice what reviews of a store do, of which a tenth report something: the chance is for communities first. */
function complaintScale(judged: readonly Unseen[]): Calibration['complaint'] {
  const known = judged.flatMap(({ taught, logits: [, , , logit = 0] }) =>
    taught.complaint === null || (taught.set !== 'own' && taught.set !== 'appReviews') ? [] : [{ set: taught.set, logit, gold: taught.complaint }],
  )
  const share = (set: TrainingSet): number => 1 / known.filter((each) => each.set === set).length
  const weights = { own: 2 * share('own'), appReviews: share('appReviews') }
  let slope = 1
  let offset = 0
  for (let step = 0; step < 2_000; step += 1) {
    let bySlope = 0
    let byOffset = 0
    for (const { set, logit, gold } of known) {
      const wrong = (1 / (1 + Math.exp(-(slope * logit + offset))) - gold) * (set === 'own' ? weights.own : weights.appReviews)
      bySlope += wrong * logit
      byOffset += wrong
    }
    slope -= 0.2 * bySlope
    offset -= 0.2 * byOffset
  }
  return { slope, offset }
}

const range = (from: number, to: number, by: number): number[] => Array.from({ length: Math.round((to - from) / by) + 1 }, (_, step) => from + step * by)

function best(candidates: readonly number[], worth: (candidate: number) => number): number {
  const rated = candidates.map((candidate) => ({ candidate, worth: worth(candidate) }))
  return rated.reduce((left, right) => (right.worth > left.worth ? right : left)).candidate
}
