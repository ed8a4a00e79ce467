import { createFileRoute, notFound } from '@tanstack/react-router'
import { WorkspaceFrame } from '../features/frame/workspace-frame.tsx'
import { Guide, guideOf } from '../features/guide/guide.tsx'
import { guidePages, isGuidePage } from '../features/guide/pages.ts'
import { RunsSkeleton } from '../features/runs/runs-skeleton.tsx'
import { Boundary } from '../ui/boundary.tsx'
import { FrameSkeleton } from '../ui/frame-skeleton.tsx'

export const Route = createFileRoute('/_app/docs/$page')({
  loader: async ({ context: { queryClient }, params: { page } }) => {
    if (!isGuidePage(page)) throw notFound()
    await queryClient.ensureQueryData(guideOf(page))
  },
  pendingComponent: FrameSkeleton,
  component: GuidePage,
})

function GuidePage() {
  const { page } = Route.useParams()
  if (!isGuidePage(page)) return null
  return (
    <WorkspaceFrame>
      <title>{`${guidePages.find((each) => each.page === page)?.title ?? 'Guide'} · Echoscope`}</title>
      <Boundary page key={page} what="This page of the guide" skeleton={<RunsSkeleton />}>
        <Guide page={page} />
      </Boundary>
    </WorkspaceFrame>
  )
}
