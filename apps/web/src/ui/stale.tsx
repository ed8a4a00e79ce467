import { Unplug } from 'lucide-react'
import { Moment } from './moment.tsx'

/** What is shown is of then: nothing was heard since. */
export const Stale = ({ since, retry }: { readonly since: Date; readonly retry: () => void }) => (
  <div className="banner" role="status">
    <Unplug className="i i-sm" />
    <span>
      <b>
        Live updates are cut since <Moment at={since.toISOString()} />.
      </b>{' '}
      You see the state of then. It is tried again by itself.
    </span>
    <button type="button" className="btn btn-sm" onClick={retry}>
      Try now
    </button>
  </div>
)
