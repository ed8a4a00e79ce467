import type { Brand, Campaign, MemberLimit } from '@echoscope/domain'
import { useSuspenseQueries, useSuspenseQuery } from '@tanstack/react-query'
import { useTRPC } from '../../api/client.ts'

/** A brand and its custom campaigns, as far as they can be named in a limit or a key. */
export interface Place {
  readonly brand: Pick<Brand, 'id' | 'name'>
  readonly campaigns: readonly Pick<Campaign, 'id' | 'name'>[]
}

export function usePlaces(): readonly Place[] {
  const trpc = useTRPC()
  const { data: brands } = useSuspenseQuery(trpc.brands.list.queryOptions())
  const lists = useSuspenseQueries({ queries: brands.items.map(({ id }) => trpc.campaigns.list.queryOptions({ brandId: id, limit: 500 })) })
  return brands.items.map((brand, index) => ({ brand, campaigns: lists[index]?.data.items ?? [] }))
}

/** A limit's names; a place that is archived has none here. */
export function reachNames(limits: readonly MemberLimit[] | null, places: readonly Place[]): readonly string[] {
  if (limits === null) return ['The whole workspace']
  if (limits.length === 0) return ['Nothing any more']
  return limits.map((limit) => {
    if (limit.type === 'brand') return places.find(({ brand }) => brand.id === limit.brandId)?.brand.name ?? 'An archived brand'
    return places.flatMap(({ campaigns }) => campaigns).find(({ id }) => id === limit.campaignId)?.name ?? 'A campaign that is not listed here'
  })
}

const keyOf = (limit: MemberLimit): string => (limit.type === 'brand' ? `brand ${limit.brandId}` : `campaign ${limit.campaignId}`)

export const hasLimit = (limits: readonly MemberLimit[], limit: MemberLimit): boolean => limits.some((each) => keyOf(each) === keyOf(limit))

/** With the limit if it was not there, without it if it was. */
export const toggled = (limits: readonly MemberLimit[], limit: MemberLimit): readonly MemberLimit[] =>
  hasLimit(limits, limit) ? limits.filter((each) => keyOf(each) !== keyOf(limit)) : [...limits, limit]
