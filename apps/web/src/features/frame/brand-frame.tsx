import type { BrandId } from '@echoscope/domain'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { useTRPC } from '../../api/client.ts'
import { Frame } from './frame.tsx'
import { rememberBrand } from './last-brand.ts'
import { useLeave } from './use-leave.ts'

/** The frame around every page of a brand, its campaigns' pages included. */
export function BrandFrame({ brandId, children }: { readonly brandId: BrandId; readonly children: ReactNode }) {
  const trpc = useTRPC()
  const { data: viewer } = useSuspenseQuery(trpc.viewer.me.queryOptions())
  const { data: brands } = useSuspenseQuery(trpc.brands.list.queryOptions())
  const { data: brand } = useSuspenseQuery(trpc.brands.get.queryOptions({ brandId }))
  const { data: campaigns } = useSuspenseQuery(trpc.campaigns.list.queryOptions({ brandId }))
  useEffect(() => rememberBrand(brandId), [brandId])
  const leave = useLeave()
  return (
    <Frame viewer={viewer} brands={brands.items} brand={brand} campaigns={campaigns.items} onSignOut={leave}>
      {children}
    </Frame>
  )
}
