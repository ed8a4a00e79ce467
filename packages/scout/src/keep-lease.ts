import type { Lease } from '@echoscope/db'
import type { ScoutDeps } from './deps.ts'

/** Renews a lease while its holder lives, also through long waits between batches; releases it at the end. `lost` fires when it was taken over. */
export function keepLease(deps: ScoutDeps, lease: Lease): AsyncDisposable & { readonly lost: AbortSignal } {
  const taken = new AbortController()
  const timer = setInterval(() => {
    deps.db.dispatch.renew(lease).then(
      (stillOurs) => {
        if (!stillOurs) taken.abort()
      },
      // A database that does not answer now may again before the lease ends; each batch checks the token anyway.
      () => deps.log('lease_not_renewed', { holder: lease.holder }),
    )
  }, lease.lifeMs / 4)
  return {
    lost: taken.signal,
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      await deps.db.dispatch.release(lease).catch(() => deps.log('lease_not_released', { holder: lease.holder }))
    },
  }
}
