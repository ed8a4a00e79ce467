import { useSuspenseQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTRPC } from '../../api/client.ts'
import { BrandFrame } from './brand-frame.tsx'
import { rememberedBrand } from './last-brand.ts'

/** The frame around a page of the whole workspace: the sidebar goes on showing the brand one comes from. Without a brand the page stands alone. */
export function WorkspaceFrame({ children }: { readonly children: ReactNode }) {
  const { data: brands } = useSuspenseQuery(useTRPC().brands.list.queryOptions())
  const last = rememberedBrand()
  const brand = brands.items.find(({ id }) => id === last) ?? brands.items[0]
  const page = (
    <div className="scope-region" data-scope="none">
      <div className="page">{children}</div>
    </div>
  )
  return brand === undefined ? <main id="main">{page}</main> : <BrandFrame brandId={brand.id}>{page}</BrandFrame>
}
