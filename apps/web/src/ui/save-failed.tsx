import { faultOf } from '../api/fault.ts'

export const NotSaved = ({ error }: { readonly error: unknown }) => (
  <p className="problem" role="alert">
    <span>Nothing was saved. {faultOf(error).message}</span>
  </p>
)

interface SaveFailedProps {
  readonly error: unknown
  /** Fills the form with what is stored now. */
  readonly onTheirs: () => void
  /** Sends what was typed on top of what is stored now. */
  readonly onMine: () => void
}

/** Why nothing was saved; where somebody else saved first, both ways on, and nothing typed is lost until one is chosen. */
export function SaveFailed({ error, onTheirs, onMine }: SaveFailedProps) {
  if (faultOf(error).reason !== 'edited_meanwhile') return <NotSaved error={error} />
  return (
    <div className="banner" role="alert">
      <span>
        <b>Somebody else saved a change since you opened this.</b> Nothing was overwritten, and what you typed is still here.
      </span>
      <span className="toolbar banner-actions">
        <button type="button" className="btn btn-sm" onClick={onTheirs}>
          Load theirs
        </button>
        <button type="button" className="btn btn-sm" onClick={onMine}>
          Save mine over it
        </button>
      </span>
    </div>
  )
}
