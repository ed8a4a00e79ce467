import { type Insight, type KeySentence, type SentenceInput, type SentenceKind, writeSentences } from '@echoscope/domain'

export interface Drafts {
  readonly drafts: readonly Insight[]
  readonly withheld: readonly string[]
}

/** Insights without any model: the rules' sentences, each with what to do about it. */
export function rulesWriter(facts: SentenceInput): Drafts {
  const { sentences, withheld } = writeSentences(facts)
  return { drafts: sentences.map((sentence) => ({ ...sentence, ...advice(sentence, facts) })), withheld }
}

const recommendations: Readonly<Record<SentenceKind, string>> = {
  health: 'Read the newest negative threads before you report the mood, and say how many threads it rests on.',
  community: 'Watch this community first: open its threads and see what its regulars ask for.',
  growing_pain: 'Open the threads, write down what they have in common, and hand it to whoever can mend it.',
  voices: 'Read what this person wrote before you answer them; one answer there is seen by many.',
  trend: 'Open the busiest day and see whether one event or one thread made it.',
  next: 'Answer or assign these threads first; they are the unhappiest.',
}

/** How soon: pain comes before mood, and what may be chance can wait. */
function advice({ kind, parts }: KeySentence, { painPoints }: SentenceInput): Pick<Insight, 'recommendation' | 'priority'> {
  const recommendation = recommendations[kind]
  if (kind === 'next') return { recommendation, priority: 'high' }
  if (kind !== 'growing_pain') return { recommendation, priority: kind === 'trend' || kind === 'voices' ? 'medium' : 'low' }
  const named = parts.flatMap((part) => (typeof part !== 'string' && 'metric' in part && part.metric === 'painPoint.keyword' ? [part.of] : []))
  const isClear = painPoints.some(({ id, significant }) => significant && named.includes(id))
  return { recommendation, priority: isClear ? 'high' : 'medium' }
}
