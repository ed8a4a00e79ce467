import { faultOf } from '../api/fault.ts'
import { Moment } from './moment.tsx'
import { UserText } from './user-text.tsx'

/** Why nothing was saved. A change whose answer never came may have been stored, and nobody is told that it was not. */
export function NotSaved({ error }: { readonly error: unknown }) {
  const { reason, message } = faultOf(error)
  return (
    <p className="problem" role="alert">
      <span>
        {reason === 'unreachable'
          ? 'No answer came, so it is not certain that this was saved. What you typed is kept here; try again once Echoscope answers.'
          : `Nothing was saved. ${message}`}
      </span>
    </p>
  )
}

/** One field, in words. */
export interface Differing {
  readonly label: string
  readonly theirs: string
  readonly mine: string
}

interface SaveFailedProps {
  readonly error: unknown
  /** The fields that somebody else changed; null until they are read. */
  readonly differing: readonly Differing[] | null
  /** Fills the form with what is stored now. */
  readonly onTheirs: () => void
  /** Sends what was typed on top of what is stored now; null until that is read. */
  readonly onMine: (() => void) | null
  /** Keeps their changes and adds what was changed here; null where one field was changed by both. */
  readonly onBoth: (() => void) | null
}

/** Why nothing was saved; where somebody else saved first: who, when and what, and the ways on. Nothing typed is lost until one is chosen. */
export function SaveFailed({ error, differing, onTheirs, onMine, onBoth }: SaveFailedProps) {
  const { reason, details } = faultOf(error)
  if (reason !== 'edited_meanwhile') return <NotSaved error={error} />
  const { by, at } = details
  return (
    <div className="banner differing" role="alert">
      <span>
        <b>
          {typeof by === 'string' ? <UserText>{by}</UserText> : 'Somebody else'} saved a change since you opened this
          {typeof at === 'string' && (
            <>
              , <Moment at={at} />
            </>
          )}
          .
        </b>{' '}
        Nothing was overwritten, and what you typed is still here.
      </span>
      {differing !== null && differing.length > 0 && (
        <table className="differing-table">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Theirs</th>
              <th scope="col">Yours</th>
            </tr>
          </thead>
          <tbody>
            {differing.map(({ label, theirs, mine }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{theirs === '' ? <span className="muted">nothing</span> : <UserText className="break">{theirs}</UserText>}</td>
                <td>{mine === '' ? <span className="muted">nothing</span> : <UserText className="break">{mine}</UserText>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <span className="toolbar banner-actions">
        {onBoth !== null && (
          <button type="button" className="btn btn-sm btn-scope" onClick={onBoth}>
            Save both changes
          </button>
        )}
        {onMine !== null && (
          <button type="button" className="btn btn-sm" onClick={onMine}>
            Save mine over it
          </button>
        )}
        <button type="button" className="btn btn-sm" onClick={onTheirs}>
          Load theirs
        </button>
      </span>
    </div>
  )
}
