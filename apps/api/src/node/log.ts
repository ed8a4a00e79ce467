import { pino } from 'pino'
import type { ApiConfig } from '../config.ts'
import type { Log } from '../deps.ts'

/** Structured lines on stderr: stdout belongs to whoever started the process. */
export function createLog(level: ApiConfig['logLevel']): Log {
  const log = pino({ level, base: { app: 'api' }, serializers: { error: faultOf } }, pino.destination({ fd: 2, sync: true }))
  return {
    info: (fields, message) => log.info(fields, message),
    warn: (fields, message) => log.warn(fields, message),
    error: (fields, message) => log.error(fields, message),
  }
}

/**
 * A database driver hangs the SQL text and its parameters (posts, names) on its errors, and the server puts the value it could not read into its
 * message: of those only the SQLSTATE and where it broke are kept.
 */
export function faultOf(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const isOfServer = code !== undefined && /^[0-9A-Z]{5}$/.test(code) && 'severity' in error
  const frames = error.stack?.slice(error.stack.indexOf('\n    at '))
  return {
    name: error.name,
    message: isOfServer ? `the database answered ${code}` : error.message.slice(0, 500),
    code,
    stack: (isOfServer ? frames : error.stack)?.slice(0, 4_000),
    cause: error.cause === undefined || depth >= 3 ? undefined : faultOf(error.cause, depth + 1),
  }
}
