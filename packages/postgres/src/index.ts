export { type HomeLock, lockHome } from './home-lock.ts'
export { type RunningPostgres, startPostgres, type StartOptions } from './server.ts'
