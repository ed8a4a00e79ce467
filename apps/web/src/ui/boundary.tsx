import { QueryErrorResetBoundary } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleAlert, RefreshCw, Unplug } from 'lucide-react'
import { Component, Suspense } from 'react'
import type { ReactNode } from 'react'
import { faultOf, isMissing } from '../api/fault.ts'
import { Empty } from './empty.tsx'

interface FailureProps {
  readonly error: unknown
  /** What could not be shown: "The dashboard". */
  readonly what: string
  /** What still works meanwhile. */
  readonly still?: string | undefined
  readonly retry: () => void
  readonly page?: boolean
}

/** What failed, what still works, what to do; the code comes last and small. */
export function Failure({ error, what, still, retry, page = false }: FailureProps) {
  const { reason, message, requestId } = faultOf(error)
  const away = reason === 'unreachable'
  const missing = isMissing(error)
  const outdated = reason === 'page_outdated'
  return (
    <Empty
      icon={away ? Unplug : CircleAlert}
      tone="fail"
      page={page}
      title={away ? 'Echoscope does not answer' : missing ? `${what} is not here` : outdated ? 'A part of the page is missing' : `${what} could not be read`}
      next={
        missing ? (
          <Link to="/" className="btn">
            Open the dashboard
          </Link>
        ) : (
          <button type="button" className="btn" onClick={outdated ? () => location.reload() : retry}>
            <RefreshCw className="i i-xs" />
            {outdated ? 'Load the page again' : 'Try again'}
          </button>
        )
      }
      fine={<span className="mono">{[reason, requestId === null ? null : `request ${requestId}`].filter((part) => part !== null).join(' · ')}</span>}
    >
      {reason === 'bug' ? 'Something failed on the way, and it is not your doing.' : message}
      {still === undefined ? '' : ` ${still}`}
    </Empty>
  )
}

interface CatchProps {
  readonly onReset: () => void
  readonly children: ReactNode
  readonly renderFailure: (error: unknown, retry: () => void) => ReactNode
}
class Catch extends Component<CatchProps, { error: unknown; failed: boolean }> {
  override state = { error: null, failed: false }
  static getDerivedStateFromError(error: unknown) {
    return { error, failed: true }
  }
  readonly retry = (): void => {
    this.props.onReset()
    this.setState({ error: null, failed: false })
  }
  override render(): ReactNode {
    return this.state.failed ? this.props.renderFailure(this.state.error, this.retry) : this.props.children
  }
}

interface BoundaryProps {
  readonly what: string
  readonly still?: string
  readonly skeleton: ReactNode
  /** The part carries the page's title, so its failure does too. */
  readonly page?: boolean
  readonly children: ReactNode
}

/** A part of a page that loads and fails on its own: the rest stays as it was. Key it by its scope. */
export const Boundary = ({ what, still, skeleton, page = false, children }: BoundaryProps) => (
  <QueryErrorResetBoundary>
    {({ reset }) => (
      <Catch
        onReset={reset}
        renderFailure={(error, retry) => (
          <div className="card">
            <Failure page={page} error={error} what={what} still={still} retry={retry} />
          </div>
        )}
      >
        <Suspense fallback={skeleton}>{children}</Suspense>
      </Catch>
    )}
  </QueryErrorResetBoundary>
)
