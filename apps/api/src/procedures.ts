import type { Grant } from './grant.ts'
import type { AppRouter } from './routers/root.ts'

export interface ProcedureFacts {
  readonly path: string
  readonly type: 'query' | 'mutation' | 'subscription'
  readonly grant: Grant | undefined
}

/** Every procedure of the router, whatever will be added to it. tRPC's types nest them; at run time they are flat, by path. */
export function proceduresOf(router: AppRouter): ProcedureFacts[] {
  const flat = router._def.procedures as unknown as Record<string, { _def: { type: ProcedureFacts['type']; meta?: Grant } }>
  return Object.entries(flat).map(([path, { _def: facts }]) => ({ path, type: facts.type, grant: facts.meta }))
}
