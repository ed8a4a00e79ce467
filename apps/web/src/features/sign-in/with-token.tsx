import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { acceptInvitation, choosePassword } from '../../api/doors.ts'
import { Empty } from '../../ui/empty.tsx'
import { DoorForm } from './door-form.tsx'
import { takeToken } from './take-token.ts'

interface WithTokenProps {
  readonly purpose: 'invitation' | 'password'
  readonly onSignedIn: () => void
}

const words = {
  invitation: { title: 'Join the workspace', action: 'Join', lead: 'You were invited. Say who you are and choose a password.' },
  password: { title: 'Choose a new password', action: 'Set password', lead: 'All your other sessions end with it.' },
} as const
const ofTwelve = { name: 'password', label: 'Password', type: 'password', autoComplete: 'new-password', hint: 'At least 12 characters', minLength: 12 } as const

/** What a link in somebody's hand opens: an invitation, or a new password. */
export function WithToken({ purpose, onSignedIn }: WithTokenProps) {
  const [token] = useState(takeToken)
  const { title, action, lead } = words[purpose]
  const fields = purpose === 'invitation' ? [{ name: 'name', label: 'Your name', type: 'text', autoComplete: 'name' } as const, ofTwelve] : [ofTwelve]
  return (
    <main id="main" className="centre" data-scope="none">
      <div className="card">
        <Empty page icon={KeyRound} title={title}>
          {token === null ? 'The link is not whole, or it was opened before in this tab. Open it again from where it was sent.' : lead}
        </Empty>
        {token !== null && (
          <DoorForm
            id={purpose}
            fields={fields}
            action={action}
            onOpened={onSignedIn}
            onSubmit={({ name = '', password = '' }) =>
              purpose === 'invitation' ? acceptInvitation(token, { name, password }) : choosePassword(token, password)
            }
          />
        )}
      </div>
    </main>
  )
}
