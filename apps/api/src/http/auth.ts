import { InvitationAccept, InvitationLook, PasswordReset, PasswordSignIn } from '@echoscope/domain'
import { Hono } from 'hono'
import { linkTries } from '../caller.ts'
import type { Deps } from '../deps.ts'
import { bodyOfAtMost } from './body-limit.ts'
import type { Env } from './env.ts'
import { jsonBody } from './json-body.ts'
import { answerSession, openingOf } from './session-cookie.ts'

/** The doors for people: address and password, an invitation, a link for a new password. Each answers with a session in a cookie. */
export const auth = (deps: Deps) => {
  const { db, limits, settings } = deps
  /** Tries at a link, which no guess can hit, still cost a hash: limited by address. */
  const limited = async <T>(address: string, attempt: () => Promise<T>): Promise<T> => {
    const what = linkTries(address)
    await db.attempts.requireRoom(what, limits.mostLinks)
    return attempt().catch(async (error: unknown) => {
      await db.attempts.failed(what, limits.mostLinks)
      throw error
    })
  }
  return new Hono<Env>()
    .use(bodyOfAtMost(4_096))
    .post('/sign-in', async (c) => answerSession(c, deps, await db.passwords.signIn(await jsonBody(c, PasswordSignIn), openingOf(c, settings))))
    .post('/invitation', async (c) => {
      const { token } = await jsonBody(c, InvitationLook)
      return c.json(await limited(c.get('address'), () => db.invitations.look(token)))
    })
    .post('/accept', async (c) => {
      const { token, ...person } = await jsonBody(c, InvitationAccept)
      return answerSession(c, deps, await limited(c.get('address'), () => db.invitations.accept(token, person, openingOf(c, settings))))
    })
    .post('/reset', async (c) => {
      const { token, password } = await jsonBody(c, PasswordReset)
      return answerSession(c, deps, await limited(c.get('address'), () => db.passwords.reset(token, password, openingOf(c, settings))))
    })
}
