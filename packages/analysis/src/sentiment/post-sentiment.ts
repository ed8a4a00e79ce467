import { featuresOf } from '../model/features.ts'
import { judge, type Judgement } from '../model/model.ts'
import { shippedModel } from '../model/model-file.ts'
import { type Verdict, verdictOf } from '../model/verdict.ts'

/** The model has seen posts of a few sentences: longer ones are read in windows of about so many characters, and the chances averaged. */
const windowLength = 700

export interface PostVerdict extends Verdict {
  /** Chance that it reports a problem. */
  readonly complaint: number
}

/** What a text says that proseOf has been over: its sentences, in order, a title first. Neutral, and no complaint, without any words. */
export function verdictOn(sentences: readonly string[]): PostVerdict {
  const model = shippedModel()
  const judged = windowsOf(sentences).map((text) => judge(model, featuresOf(text)))
  if (judged.length === 0) return { sentiment: 0, confidence: 1, complaint: 0 }
  const mean = (name: keyof Judgement): number => judged.reduce((sum, each) => sum + each[name], 0) / judged.length
  const chances = { negative: mean('negative'), neutral: mean('neutral'), positive: mean('positive'), complaint: mean('complaint') }
  // A long post with one problem in it reports a problem, though most of it is about something else.
  const complaint = (chances.complaint + Math.max(...judged.map((each) => each.complaint))) / 2
  return { ...verdictOf(chances, model.calibration.neutral), complaint }
}

function windowsOf(sentences: readonly string[]): string[] {
  const windows: string[] = []
  let open = ''
  for (const sentence of sentences) {
    if (!/[\p{L}\p{N}\p{S}\p{P}]/u.test(sentence)) continue
    if (open !== '' && open.length + sentence.length > windowLength) {
      windows.push(open)
      open = ''
    }
    open = open === '' ? sentence : `${open}${/[\p{L}\p{N}]$/u.test(open) ? '.' : ''} ${sentence}`
  }
  return open === '' ? windows : [...windows, open]
}
