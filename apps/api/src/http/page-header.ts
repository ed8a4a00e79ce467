import { createMiddleware } from 'hono/factory'
import type { Deps } from '../deps.ts'
import type { Env } from './env.ts'

/** Every answer says which page is served by now, so that one that was opened before a deployment hears of it. */
export const pageHeader = ({ page }: Pick<Deps, 'page'>) =>
  createMiddleware<Env>(async (c, next) => {
    await next()
    const name = await page()
    if (name !== null) c.header('x-echoscope-page', name)
  })
