import { DomainError } from '@echoscope/domain'
import { createMiddleware } from 'hono/factory'
import { answerError } from './answer.ts'
import type { Env } from './env.ts'

/** Answers when nobody else has. A stream has answered with its first byte; an upload takes as long as it takes. */
export const timeLimit = (limitMs: number) =>
  createMiddleware<Env>(async (c, next) => {
    if (c.req.path === '/api/archive') return next()
    const { promise: late, resolve } = Promise.withResolvers<'late'>()
    const timer = setTimeout(resolve, limitMs, 'late')
    try {
      if ((await Promise.race([next(), late])) !== 'late') return undefined
    } finally {
      clearTimeout(timer)
    }
    return answerError(c, new DomainError('timed_out', `There was no answer within ${limitMs / 1_000} s. Ask for less, such as a shorter range, or try again.`))
  })
