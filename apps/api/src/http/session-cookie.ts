import type { OpenedSession, Opening } from '@echoscope/db'
import { sessionCookie } from '../caller.ts'
import type { Deps, Settings } from '../deps.ts'
import type { Call } from './env.ts'

/** Where a session is opened from. */
export const openingOf = (c: Call, { sessionLifeMs }: Settings): Opening => ({
  lifeMs: sessionLifeMs,
  address: c.get('address'),
  agent: c.req.header('user-agent') ?? '',
})

/** Answers with the session in a cookie that no script reads; what the answer says is when it ends. */
export function answerSession(c: Call, { settings, now }: Pick<Deps, 'settings' | 'now'>, { session, expiresAt }: OpenedSession): Response {
  c.header('set-cookie', cookie(c, { secure: isSecure(c, settings), value: session, lifeSeconds: Math.floor((expiresAt.getTime() - now().getTime()) / 1_000) }))
  return c.json({ expiresAt: expiresAt.toISOString() })
}

export function forgetSession(c: Call, settings: Settings): void {
  c.header('set-cookie', cookie(c, { secure: isSecure(c, settings), value: '', lifeSeconds: 0 }))
}

const isSecure = (c: Call, { trustProxy }: Settings): boolean => c.req.url.startsWith('https:') || (trustProxy && c.req.header('x-forwarded-proto') === 'https')

function cookie(c: Call, { secure, value, lifeSeconds }: { secure: boolean; value: string; lifeSeconds: number }): string {
  return `${sessionCookie(new URL(c.req.url).host)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${lifeSeconds}${secure ? '; Secure' : ''}`
}
