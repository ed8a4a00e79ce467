import { Hono } from 'hono'
import { z } from 'zod'
import { linkTries } from '../caller.ts'
import type { Deps } from '../deps.ts'
import { bodyOfAtMost } from './body-limit.ts'
import type { Env } from './env.ts'
import { jsonBody } from './json-body.ts'
import { answerSession, forgetSession, openingOf } from './session-cookie.ts'

const SignIn = z.strictObject({ token: z.string().min(1).max(500) })

/** A browser session: opened with a one-time link, closed by signing out. */
export const sessions = (deps: Deps) =>
  new Hono<Env>()
    .post('/', bodyOfAtMost(4_096), async (c) => {
      const address = c.get('address')
      const [what, most] = [linkTries(address), deps.limits.mostLinks]
      await deps.db.attempts.requireRoom(what, most)
      const { token } = await jsonBody(c, SignIn)
      const opened = await deps.db.access.signIn(token, openingOf(c, deps.settings)).catch(async (error: unknown) => {
        await deps.db.attempts.failed(what, most)
        throw error
      })
      return answerSession(c, deps, opened)
    })
    .delete('/', async (c) => {
      const { credential } = c.get('caller')
      if (credential?.via === 'session') await deps.db.access.signOut(credential.text)
      forgetSession(c, deps.settings)
      return c.body(null, 204)
    })
