import type { AdvisedSentence, KeySentence, SentenceKind } from '../views/index.ts'
import type { SentenceInput } from './rule.ts'

const recommendations: Readonly<Record<SentenceKind, string>> = {
  health: 'Read the newest negative threads before you report the mood, and say how many threads it rests on.',
  community: 'Watch this community first: open its threads and see what its regulars ask for.',
  growing_pain: 'Open the threads, write down what they have in common, and hand it to whoever can mend it.',
  voices: 'Read what this person wrote before you answer them; one answer there is seen by many.',
  trend: 'Open the busiest day and see whether one event or one thread made it.',
  next: 'Answer or assign these threads first; they are the unhappiest.',
}

/** What to do about a sentence, and how soon: pain comes before mood, and what may be chance can wait. */
export const advised = (sentence: KeySentence, facts: SentenceInput): AdvisedSentence => ({
  ...sentence,
  recommendation: recommendations[sentence.kind],
  priority: priorityOf(sentence, facts),
})

function priorityOf({ kind, parts }: KeySentence, { painPoints }: SentenceInput): AdvisedSentence['priority'] {
  if (kind === 'next') return 'high'
  if (kind !== 'growing_pain') return kind === 'trend' || kind === 'voices' ? 'medium' : 'low'
  const named = parts.flatMap((part) => (typeof part !== 'string' && 'metric' in part && part.metric === 'painPoint.keyword' ? [part.of] : []))
  return painPoints.some(({ id, significant }) => significant && named.includes(id)) ? 'high' : 'medium'
}
