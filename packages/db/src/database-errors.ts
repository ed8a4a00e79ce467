import { DomainError, scopeNotFound } from '@echoscope/domain'

const unavailable = new Set([
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EHOSTUNREACH',
])
/** The statement ran longer than this process allows. */
const tooLong = new Set(['57014'])
const diskFull = new Set(['53100', '58030', 'ENOSPC'])
const foreignKeyViolation = '23503'
/** As Postgres names the keys by which a row agrees with its campaign, long names cut short. */
export const keyOfTheCampaign = /_brand_id_campaign_id_campaign_\w*fkey$/
const repeatable = new Set(['40001', '40P01'])

/** The SQLSTATE or errno of a failure, found through the wrappers that Sequelize puts round it. */
export function codeOf(error: unknown): string | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; depth += 1) {
    if ('code' in at && typeof at.code === 'string') return at.code
    at = 'parent' in at ? at.parent : at.cause
  }
  return null
}

const isLostConnection = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name.startsWith('SequelizeConnection') ||
    error.name.startsWith('SequelizeHost') ||
    /Connection terminated|connection manager was closed|Client has encountered a connection error/i.test(error.message))

/** A deadlock or a serialisation failure: the same work may be done again as a whole. */
export const isWorthRepeating = (error: unknown): boolean => repeatable.has(codeOf(error) ?? '')

/** What a caller can act on becomes a DomainError; the rest is a bug and stays what it is. */
export function translateDatabaseError(error: unknown): unknown {
  if (error instanceof DomainError) return error
  const code = codeOf(error) ?? ''
  // A scope is entered before its rows are written; its campaign can be removed in between.
  if (code === foreignKeyViolation && keyOfTheCampaign.test(constraintOf(error) ?? '')) return scopeNotFound()
  if (diskFull.has(code))
    return new DomainError('disk_full', 'The disk of the database is full. What is stored stays readable; free some space, then run it again.', {
      cause: error,
    })
  if (tooLong.has(code))
    return new DomainError(
      'database_unavailable',
      'The database took too long over this and was stopped. Nothing was changed; ask for less at once, or try again.',
      {
        cause: error,
      },
    )
  if (unavailable.has(code) || isLostConnection(error))
    return new DomainError('database_unavailable', 'The database does not answer. Nothing half-written was kept; try again in a moment.', { cause: error })
  return error
}

/** True for the unique violation of the named constraint or index. */
export const violates = (error: unknown, constraint: string): boolean => constraintOf(error) === constraint

function constraintOf(error: unknown): string | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; depth += 1) {
    if ('constraint' in at && typeof at.constraint === 'string') return at.constraint
    at = 'parent' in at ? at.parent : at.cause
  }
  return null
}
