import { KeyRound, LoaderCircle } from 'lucide-react'
import { useEffect, useState } from 'react'
import { signIn } from '../../api/session.ts'
import { Empty } from '../../ui/empty.tsx'

type State = { readonly at: 'asking' } | { readonly at: 'trying' } | { readonly at: 'refused'; readonly why: string }

/** The token stands in the fragment, which no server log sees; it leaves the address before it is used. */
function takeToken(): string | null {
  const token = decodeURIComponent(location.hash.slice(1))
  if (token === '') return null
  history.replaceState(history.state, '', location.pathname)
  return token
}

export function SignIn({ onSignedIn }: { readonly onSignedIn: () => void }) {
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
            title={state.at === 'refused' ? 'This link does not open a session' : 'Sign in to Echoscope'}
            fine={
              <>
                On the machine that runs Echoscope: <span className="mono">npx pnpm@12 -s echoscope sign-in</span>
              </>
            }
          >
            {state.at === 'refused' && `${state.why} `}
            Echoscope opens with a one-time link. The start command prints one, and <span className="mono">echoscope sign-in</span> prints a new one.
          </Empty>
        )}
      </div>
    </main>
  )
}
