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

/** A database driver hangs the SQL text and its parameters (posts, names) on its errors: only what says where it broke is kept. */
export function faultOf(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return {
    name: error.name,
    message: error.message.slice(0, 500),
    code,
    stack: error.stack?.slice(0, 4_000),
    cause: error.cause === undefined || depth >= 3 ? undefined : faultOf(error.cause, depth + 1),
  }
}
