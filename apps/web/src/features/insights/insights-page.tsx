import type { CurrentInsights, ScopeRequest } from '@echoscope/domain'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Lightbulb, PenLine } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTRPC } from '../../api/client.ts'
import { counted } from '../../format/numbers.ts'
import { Empty } from '../../ui/empty.tsx'
import { ForEditors } from '../../ui/for-editors.tsx'
import { ScopeLink } from '../../ui/scope-link.tsx'
import { EarlierInsights } from './earlier.tsx'
import { KeptInsight } from './kept-insight.tsx'
import { useWriteAgain } from './use-write-again.ts'
import { WrittenBy } from './written-by.tsx'

const restMs = 60_000
const waitingMs = 1_500

/** What was written of a scope last, each claim of it counted again on reading; and what was written before. */
export function InsightsPage({ scope }: { readonly scope: ScopeRequest }) {
  // The run that was there when new ones were asked for; undefined: nobody asked.
  const [asked, setAsked] = useState<string | null>()
  const { data } = useSuspenseQuery({
    ...useTRPC().insights.current.queryOptions({ scope }),
    refetchInterval: ({ state }) => (state.data !== undefined && idOf(state.data) === asked ? waitingMs : restMs),
  })
  const now = idOf(data)
  const waiting = asked === now
  const again = useWriteAgain(scope, () => setAsked(now))
  const button = (
    <ForEditors>
      <button type="button" className="btn" disabled={waiting || again.pending} onClick={again.write}>
        <PenLine className="i i-sm" />
        {waiting ? 'Waiting for a worker…' : data.kept === null ? 'Write them now' : 'Write them again'}
      </button>
    </ForEditors>
  )
  return (
    <>
      <div className="page-head">
        <div className="page-title">
          <h1>Insights</h1>
          <p>Written after a run that stored something, and once a day. Each number, name and quote opens the threads it was counted from.</p>
        </div>
        {data.kept !== null && <div className="toolbar">{button}</div>}
      </div>
      <p className="sr-only" role="status">
        {waiting ? 'New insights were asked for.' : asked === undefined ? '' : 'New insights are here.'}
      </p>
      {data.kept === null ? <NoneYet scope={scope} next={button} /> : <Written scope={scope} kept={data.kept} />}
      {data.kept !== null && <EarlierInsights key={data.kept.run.id} scope={scope} than={data.kept.run.id} />}
    </>
  )
}

const idOf = ({ kept }: { readonly kept: CurrentInsights | null }): string | null => kept?.run.id ?? null

const NoneYet = ({ scope, next }: { readonly scope: ScopeRequest; readonly next: ReactNode }) => (
  <div className="card">
    <Empty
      icon={Lightbulb}
      title="No insights yet"
      next={
        <>
          {next}
          <ScopeLink scope={scope} to="home" className="btn btn-ghost">
            Open the dashboard
          </ScopeLink>
        </>
      }
    >
      They are written once a run has stored something. Up to six sentences, each made of claims that are counted again before you see them.
    </Empty>
  </div>
)

const order = { high: 0, medium: 1, low: 2 } as const

function Written({ scope, kept: { run, stale } }: { readonly scope: ScopeRequest; readonly kept: CurrentInsights }) {
  const numbered = run.insights.map((insight, index) => ({ insight, stale: stale.find((each) => each.insight === index) ?? null }))
  // A campaign's findings stand by how soon they ask for something; Brand Analytics keeps the order of each morning.
  const shown = scope.type === 'custom' ? numbered.toSorted((a, b) => order[a.insight.priority ?? 'low'] - order[b.insight.priority ?? 'low']) : numbered
  return (
    <section className="card" aria-labelledby="written">
      <div className="card-head">
        <div>
          <h2 id="written">{run.insights.length === 0 ? 'Nothing could be said' : counted(run.insights.length, 'insight')}</h2>
          <WrittenBy run={run} />
        </div>
      </div>
      {shown.length > 0 && (
        <ol className="kept">
          {shown.map(({ insight, stale: differing }) => (
            <KeptInsight key={insight.kind + insight.text} scope={scope} insight={insight} stale={differing} run={run} />
          ))}
        </ol>
      )}
      {shown.length === 0 && run.withheld.length === 0 && <p className="card-body muted">There was no thread to say something about.</p>}
      {run.withheld.length > 0 && (
        <div className="card-foot">
          <ul className="withheld" aria-label="Not said">
            {run.withheld.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
