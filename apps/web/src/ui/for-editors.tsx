import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { useMay } from '../api/may.ts'
import { Empty } from './empty.tsx'

/** A button or link that the API refuses to viewers: they do not see it. */
export const ForEditors = ({ children }: { readonly children: ReactNode }) => (useMay().edit ? children : null)

interface EditorsPageProps {
  /** What this page does: "Importing". */
  readonly what: string
  /** Narrower than editing, where the page concerns more than a scope. */
  readonly allowed?: boolean
  readonly children: ReactNode
}

/** A page to change something, asked for by its address: says who can instead of letting a form be filled in for nothing. */
export function EditorsPage({ what, allowed, children }: EditorsPageProps) {
  const { edit } = useMay()
  if (allowed ?? edit) return children
  return (
    <div className="card">
      <Empty icon={Lock} title={`${what} is not for you here`}>
        {edit ? 'Your access is limited to some brands or campaigns, and this reaches further.' : 'You may read here, and change nothing.'} An owner of the
        workspace can change that.
      </Empty>
    </div>
  )
}
