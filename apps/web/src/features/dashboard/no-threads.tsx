import { dayMs, dayString } from '@echoscope/domain'
import { MessagesSquare } from 'lucide-react'
import { coming, longDate } from '../../format/dates.ts'
import { useMay } from '../../api/may.ts'
import { Empty } from '../../ui/empty.tsx'
import { Moment } from '../../ui/moment.tsx'
import { ScopeLink } from '../../ui/scope-link.tsx'
import { useNow } from '../../ui/use-now.ts'
import type { View } from './window.ts'

interface NoThreadsProps {
  readonly view: View
  readonly nextRunAt: string | null
}

/** Nothing in these days: says whether there is something in others, and leads there. */
export function NoThreads({ view, nextRunAt }: NoThreadsProps) {
  const { scope, data, onSearch } = view
  const { span } = data
  const now = useNow()
  const { edit } = useMay()
  const days = Math.round((Date.parse(data.range.to) - Date.parse(data.range.from)) / dayMs)
  const showNewest = () => {
    if (span === null) return
    const end = Date.parse(span.last) + dayMs
    onSearch({ from: dayString(new Date(end - 30 * dayMs)), to: dayString(new Date(end)) })
  }
  return (
    <div className="card">
      <Empty
        icon={MessagesSquare}
        title={span === null ? 'No threads yet' : `No threads in these ${days} days`}
        next={
          span === null ? (
            edit && (
              <ScopeLink scope={scope} to="import" className="btn btn-scope">
                Import an archive
              </ScopeLink>
            )
          ) : (
            <>
              <button type="button" className="btn btn-scope" onClick={showNewest}>
                Show 30 days to {longDate(new Date(span.last), now)}
              </button>
              {edit && (
                <ScopeLink scope={scope} to="import" className="btn">
                  Import an archive
                </ScopeLink>
              )}
            </>
          )
        }
      >
        {span === null
          ? 'Threads that match the keywords of this scope appear here after each run, with everything that is counted from them.'
          : `The threads of this scope were published from ${longDate(new Date(span.first), now)} to ${longDate(new Date(span.last), now)}.`}
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
