import { dayMs, dayString, startOfDay } from '@echoscope/domain'
import { useQuery } from '@tanstack/react-query'
import { MessagesSquare } from 'lucide-react'
import { useTRPC } from '../../api/client.ts'
import { coming, longDate } from '../../format/dates.ts'
import { counted } from '../../format/numbers.ts'
import { Empty } from '../../ui/empty.tsx'
import { Moment } from '../../ui/moment.tsx'
import { ScopeLink } from '../../ui/scope-link.tsx'
import type { View } from './window.ts'

interface NoThreadsProps {
  readonly view: View
  readonly nextRunAt: string | null
}

/** Nothing in these days: says whether there is something in others, and leads there. */
export function NoThreads({ view, nextRunAt }: NoThreadsProps) {
  const { scope, data, onSearch } = view
  const trpc = useTRPC()
  const newest = useQuery(trpc.threads.list.queryOptions({ scope, sort: 'newest', limit: 1 }))
  const last = newest.data?.items[0]
  const total = newest.data?.total ?? 0
  const days = Math.round((Date.parse(data.range.to) - Date.parse(data.range.from)) / dayMs)
  const showNewest = () => {
    if (last === undefined) return
    const end = startOfDay(new Date(last.publishedAt)).getTime() + dayMs
    onSearch({ from: dayString(new Date(end - 30 * dayMs)), to: dayString(new Date(end)) })
  }
  return (
    <div className="card">
      <Empty
        icon={MessagesSquare}
        title={total === 0 ? 'No threads yet' : `No threads in these ${days} days`}
        next={
          last === undefined ? (
            <ScopeLink scope={scope} to="import" className="btn btn-scope">
              Import an archive
            </ScopeLink>
          ) : (
            <>
              <button type="button" className="btn btn-scope" onClick={showNewest}>
                Show 30 days to {longDate(new Date(last.publishedAt))}
              </button>
              <ScopeLink scope={scope} to="import" className="btn">
                Import an archive
              </ScopeLink>
            </>
          )
        }
      >
        {total === 0
          ? 'Threads that match the keywords of this scope appear here after each run, with everything that is counted from them.'
          : `This scope has ${counted(total, 'thread')}, published at other times.`}
        {nextRunAt !== null && (
          <>
            {' '}
            The next run is <Moment at={nextRunAt} write={coming} />.
          </>
        )}
      </Empty>
    </div>
  )
}
