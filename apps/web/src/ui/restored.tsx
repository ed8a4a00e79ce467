import { PencilLine } from 'lucide-react'

interface RestoredProps {
  readonly onForget: () => void
}

/** What the form shows was typed before, and never saved. */
export const Restored = ({ onForget }: RestoredProps) => (
  <div className="note-line" role="status">
    <PencilLine className="i i-sm" />
    <span>What you typed here before was kept, and is not saved yet.</span>
    <button type="button" className="btn btn-sm" onClick={onForget}>
      Throw it away
    </button>
  </div>
)
