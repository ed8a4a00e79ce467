import type { InsightRun, InsightRunId, Page, ScopeRequest } from '@echoscope/domain'
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { useAsk } from '../../api/client.ts'
import { counted } from '../../format/numbers.ts'
import { kindNames } from '../../ui/insight-words.ts'
import { Moment } from '../../ui/moment.tsx'
import { WrittenBy } from './written-by.tsx'

const firstPage: string | null = null

/** Every earlier writing of the scope, as it was written then. */
export function EarlierInsights({ scope, than }: { readonly scope: ScopeRequest; readonly than: InsightRunId }) {
  const { client, trpc } = useAsk()
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery({
    // The newest run is part of the key: once there is another, what was the newest is an earlier one.
    queryKey: [...trpc.insights.history.infiniteQueryKey({ scope }), than],
    queryFn: ({ pageParam, signal }): Promise<Page<InsightRun>> =>
      client.insights.history.query({ scope, ...(pageParam !== null && { cursor: pageParam }) }, { signal }),
    initialPageParam: firstPage,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const runs = data.pages.flatMap(({ items }) => items).filter(({ id }) => id !== than)
  if (runs.length === 0) return null
  return (
    <div className="grid">
      <section className="card" aria-labelledby="earlier">
        <div className="card-head">
          <div>
            <h2 id="earlier">Earlier</h2>
            <p>As they were written then. Their numbers are of their own days.</p>
          </div>
        </div>
        <ol className="earlier">
          {runs.map((run) => (
            <li key={run.id}>
              <Earlier run={run} />
            </li>
          ))}
        </ol>
        {hasNextPage && (
          <div className="card-foot">
            <button type="button" className="btn btn-sm" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              Load more
            </button>
          </div>
        )}
      </section>
    </div>
  )
}

const Earlier = ({ run }: { readonly run: InsightRun }) => (
  <details>
    <summary>
      <ChevronRight className="i i-xs" />
      <span className="nowrap">
        <Moment at={run.writtenAt} />
      </span>
      <span className="grow truncate muted">
        {counted(run.insights.length, 'insight')}, {run.writer === 'rules' ? 'by rules' : 'by a model'}
      </span>
    </summary>
    <div className="earlier-run">
      <WrittenBy run={run} />
      <ul>
        {run.insights.map(({ kind, text }) => (
          <li key={kind + text}>
            <small>{kindNames[kind]}</small>
            <bdi dir="auto">{text}</bdi>
          </li>
        ))}
      </ul>
      {run.withheld.length > 0 && (
        <ul className="muted" aria-label="Not said">
          {run.withheld.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  </details>
)
