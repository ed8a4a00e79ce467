import type { BrandId, Campaign } from '@echoscope/domain'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { useTRPC } from '../../api/client.ts'
import { Frame } from './frame.tsx'
import { rememberBrand } from './last-brand.ts'
import { listedCampaigns, withOpen } from './listed-campaigns.ts'
import { useLeave } from './use-leave.ts'

/** A session that ended, and a newer page, are heard of on pages that ask for nothing themselves, too. */
const askAgainMs = 60_000

interface BrandFrameProps {
  readonly brandId: BrandId
  /** The campaign whose page it is. */
  readonly open?: Campaign
  readonly children: ReactNode
}

/** The frame around every page of a brand, its campaigns' pages included. */
export function BrandFrame({ brandId, open, children }: BrandFrameProps) {
  const trpc = useTRPC()
  const { data: viewer } = useSuspenseQuery({ ...trpc.viewer.me.queryOptions(), refetchInterval: askAgainMs })
  const { data: brands } = useSuspenseQuery(trpc.brands.list.queryOptions())
  const { data: brand } = useSuspenseQuery(trpc.brands.get.queryOptions({ brandId }))
  const { data: campaigns } = useSuspenseQuery(listedCampaigns(trpc, brandId))
  useEffect(() => rememberBrand(brandId), [brandId])
  const leave = useLeave()
  return (
    <Frame viewer={viewer} brands={brands.items} brand={brand} campaigns={withOpen(campaigns.items, open)} campaignCount={campaigns.total} onSignOut={leave}>
      {children}
    </Frame>
  )
}
