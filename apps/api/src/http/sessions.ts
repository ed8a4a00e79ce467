import { DomainError } from '@echoscope/domain'
import { Hono } from 'hono'
import { z } from 'zod'
import { refuseWhenEmpty, sessionCookie } from '../caller.ts'
import type { Deps, Settings } from '../deps.ts'
import { bodyOfAtMost } from './body-limit.ts'
import type { Call, Env } from './env.ts'

const SignIn = z.strictObject({ token: z.string().min(1).max(500) })

/** A browser session: opened with a one-time link, closed by signing out. */
export const sessions = ({ db, limits, now, settings }: Deps) =>
  new Hono<Env>()
    .post('/', bodyOfAtMost(4_096), async (c) => {
      const address = c.get('address')
      refuseWhenEmpty(limits.signIns.wait(address))
      const { token } = await readSignIn(c)
      const { session, expiresAt } = await db.access.signIn(token, settings.sessionLifeMs).catch((error: unknown) => {
        limits.signIns.take(address)
        throw error
      })
      c.header(
        'set-cookie',
        cookie(c, { secure: isSecure(c, settings), value: session, lifeSeconds: Math.floor((expiresAt.getTime() - now().getTime()) / 1_000) }),
      )
      return c.json({ expiresAt: expiresAt.toISOString() })
    })
    .delete('/', async (c) => {
      const { credential } = c.get('caller')
      if (credential?.via === 'session') await db.access.signOut(credential.text)
      c.header('set-cookie', cookie(c, { secure: isSecure(c, settings), value: '', lifeSeconds: 0 }))
      return c.body(null, 204)
    })

async function readSignIn(c: Call): Promise<{ token: string }> {
  const isJson = /^application\/json\b/i.test(c.req.header('content-type') ?? '')
  const body: unknown = isJson ? await c.req.json().catch(() => null) : null
  const parsed = SignIn.safeParse(body)
  if (!parsed.success) throw new DomainError('invalid_input', 'Send the sign-in token as JSON: {"token":"esl_…"}.')
  return parsed.data
}

const isSecure = (c: Call, { trustProxy }: Settings): boolean => c.req.url.startsWith('https:') || (trustProxy && c.req.header('x-forwarded-proto') === 'https')

function cookie(c: Call, { secure, value, lifeSeconds }: { secure: boolean; value: string; lifeSeconds: number }): string {
  return `${sessionCookie(new URL(c.req.url).host)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${lifeSeconds}${secure ? '; Secure' : ''}`
}
