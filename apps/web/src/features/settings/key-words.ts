import type { ScopeRequest } from '@echoscope/domain'
import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@echoscope/api/router-type'
import type { Place } from './places.ts'

export type Key = inferRouterOutputs<AppRouter>['keys']['list']['items'][number]

/** What a key opens, by name. */
export function opens(boundTo: ScopeRequest | null, places: readonly Place[]): string {
  if (boundTo === null) return 'The whole workspace'
  if (boundTo.type === 'automatic') {
    const brand = places.find((place) => place.brand.id === boundTo.brandId)?.brand
    return `Brand Analytics of ${brand?.name ?? 'an archived brand'}`
  }
  const campaign = places.flatMap(({ campaigns }) => campaigns).find(({ id }) => id === boundTo.campaignId)
  return `Campaign ${campaign?.name ?? 'of an archived brand'}`
}

export function stateOf({ revokedAt, expiresAt }: Pick<Key, 'revokedAt' | 'expiresAt'>, now: Date): 'in force' | 'ended' | 'revoked' {
  if (revokedAt !== null) return 'revoked'
  return expiresAt !== null && new Date(expiresAt) <= now ? 'ended' : 'in force'
}
