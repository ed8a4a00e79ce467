import { type Features, places } from '../model/features.ts'

/** A text's features, copied out of the shared arrays. */
export interface Sample {
  readonly at: Int32Array
  readonly value: Float32Array
  readonly sparse: number
}

export interface Lesson {
  readonly sample: Sample
  /** Share of each class; raters who differ make shares between 0 and 1. */
  readonly target: readonly number[]
  readonly weight: number
  /** Where it comes from. Each origin has a bias of its own while training, which is thrown away: how often people praise differs from place to place. */
  readonly origin: number
}

export interface Plan {
  readonly classes: number
  readonly epochs: number
  readonly rate: number
  readonly decay: number
  /** Share of the hashed features left out of each step, so that the lexicons' figures stay strong. */
  readonly dropout: number
  readonly seed: number
}

export const sampleOf = ({ at, value, count, sparse }: Features): Sample => ({ at: at.slice(0, count), value: value.slice(0, count), sparse })

/** One row of weights for each class: multinomial logistic regression by AdaGrad. The same lessons in the same order give the same weights. */
export function train(lessons: readonly Lesson[], plan: Plan): Float32Array[] {
  const origins = Math.max(0, ...lessons.map(({ origin }) => origin)) + 1
  const heads = Array.from({ length: plan.classes }, () => new Head(origins))
  const random = generator(plan.seed)
  const order = lessons.map((_, index) => index)
  for (let epoch = 0; epoch < plan.epochs; epoch += 1) {
    const rate = plan.rate * (1 - epoch / (plan.epochs + 0.5))
    shuffle(order, random)
    for (const index of order) {
      const lesson = lessons[index]
      if (lesson !== undefined) step(heads, lesson, { ...plan, rate, random })
    }
  }
  return heads.map(({ weights }) => weights)
}

class Head {
  readonly weights = new Float32Array(places)
  readonly squares = new Float32Array(places).fill(0.01)
  readonly biases: Float32Array
  readonly biasSquares: Float32Array
  constructor(origins: number) {
    this.biases = new Float32Array(origins)
    this.biasSquares = new Float32Array(origins).fill(0.01)
  }
}

function step(heads: readonly Head[], { sample, target, weight, origin }: Lesson, { rate, decay, dropout, random }: Plan & { random: () => number }): void {
  const { at, sparse } = sample
  const value = sample.value.slice()
  for (let index = 0; index < sparse; index += 1) if (random() < dropout) value[index] = 0
  const said = softmax(heads.map(({ weights, biases }) => (biases[origin] ?? 0) + product(weights, at, value)))
  heads.forEach(({ weights, squares, biases, biasSquares }, each) => {
    const wrong = ((said[each] ?? 0) - (target[each] ?? 0)) * weight
    for (let index = 0; index < at.length; index += 1) {
      const felt = value[index] ?? 0
      if (felt === 0) continue
      const place = at[index] ?? 0
      const slope = wrong * felt + decay * (weights[place] ?? 0)
      squares[place] = (squares[place] ?? 0) + slope * slope
      weights[place] = (weights[place] ?? 0) - (rate * slope) / Math.sqrt(squares[place] ?? 1)
    }
    biasSquares[origin] = (biasSquares[origin] ?? 0) + wrong * wrong
    biases[origin] = (biases[origin] ?? 0) - (rate * 0.5 * wrong) / Math.sqrt(biasSquares[origin] ?? 1)
  })
}

export function product(weights: Float32Array, at: Int32Array, value: Float32Array): number {
  let sum = 0
  for (let index = 0; index < at.length; index += 1) sum += (weights[at[index] ?? 0] ?? 0) * (value[index] ?? 0)
  return sum
}

export function softmax(logits: readonly number[]): number[] {
  const most = Math.max(...logits)
  const parts = logits.map((logit) => Math.exp(logit - most))
  const total = parts.reduce((sum, part) => sum + part, 0)
  return parts.map((part) => part / total)
}

/** Pseudo-random numbers in [0, 1), always the same ones: a model that cannot be made again cannot be checked. */
export function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b_79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function shuffle(order: number[], random: () => number): void {
  for (let index = order.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1))
    const kept = order[index] ?? 0
    order[index] = order[other] ?? 0
    order[other] = kept
  }
}
