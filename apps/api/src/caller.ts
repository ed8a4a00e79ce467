import type { Principal } from '@echoscope/db'
import { DomainError } from '@echoscope/domain'
import type { Deps } from './deps.ts'

export interface Credential {
  readonly via: 'key' | 'session'
  readonly text: string
}

/** Who sends a request. Looked up at most once, and only after the input's scope was parsed. */
export interface Caller {
  readonly credential: Credential | null
  /** The network address, for the audit log. */
  readonly address: string
  /** Throws `sign_in_required` or `invalid_key`. */
  principal(): Promise<Principal>
  /** Looked up anew, for what goes on for longer than a call: a revoked key or a removed member is refused here. */
  again(): Promise<Principal>
  /** The principal, where it was looked up and found: for the log. */
  known(): Principal | null
}

/**
 * Cookies know no port, so two installations on one host would sign each other out: the name carries the port.
 */
export function sessionCookie(host: string): string {
  const port = /:(\d+)$/.exec(host)?.[1]
  return port === undefined ? 'echoscope_session' : `echoscope_session_${port}`
}

/** A key or session of ours is some 90 characters; anything longer is none, and is remembered nowhere. */
const longestCredential = 200
const plausible = (text: string): string => (text.length > longestCredential ? '' : text)

export function credentialOf(request: Request): Credential | null {
  const authorization = request.headers.get('authorization')
  if (authorization !== null) return { via: 'key', text: plausible(/^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '') }
  const cookies = new Map(
    (request.headers.get('cookie') ?? '').split(';').map((pair) => {
      const at = pair.indexOf('=')
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const
    }),
  )
  const text = cookies.get(sessionCookie(request.headers.get('host') ?? '')) ?? cookies.get('echoscope_session')
  return text === undefined ? null : { via: 'session', text: plausible(text) }
}

export function createCaller(deps: Pick<Deps, 'db' | 'limits'>, credential: Credential | null, address: string): Caller {
  let looked: Promise<Principal> | null = null
  let found: Principal | null = null
  const look = async (): Promise<Principal> => {
    if (credential === null) throw signInRequired()
    const { access } = deps.db
    const principal = await (credential.via === 'key' ? access.principalOfKey(credential.text) : access.principalOfSession(credential.text))
    if (principal !== null) {
      found = principal
      return principal
    }
    // Only failures count, so that a guesser cannot lock out others behind the same address.
    await deps.db.attempts.failed(linkTries(address), deps.limits.mostLinks)
    throw credential.via === 'key'
      ? new DomainError('invalid_key', 'This API key is unknown, expired or revoked. Make a new one with `echoscope keys create`.')
      : new DomainError('sign_in_required', 'Your session is over. Sign in again, with your password or a link from `echoscope sign-in`.')
  }
  return {
    credential,
    address,
    principal: () => (looked ??= look()),
    again: look,
    known: () => found,
  }
}

/** Wrong keys, links and invitations from one address are one count, for all processes together. */
export const linkTries = (address: string): string => `links ${address}`

export const signInRequired = (): DomainError =>
  new DomainError('sign_in_required', 'Sign in with your password or a link from `echoscope sign-in`, or send an API key: Authorization: Bearer esk_….')

export function refuseWhenEmpty(waitSeconds: number): void {
  if (waitSeconds > 0)
    throw new DomainError('rate_limited', `Too many requests. Nothing was done; try again in ${waitSeconds} s.`, {
      details: { retryAfterSeconds: waitSeconds },
    })
}
