import { DomainError } from '@echoscope/domain'
import { bodyLimit } from 'hono/body-limit'
import type { Call } from './env.ts'
import { answerError } from './answer.ts'

/** Refuses a longer body before any of it is parsed. */
export const bodyOfAtMost = (bytes: number) => bodyLimit({ maxSize: bytes, onError: (c: Call) => answerError(c, tooLarge(bytes)) })

const tooLarge = (bytes: number): DomainError =>
  new DomainError('body_too_large', `The body is longer than ${bytes.toLocaleString('en')} bytes. Send less at a time; an archive goes to POST /api/archive.`, {
    details: { limitBytes: bytes },
  })
