import { notFound } from '@tanstack/react-router'
import { isMissing } from '../api/fault.ts'

/** For a loader: what is not there shows the page that says so; everything else stays the fault it is. */
export function orNotFound(error: unknown): never {
  throw isMissing(error) ? notFound() : error
}
