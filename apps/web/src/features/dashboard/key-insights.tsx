import type { KeySentence } from '@echoscope/domain'
import { ChartNoAxesColumn, ChevronRight } from 'lucide-react'
import { counted } from '../../format/numbers.ts'
import { kindReasons } from '../../ui/insight-words.ts'
import { Moment } from '../../ui/moment.tsx'
import { Popover } from '../../ui/popover.tsx'
import { ScopeLink, ThreadsLink } from '../../ui/scope-link.tsx'
import { Sentence } from '../../ui/sentence.tsx'
import { threadsOf } from './window.ts'
import type { View } from './window.ts'

export function KeyInsights({ view }: { readonly view: View }) {
  const { sentences, withheld } = view.data.insights
  const threads = view.data.kpis.find(({ id }) => id === 'threads')?.n ?? 0
  return (
    <section className="card" aria-labelledby="insights">
      <div className="card-head">
        <div>
          <h2 id="insights">Key insights</h2>
          <p>
            Written <Moment at={view.data.asOf} /> from {counted(threads, 'thread')}. Every number was read from the same snapshot as the cards.
          </p>
        </div>
        <span className="end">
          <ScopeLink scope={view.scope} to="insights" className="link">
            All insights
          </ScopeLink>
        </span>
      </div>
      {sentences.length === 0 ? (
        <p className="card-body muted">Nothing can be said yet that the threads of this range would carry.</p>
      ) : (
        <ol className="insights">
          {sentences.map((sentence) => (
            <Insight key={sentence.kind + sentence.text} sentence={sentence} view={view} />
          ))}
        </ol>
      )}
      {withheld.length > 0 && (
        <div className="card-foot">
          <ul className="withheld" aria-label="Not said">
            {withheld.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

const Insight = ({ sentence, view }: { readonly sentence: KeySentence; readonly view: View }) => (
  <li className="insight">
    <p>
      <Sentence parts={sentence.parts} />
    </p>
    <div className="chips">
      {sentence.evidence.map((evidence) => (
        <ThreadsLink
          key={evidence.label + evidence.value}
          scope={view.scope}
          search={threadsOf(evidence.range === undefined ? view.data : { range: evidence.range }, evidence.filter)}
          className="chip"
        >
          <ChartNoAxesColumn className="i i-xs" />
          <span className="truncate">
            <bdi>{evidence.label}</bdi> <b>{evidence.value}</b>
          </span>
        </ThreadsLink>
      ))}
    </div>
    {sentence.evidence.length > 0 && <Why sentence={sentence} />}
  </li>
)

const Why = ({ sentence }: { readonly sentence: KeySentence }) => (
  <Popover
    label="Why am I told this"
    triggerClass="why"
    trigger={
      <>
        Why am I told this
        <ChevronRight className="i i-xs" />
      </>
    }
  >
    <h3>Why am I told this</h3>
    <p>{kindReasons[sentence.kind]} A rule wrote the sentence; each of its numbers was counted in this scope alone.</p>
    <dl>
      {sentence.evidence.map(({ label, value }) => (
        <div key={label + value} className="pop-fact">
          <dt>
            <bdi>{label}</bdi>
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  </Popover>
)
