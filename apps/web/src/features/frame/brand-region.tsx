import type { BrandId } from '@echoscope/domain'
import { useSuspenseQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTRPC } from '../../api/client.ts'
import { ForEditors } from '../../ui/for-editors.tsx'
import { RunFacts, RunNow, ScopeBar } from './scope-bar.tsx'
import { Stale } from '../../ui/stale.tsx'
import { useLiveScope } from './use-live-scope.ts'
import { useRunNow } from './use-run-now.ts'

interface BrandRegionProps {
  readonly brandId: BrandId
  /** Fills the region edge to edge instead of standing in the page's margins. */
  readonly flush?: boolean
  readonly children: ReactNode
}

const states = { active: 'always on', paused: 'paused', archived: 'archived' } as const

/** A region of Brand Analytics: everything in it takes its hue, and its bar stays in sight. */
export function BrandRegion({ brandId, flush = false, children }: BrandRegionProps) {
  const scope = { type: 'automatic', brandId } as const
  const { data: brand } = useSuspenseQuery({ ...useTRPC().brands.get.queryOptions({ brandId }), refetchInterval: 20_000 })
  const { pending, run } = useRunNow(scope)
  const { cutSince, retry } = useLiveScope(scope)
  return (
    <section className={flush ? 'scope-region flush' : 'scope-region'} data-scope="automatic" aria-label="Brand Analytics">
      <ScopeBar
        type="automatic"
        system="Brand Analytics"
        name={brand.name}
        state={brand.sample ? `sample, ${states[brand.status]}` : states[brand.status]}
        facts={<RunFacts scope={scope} lastRun={brand.lastRun} nextRunAt={brand.nextRunAt} />}
        action={
          <ForEditors>
            <RunNow pending={pending} onRun={run} />
          </ForEditors>
        }
      />
      <div className="region-body" data-scope={cutSince === null ? undefined : 'none'}>
        {cutSince !== null && <Stale since={cutSince} retry={retry} />}
        {flush ? children : <div className="page">{children}</div>}
      </div>
    </section>
  )
}
