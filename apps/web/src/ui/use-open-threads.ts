import type { ScopeRequest } from '@echoscope/domain'
import { useNavigate } from '@tanstack/react-router'
import type { ThreadsSearch } from '../search/threads.ts'

/** What `ThreadsLink` does, for what cannot be a link: a point of a drawing. */
export function useOpenThreads(scope: ScopeRequest): (search: ThreadsSearch) => void {
  const navigate = useNavigate()
  return (search) =>
    void (scope.type === 'automatic'
      ? navigate({ to: '/brands/$brandId/threads', params: { brandId: scope.brandId }, search })
      : navigate({ to: '/campaigns/$campaignId/threads', params: { campaignId: scope.campaignId }, search }))
}
