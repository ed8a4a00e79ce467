import { createFileRoute } from '@tanstack/react-router'
import { CampaignRegion } from '../features/frame/campaign-region.tsx'
import { threadsOf } from '../features/threads/queries.ts'
import { ThreadsPage } from '../features/threads/threads-page.tsx'
import { ThreadsSkeleton } from '../features/threads/threads-skeleton.tsx'
import { omit } from '../search/objects.ts'
import { parseThreadsSearch } from '../search/threads.ts'
import { Boundary } from '../ui/boundary.tsx'
import { keyOf } from '../ui/scope-key.ts'

export const Route = createFileRoute('/_app/campaigns/$campaignId/threads')({
  validateSearch: parseThreadsSearch,
  loaderDeps: ({ search }) => omit(search, 'thread'),
  loader: ({ context, params: { campaignId }, deps }) => {
    void context.queryClient.prefetchInfiniteQuery(threadsOf(context, { type: 'custom', campaignId }, deps))
  },
  component: Threads,
})

function Threads() {
  const { campaignId } = Route.useParams()
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const scope = { type: 'custom', campaignId } as const
  return (
    <CampaignRegion campaignId={campaignId} flush>
      <title>Threads · Echoscope</title>
      <Boundary page key={keyOf(scope)} what="The threads" skeleton={<ThreadsSkeleton />}>
        <ThreadsPage scope={scope} search={search} onSearch={(next, replace = false) => void navigate({ search: next, resetScroll: false, replace })} />
      </Boundary>
    </CampaignRegion>
  )
}
