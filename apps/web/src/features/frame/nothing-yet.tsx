import { LogOut, Telescope } from 'lucide-react'
import { Empty } from '../../ui/empty.tsx'
import { useLeave } from './use-leave.ts'

/** For somebody who can make no brand and has none to read: all that was theirs was removed, or there is none yet. */
export function NothingYet() {
  const leave = useLeave()
  return (
    <div className="card">
      <Empty
        icon={Telescope}
        title="There is nothing here for you yet"
        next={
          <button type="button" className="btn" onClick={leave}>
            <LogOut className="i i-xs" />
            Sign out
          </button>
        }
      >
        An owner of the workspace makes the first brand, or says which brands and campaigns you may see.
      </Empty>
    </div>
  )
}
