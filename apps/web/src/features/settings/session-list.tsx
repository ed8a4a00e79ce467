import type { BrowserSession } from '@echoscope/domain'
import { Monitor } from 'lucide-react'
import { Moment } from '../../ui/moment.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { agentWords } from './agent-words.ts'

interface SessionListProps {
  readonly sessions: readonly BrowserSession[]
  readonly pending: boolean
  readonly onEnd: (session: BrowserSession) => void
}

export const SessionList = ({ sessions, pending, onEnd }: SessionListProps) => (
  <ul className="people">
    {sessions.map((session) => (
      <li key={session.id} className="people-row">
        <Monitor className="i i-sm muted" />
        <div className="people-who">
          <span className="people-name" title={session.agent}>
            <UserText>{agentWords(session.agent)}</UserText>
            {session.isCurrent && ' (this browser)'}
          </span>
          <small>
            <span className="mono">{session.address}</span> · since <Moment at={session.createdAt} />, seen <Moment at={session.seenAt} />
          </small>
        </div>
        {!session.isCurrent && (
          <button
            type="button"
            className="btn btn-sm"
            disabled={pending}
            aria-label={`End the session of ${agentWords(session.agent)} at ${session.address}`}
            onClick={() => onEnd(session)}
          >
            End
          </button>
        )}
      </li>
    ))}
  </ul>
)
