import { labelOf } from '@echoscope/domain'
import type { ScopeRequest, SentimentLabel, Thread } from '@echoscope/domain'
import { Circle, Minus, Plus } from 'lucide-react'
import { useMay } from '../../api/may.ts'
import { sentiment } from '../../format/numbers.ts'
import { sentiments, statuses } from '../../search/threads.ts'
import { Hand, HandRead } from './hand.tsx'
import { useThreadChange } from './queries.ts'

interface TriageProps {
  readonly scope: ScopeRequest
  readonly thread: Thread
}

const words = { new: 'New', open: 'Open', done: 'Done', ignored: 'Ignored' } as const
const labels = { negative: 'Negative', neutral: 'Neutral', positive: 'Positive' } as const
const signs = { negative: Minus, neutral: Circle, positive: Plus } as const
const tones = { negative: 'neg', neutral: '', positive: 'pos' } as const
/** What a corrected label means as a value: the middle of its band. */
export const valueOfLabel: Readonly<Record<SentimentLabel, number>> = { negative: -0.6, neutral: 0, positive: 0.6 }

export function Triage({ scope, thread }: TriageProps) {
  const { change, pending } = useThreadChange(scope)
  const { edit } = useMay()
  const fixed = pending || !edit
  const corrected = thread.sentimentCorrection !== null
  return (
    <>
      <section aria-labelledby="status">
        <h3 id="status">Status</h3>
        <div className="seg" role="group" aria-labelledby="status">
          {statuses.map((status) => (
            <button key={status} type="button" aria-pressed={thread.status === status} disabled={fixed} onClick={() => change(thread, { status })}>
              {words[status]}
            </button>
          ))}
        </div>
      </section>
      {edit ? <Hand key={thread.id} scope={scope} thread={thread} /> : <HandRead thread={thread} />}
      <section aria-labelledby="mood">
        <h3 id="mood">Sentiment</h3>
        <div className="seg" role="group" aria-labelledby="mood">
          {sentiments.map((label) => {
            const Sign = signs[label]
            return (
              <button
                key={label}
                type="button"
                aria-pressed={thread.sentimentLabel === label}
                className={tones[label]}
                disabled={fixed}
                onClick={() => change(thread, { sentiment: label === labelOf(thread.modelSentiment) ? null : valueOfLabel[label] })}
              >
                <Sign className="i i-xs" />
                {labels[label]}
              </button>
            )
          })}
        </div>
        <p>
          {corrected ? 'Corrected by hand. ' : ''}Model: {sentiment(thread.modelSentiment)}.
          {corrected && edit && (
            <>
              {' '}
              <button type="button" className="link" onClick={() => change(thread, { sentiment: null })}>
                Take the correction back
              </button>
            </>
          )}
        </p>
        {!edit && <p className="muted">You may read here; an editor sets status and sentiment.</p>}
      </section>
    </>
  )
}
