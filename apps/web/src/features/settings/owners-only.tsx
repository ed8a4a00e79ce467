import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { useMay } from '../../api/may.ts'
import { Boundary } from '../../ui/boundary.tsx'
import { Empty } from '../../ui/empty.tsx'
import { SeparationSkeleton } from '../separation/separation-skeleton.tsx'

interface OwnersOnlyProps {
  readonly what: string
  readonly children: ReactNode
}

/** Asked for by address: says why there is nothing to see instead of a refusal of the API. */
export function OwnersOnly({ what, children }: OwnersOnlyProps) {
  if (!useMay().own)
    return (
      <div className="card">
        <Empty icon={Lock} title={`${what} is for owners`}>
          An owner of the workspace looks after it, and can make you one.
        </Empty>
      </div>
    )
  return (
    <Boundary what={what} skeleton={<SeparationSkeleton />}>
      <div className="guard-stack">{children}</div>
    </Boundary>
  )
}
