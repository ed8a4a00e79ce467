import { KeyRound, LoaderCircle } from 'lucide-react'
import { useEffect, useState } from 'react'
import { signIn } from '../../api/session.ts'
import { signInWithPassword } from '../../api/doors.ts'
import type { SignInSearch } from '../../search/sign-in.ts'
import { Empty } from '../../ui/empty.tsx'
import { DoorForm } from './door-form.tsx'
import { takeToken } from './take-token.ts'

const credentials = [
  { name: 'email', label: 'E-mail address', type: 'email', autoComplete: 'username' },
  { name: 'password', label: 'Password', type: 'password', autoComplete: 'current-password' },
] as const

type State = { readonly at: 'asking' } | { readonly at: 'trying' } | { readonly at: 'refused'; readonly why: string }

interface SignInProps {
  /** What led here, where it was not the reader's own wish. */
  readonly why: SignInSearch['why']
  readonly onSignedIn: () => void
}

const titles = { ended: 'Your session ended', left: 'You signed out in another tab' } as const
const leads = {
  ended: 'Sign in again and you are back where you were. What you had typed and not saved is still in this tab, for you alone. ',
  left: 'Sign in again and you are back where you were. ',
} as const

export function SignIn({ why, onSignedIn }: SignInProps) {
  const [state, setState] = useState<State>({ at: 'asking' })
  useEffect(() => {
    const attempt = async () => {
      const token = takeToken()
      if (token === null) return
      setState({ at: 'trying' })
      const answer = await signIn(token)
      if (answer.ok) onSignedIn()
      else setState({ at: 'refused', why: answer.message })
    }
    void attempt()
    const again = () => void attempt()
    addEventListener('hashchange', again)
    return () => removeEventListener('hashchange', again)
  }, [onSignedIn])
  return (
    <main id="main" className="centre" data-scope="none">
      <div className="card">
        {state.at === 'trying' ? (
          <Empty page icon={LoaderCircle} title="Signing you in">
            The link is being traded for a session.
          </Empty>
        ) : (
          <Empty
            page
            icon={KeyRound}
            tone={state.at === 'refused' ? 'fail' : undefined}
            title={state.at === 'refused' ? 'This link does not open a session' : why === undefined ? 'Sign in to Echoscope' : titles[why]}
            fine={
              <>
                On the machine that runs Echoscope: <span className="mono">npx pnpm@12 -s echoscope sign-in</span>
              </>
            }
          >
            {state.at === 'refused' ? `${state.why} ` : why !== undefined && leads[why]}
            Echoscope opens with a one-time link, or with your address and password. The start command prints one, and{' '}
            <span className="mono">echoscope sign-in</span> prints a new one.
          </Empty>
        )}
        {state.at !== 'trying' && (
          <DoorForm
            id="sign-in"
            fields={credentials}
            action="Sign in"
            onOpened={onSignedIn}
            onSubmit={({ email = '', password = '' }) => signInWithPassword(email, password)}
          />
        )}
      </div>
    </main>
  )
}
