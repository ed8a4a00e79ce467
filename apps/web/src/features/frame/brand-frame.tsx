import type { BrandId } from '@echoscope/domain'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { useTRPC } from '../../api/client.ts'
import { signOut } from '../../api/session.ts'
import { forgetEverything } from '../../api/signed-out.ts'
import { toast } from '../../ui/toasts.tsx'
import { Frame } from './frame.tsx'
import { rememberBrand } from './last-brand.ts'

/** The frame around every page of a brand, its campaigns' pages included. */
export function BrandFrame({ brandId, children }: { readonly brandId: BrandId; readonly children: ReactNode }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const { data: viewer } = useSuspenseQuery(trpc.viewer.me.queryOptions())
  const { data: brands } = useSuspenseQuery(trpc.brands.list.queryOptions())
  const { data: brand } = useSuspenseQuery(trpc.brands.get.queryOptions({ brandId }))
  const { data: campaigns } = useSuspenseQuery(trpc.campaigns.list.queryOptions({ brandId }))
  useEffect(() => rememberBrand(brandId), [brandId])
  const leave = async () => {
    if (!(await signOut())) return toast('The server did not answer, so you are still signed in.')
    await navigate({ to: '/sign-in' })
    queryClient.clear()
    forgetEverything()
  }
  return (
    <Frame viewer={viewer} brands={brands.items} brand={brand} campaigns={campaigns.items} onSignOut={() => void leave()}>
      {children}
    </Frame>
  )
}
