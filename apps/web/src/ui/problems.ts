import type { z } from 'zod'

/** The first complaint about each field, by the field's name; nested complaints belong to the field they are in. */
export function problemsOf(error: z.ZodError): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const { path, message } of error.issues) found[String(path[0] ?? 'form')] ??= message
  return found
}
