import type { Page, Run, ScopeRequest } from '@echoscope/domain'
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { useAsk } from '../../api/client.ts'
import { duration } from '../../format/dates.ts'
import { count, counted } from '../../format/numbers.ts'
import { useMay } from '../../api/may.ts'
import { Empty } from '../../ui/empty.tsx'
import { ExportMenu } from '../../ui/export-menu.tsx'
import { Moment } from '../../ui/moment.tsx'
import { RunLink, ScopeLink } from '../../ui/scope-link.tsx'
import { reasonWords, stateWord } from '../../ui/run-words.ts'
import { UserText } from '../../ui/user-text.tsx'

const firstPage: string | null = null

/** Every run of the scope, newest first. */
export function RunList({ scope }: { readonly scope: ScopeRequest }) {
  const { client, trpc } = useAsk()
  const { edit } = useMay()
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery({
    queryKey: trpc.scouts.list.infiniteQueryKey({ scope }),
    queryFn: ({ pageParam, signal }): Promise<Page<Run>> =>
      client.scouts.list.query({ scope, limit: 50, ...(pageParam !== null && { cursor: pageParam }) }, { signal }),
    initialPageParam: firstPage,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: 15_000,
  })
  const runs = data.pages.flatMap(({ items }) => items)
  if (runs.length === 0)
    return (
      <div className="card">
        <Empty
          icon={History}
          title="No runs yet"
          next={
            edit && (
              <ScopeLink scope={scope} to="import" className="btn">
                Import an archive
              </ScopeLink>
            )
          }
        >
          Each run asks the sources for new posts and keeps those that match.{' '}
          {edit ? 'Start one with Run now, or let the schedule do it.' : 'The schedule starts them.'}
        </Empty>
      </div>
    )
  return (
    <section className="card" aria-label="Runs">
      <div className="card-head">
        <p>Newest first. A run asks the sources, or reads an archive; its figures say what came of it.</p>
        <span className="end">
          <ExportMenu table="runs" input={{ scope }} of="the runs" />
        </span>
      </div>
      <div className="run-wrap">
        <table className="table run run-list">
          <thead>
            <tr>
              <th scope="col">Run</th>
              <th scope="col">State</th>
              <th scope="col" className="num">
                Fetched
              </th>
              <th scope="col" className="num">
                Stored
              </th>
              <th scope="col" className="num col-opt">
                Updated
              </th>
              <th scope="col" className="num col-opt">
                Errors
              </th>
              <th scope="col" className="num col-opt">
                Took
              </th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <Row key={run.id} scope={scope} run={run} />
            ))}
          </tbody>
        </table>
      </div>
      {hasNextPage && (
        <div className="card-foot">
          <button type="button" className="btn btn-sm" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Load more
          </button>
        </div>
      )}
    </section>
  )
}

const tones = {
  queued: 'quiet',
  running: 'scope',
  succeeded: 'quiet',
  partial: 'tone-warn',
  failed: 'tone-danger',
  skipped: 'quiet',
  cancelled: 'quiet',
} as const
const kinds = { schedule: 'By the schedule', manual: 'By hand', import: 'Import' } as const

function Row({ scope, run }: { readonly scope: ScopeRequest; readonly run: Run }) {
  const took = run.startedAt === null || run.finishedAt === null ? '–' : duration(Date.parse(run.finishedAt) - Date.parse(run.startedAt))
  return (
    <tr>
      <td>
        <RunLink scope={scope} runId={run.id} className="link">
          <Moment at={run.requestedAt} />
        </RunLink>
        <span className="say">
          {kinds[run.trigger]}
          {run.mode === 'refresh' && ', stored threads asked for again'}
          {run.files.length > 0 && (
            <>
              {': '}
              <UserText>{run.files.join(', ')}</UserText>
            </>
          )}
        </span>
      </td>
      <td>
        <span className={`badge ${tones[run.status]}`}>
          {(run.status === 'running' || run.status === 'queued') && <i className="pulse-dot" />}
          {stateWord(run)}
        </span>
        {run.retryAt !== null && (
          <span className="say">
            next try <Moment at={run.retryAt} />
          </span>
        )}
        {run.reason !== null && <span className="say">{reasonWords(run.reason)}</span>}
        <span className="say run-more">
          {[
            run.updated > 0 ? `${count(run.updated)} updated` : null,
            run.gone > 0 ? `${count(run.gone)} deleted there` : null,
            run.errors > 0 ? counted(run.errors, 'error') : null,
            took === '–' ? null : took,
          ]
            .filter((each) => each !== null)
            .join(', ')}
        </span>
      </td>
      <td className="num">{count(run.fetched)}</td>
      <td className="num">{count(run.stored)}</td>
      <td className="num col-opt">{count(run.updated)}</td>
      <td className={run.errors > 0 ? 'num col-opt tone-danger' : 'num col-opt'}>
        {run.errors === 0 && run.fetched === 0 && run.status !== 'succeeded' ? '–' : count(run.errors)}
      </td>
      <td className="num col-opt nowrap">{took}</td>
    </tr>
  )
}
