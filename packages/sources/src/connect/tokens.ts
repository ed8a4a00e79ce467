import { createHash } from 'node:crypto'

export interface Token {
  readonly token: string
  /** From then on it is asked for anew. */
  readonly until: Date
}

/**
 * Tokens that logging in gave, kept as long as the process lives: places count log-ins by the day. A token is found again by the very credentials
 * that it was given for, and by nothing else.
 */
export interface Tokens {
  get(credentials: readonly string[], now: Date): string | null
  put(credentials: readonly string[], token: Token): void
  drop(credentials: readonly string[]): void
}

export function createTokens(): Tokens {
  const known = new Map<string, Token>()
  const keyOf = (credentials: readonly string[]) => createHash('sha256').update(JSON.stringify(credentials)).digest('hex')
  return {
    get(credentials, now) {
      const token = known.get(keyOf(credentials))
      return token !== undefined && token.until > now ? token.token : null
    },
    put: (credentials, token) => void known.set(keyOf(credentials), token),
    drop: (credentials) => void known.delete(keyOf(credentials)),
  }
}
