import type { RunId, ScopeRequest } from '@echoscope/domain'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ThreadsSearch } from '../search/threads.ts'

interface Common {
  readonly scope: ScopeRequest
  readonly className?: string | undefined
  readonly children: ReactNode
  readonly label?: string | undefined
}

interface ThreadsLinkProps extends Common {
  readonly search: ThreadsSearch
  /** How many threads the number says there are: the list it opens holds that many, and a test opens every one of them. */
  readonly counts?: number | undefined
}

/** Opens the threads behind a number, in the scope the number was counted in. */
export function ThreadsLink({ scope, search, className, children, label, counts }: ThreadsLinkProps) {
  const common = { className, 'aria-label': label, 'data-counts': counts, children, search }
  return scope.type === 'automatic' ? (
    <Link to="/brands/$brandId/threads" params={{ brandId: scope.brandId }} {...common} />
  ) : (
    <Link to="/campaigns/$campaignId/threads" params={{ campaignId: scope.campaignId }} {...common} />
  )
}

type Place = 'home' | 'insights' | 'runs' | 'import' | 'rule'
const places = {
  home: ['/brands/$brandId', '/campaigns/$campaignId'],
  insights: ['/brands/$brandId/insights', '/campaigns/$campaignId/insights'],
  runs: ['/brands/$brandId/runs', '/campaigns/$campaignId/runs'],
  import: ['/brands/$brandId/import', '/campaigns/$campaignId/import'],
  rule: ['/brands/$brandId/settings', '/campaigns/$campaignId/edit'],
} as const

/** A page of the scope: its dashboard, its insights, its runs, its import, what it finds by. */
export function ScopeLink({ scope, to, className, children, label }: Common & { readonly to: Place }) {
  const common = { className, 'aria-label': label, children }
  return scope.type === 'automatic' ? (
    <Link to={places[to][0]} params={{ brandId: scope.brandId }} {...common} />
  ) : (
    <Link to={places[to][1]} params={{ campaignId: scope.campaignId }} {...common} />
  )
}

export function RunLink({ scope, runId, className, children }: Common & { readonly runId: RunId }) {
  return scope.type === 'automatic' ? (
    <Link to="/brands/$brandId/runs/$runId" params={{ brandId: scope.brandId, runId }} className={className}>
      {children}
    </Link>
  ) : (
    <Link to="/campaigns/$campaignId/runs/$runId" params={{ campaignId: scope.campaignId, runId }} className={className}>
      {children}
    </Link>
  )
}
