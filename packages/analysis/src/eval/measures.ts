/** One judged text: what people said and what a system said. */
export interface Judged<Class> {
  readonly gold: Class
  readonly said: Class
}

export interface Measures {
  readonly n: number
  readonly accuracy: number
  /** Mean of the classes' F1, over the classes that occur in the gold. */
  readonly macroF1: number
  readonly macroRecall: number
}

/** F1 of one class; 0 where it is never found. */
export function f1Of<Class>(judged: readonly Judged<Class>[], of: Class): number {
  const found = judged.filter(({ gold, said }) => gold === of && said === of).length
  const named = judged.filter(({ gold, said }) => gold === of || said === of).length
  return found === 0 ? 0 : (2 * found) / (named + found)
}

/** Accuracy, macro-F1 and macro-recall; all 0 of nothing. */
export function measuresOf<Class>(judged: readonly Judged<Class>[]): Measures {
  const classes = [...new Set(judged.map(({ gold }) => gold))]
  const recalls = classes.map((each) => shareRight(judged.filter(({ gold }) => gold === each)))
  return { n: judged.length, accuracy: shareRight(judged), macroF1: mean(classes.map((each) => f1Of(judged, each))), macroRecall: mean(recalls) }
}

/** Pearson's r; 0 where one side does not vary. */
export function pearson(pairs: readonly (readonly [number, number])[]): number {
  const meanX = mean(pairs.map(([x]) => x))
  const meanY = mean(pairs.map(([, y]) => y))
  let xx = 0
  let yy = 0
  let xy = 0
  for (const [x, y] of pairs) {
    xx += (x - meanX) ** 2
    yy += (y - meanY) ** 2
    xy += (x - meanX) * (y - meanY)
  }
  return xx === 0 || yy === 0 ? 0 : xy / Math.sqrt(xx * yy)
}

/** Expected calibration error: by tenths of confidence, how far the mean confidence is from the share that is right. */
export function calibrationError(judged: readonly { readonly confidence: number; readonly isRight: boolean }[]): number {
  const tenths = Array.from({ length: 10 }, (_, tenth) => judged.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === tenth))
  const gaps = tenths.map((part) => part.length * Math.abs(mean(part.map(({ confidence }) => confidence)) - mean(part.map(({ isRight }) => (isRight ? 1 : 0)))))
  return judged.length === 0 ? 0 : gaps.reduce((sum, gap) => sum + gap, 0) / judged.length
}

const shareRight = <Class>(judged: readonly Judged<Class>[]): number => mean(judged.map(({ gold, said }) => (gold === said ? 1 : 0)))

const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length)
