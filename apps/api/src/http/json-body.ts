import { DomainError } from '@echoscope/domain'
import type { z } from 'zod'
import type { Call } from './env.ts'

/** JSON alone: a form on another page cannot send that. What is refused is told by field, never by value. */
export async function jsonBody<Schema extends z.ZodType>(c: Call, schema: Schema): Promise<z.output<Schema>> {
  const isJson = /^application\/json\b/i.test(c.req.header('content-type') ?? '')
  const body: unknown = isJson ? await c.req.json().catch(() => null) : null
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const told = parsed.error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`)
  throw new DomainError('invalid_input', `Send it as JSON. ${told.join('; ')}.`, { details: { path: parsed.error.issues[0]?.path.join('.') ?? null } })
}
