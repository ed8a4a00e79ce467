import { type ScopeRequest, surelySpam, type Thread } from '@echoscope/domain'
import { SearchCheck } from 'lucide-react'
import { counted, sentenceCase } from '../../format/numbers.ts'
import { platformName } from '../../ui/platform-mark.tsx'
import { ForEditors } from '../../ui/for-editors.tsx'
import { ScopeLink, ThreadsLink } from '../../ui/scope-link.tsx'

/** Names the words that brought the thread here and the complaints marked in it. */
export function WhyHere({ scope, thread }: { readonly scope: ScopeRequest; readonly thread: Thread }) {
  const terms = Map.groupBy(thread.matches, ({ term }) => term)
  const pains = Map.groupBy(thread.painPoints, ({ id }) => id)
  return (
    <section className="why-box" aria-labelledby="why">
      <h3 id="why">
        <SearchCheck className="i i-sm" />
        Why is this here
      </h3>
      <dl>
        <div>
          <dt>{scope.type === 'automatic' ? 'Brand keywords' : 'Campaign keywords'}</dt>
          {[...terms].map(([term, spans]) => (
            <dd key={term} className="line">
              <mark className="truncate">
                <bdi>{term}</bdi>
              </mark>
              <span>
                {[...new Set(spans.map(({ field }) => field))].join(' and ')}, {counted(spans.length, 'time')}
              </span>
            </dd>
          ))}
        </div>
        {pains.size > 0 && (
          <div>
            <dt>Pain points, marked by the analysis</dt>
            {[...pains].map(([id, spans]) => (
              <dd key={id} className="line">
                <ThreadsLink scope={scope} search={{ painPointId: id }} className="truncate">
                  <mark className="pain">
                    <bdi>{sentenceCase(spans[0]?.keyword ?? '')}</bdi>
                  </mark>
                </ThreadsLink>
                <span>{counted(spans.length, 'span')}</span>
              </dd>
            ))}
          </div>
        )}
        {thread.spam !== null && thread.spam.signs.length > 0 && (
          <div>
            <dt>
              Signs of an advertisement, {(Math.floor(thread.spam.score * 100) / 100).toFixed(2)}; held back from {surelySpam}
            </dt>
            <dd>{thread.spam.signs.join(', ')}</dd>
          </div>
        )}
        <div>
          <dt>Found by</dt>
          <dd>{platformName(thread.source)}</dd>
        </div>
      </dl>
      <ForEditors>
        <ScopeLink scope={scope} to="rule" className="link">
          Not relevant? Add an exclusion
        </ScopeLink>
      </ForEditors>
    </section>
  )
}
