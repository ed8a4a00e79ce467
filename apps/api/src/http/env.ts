import type { Context } from 'hono'
import type { Caller } from '../caller.ts'

export interface Env {
  Variables: {
    requestId: string
    address: string
    caller: Caller
  }
}
export type Call = Context<Env>
