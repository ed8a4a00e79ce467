import { buckets as firstFigure, type Features, places } from './features.ts'

/** The rows of weights a model has, in the order in which a place's four weights lie side by side. */
export const rowNames = ['negative', 'neutral', 'positive', 'complaint'] as const
export const rows = rowNames.length

/** What is read off the weights: found on texts that the weights had not seen. */
export interface Calibration {
  /** The logits of sentiment are divided by it. */
  readonly temperature: number
  /** What the chance of neutral is multiplied by before the chances are compared. */
  readonly neutral: number
  /** slope × logit + offset is the logit of a complaint. */
  readonly complaint: { readonly slope: number; readonly offset: number }
}

export interface Model {
  readonly weights: Int8Array
  /** What one step of a hashed feature's weight is worth, by row. */
  readonly steps: readonly number[]
  /** Weights of the lexicons' figures, four by four. */
  readonly figures: Float32Array
  readonly calibration: Calibration
}

/** Chances: the first three sum to 1. */
export interface Judgement {
  readonly negative: number
  readonly neutral: number
  readonly positive: number
  readonly complaint: number
}

/** What the model thinks of one stretch of prose. */
export function judge({ weights, steps, figures, calibration }: Model, { at, value, count, sparse }: Features): Judgement {
  let negative = 0
  let neutral = 0
  let positive = 0
  let complaint = 0
  for (let index = 0; index < sparse; index += 1) {
    const from = (at[index] ?? 0) * rows
    const felt = value[index] ?? 0
    negative += felt * (weights[from] ?? 0)
    neutral += felt * (weights[from + 1] ?? 0)
    positive += felt * (weights[from + 2] ?? 0)
    complaint += felt * (weights[from + 3] ?? 0)
  }
  const logits = [negative, neutral, positive, complaint].map((sum, row) => sum * (steps[row] ?? 0))
  for (let index = sparse; index < count; index += 1) {
    const from = ((at[index] ?? 0) - firstFigure) * rows
    for (let row = 0; row < rows; row += 1) logits[row] = (logits[row] ?? 0) + (value[index] ?? 0) * (figures[from + row] ?? 0)
  }
  return chancesOf(logits, calibration)
}

/** From the logits of the four rows. */
export function chancesOf(logits: readonly number[], { temperature, complaint }: Calibration): Judgement {
  const [negative = 0, neutral = 0, positive = 0, problem = 0] = logits
  const most = Math.max(negative, neutral, positive)
  const parts = [negative, neutral, positive].map((logit) => Math.exp((logit - most) / temperature))
  const total = parts.reduce((sum, part) => sum + part, 0)
  return {
    negative: (parts[0] ?? 0) / total,
    neutral: (parts[1] ?? 0) / total,
    positive: (parts[2] ?? 0) / total,
    complaint: 1 / (1 + Math.exp(-(complaint.slope * problem + complaint.offset))),
  }
}

/** Weights as they were trained, a row each over all places, made small: eight bits each but for the lexicons' figures. */
export function packed(trained: readonly Float32Array[], calibration: Calibration): Model {
  const weights = new Int8Array(firstFigure * rows)
  const figures = new Float32Array((places - firstFigure) * rows)
  const steps = trained.map((row, index) => {
    const step = largestKept(row.subarray(0, firstFigure)) / 127
    for (let place = 0; place < firstFigure; place += 1) weights[place * rows + index] = Math.max(-127, Math.min(127, Math.round((row[place] ?? 0) / step)))
    for (let place = firstFigure; place < places; place += 1) figures[(place - firstFigure) * rows + index] = row[place] ?? 0
    return step
  })
  return { weights, steps, figures, calibration }
}

/** The few largest weights are cut to this, so that the many small ones keep their differences. */
function largestKept(row: Float32Array): number {
  const sizes = row.map(Math.abs).sort()
  return sizes[Math.floor(sizes.length * 0.9995)] || 1
}
