import { compact } from './objects.ts'

/** Why somebody stands before the door, and where they were. */
export interface SignInSearch {
  readonly to?: string
  readonly why?: 'ended' | 'left'
}

/** A place of this page: a path, and nothing that a browser would take for another site. */
const isPlace = (raw: unknown): raw is string => typeof raw === 'string' && /^\/(?![/\\])/.test(raw) && !/^\/sign-in\b/.test(raw) && raw.length < 4_000

export const parseSignInSearch = ({ to, why }: Record<string, unknown>): SignInSearch =>
  compact({ to: isPlace(to) && to !== '/' ? to : undefined, why: why === 'ended' || why === 'left' ? why : undefined })
