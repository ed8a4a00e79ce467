/** What a caller can act on. Everything else is a bug and stays ugly. */
export const errorCodes = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'rate_limited',
  'too_large',
  'timeout',
  'upstream',
  'unavailable',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** Stable, machine-readable reasons; each belongs to one code. Scripts switch on these, never on a message. */
export const reasons = {
  scope_required: 'invalid',
  invalid_input: 'invalid',
  invalid_range: 'invalid',
  invalid_query: 'invalid',
  invalid_cursor: 'invalid',
  invalid_schedule: 'invalid',
  invalid_archive: 'invalid',
  unreadable_file: 'invalid',
  sign_in_required: 'unauthenticated',
  invalid_key: 'unauthenticated',
  link_used: 'unauthenticated',
  wrong_credentials: 'unauthenticated',
  role_too_low: 'forbidden',
  key_bound_elsewhere: 'forbidden',
  access_limited: 'forbidden',
  cross_site: 'forbidden',
  scope_not_found: 'not_found',
  not_found: 'not_found',
  edited_meanwhile: 'conflict',
  name_taken: 'conflict',
  wrong_state: 'conflict',
  last_owner: 'conflict',
  already_member: 'conflict',
  lease_lost: 'conflict',
  rate_limited: 'rate_limited',
  body_too_large: 'too_large',
  timed_out: 'timeout',
  source_failed: 'upstream',
  database_unavailable: 'unavailable',
  disk_full: 'unavailable',
  secret_key_missing: 'unavailable',
} as const satisfies Record<string, ErrorCode>
export type Reason = keyof typeof reasons

/** What a program can use of an error: flat, but for lists of texts and tables of them. */
export type ErrorDetails = Readonly<Record<string, string | number | null | readonly string[] | readonly (readonly string[])[]>>

/** The one error that crosses package borders. `message` says what happened, what still works and what to do. */
export class DomainError extends Error {
  override readonly name = 'DomainError'
  readonly reason: Reason
  readonly details: ErrorDetails

  constructor(reason: Reason, message: string, options: { details?: ErrorDetails; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.reason = reason
    this.details = options.details ?? {}
  }

  get code(): ErrorCode {
    return reasons[this.reason]
  }
}

/**
 * Not found, not yours and wrong type are one answer, byte for byte: the message names the kind of thing and never its id,
 * nor whether it exists elsewhere.
 */
export const notFound = (what: string): DomainError => new DomainError('not_found', `There is no such ${what} here.`)
export const scopeNotFound = (): DomainError =>
  new DomainError('scope_not_found', 'There is no such scope here. Check the brand or campaign id, and that your key may enter it.')
