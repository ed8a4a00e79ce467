export { lockHome } from './home-lock.ts'
export { findPostgres, type RunningPostgres, startPostgres, type StartOptions } from './server.ts'
