import type { BrandId, Viewer } from '@echoscope/domain'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTRPC } from './client.ts'

/** What the API lets the viewer do, so that the page offers nothing that it refuses. The API decides; this only says it beforehand. */
export interface May {
  /** Change what lies in their reach: campaigns, threads, runs, imports. */
  readonly edit: boolean
  /** Make brands, which concerns the whole workspace. */
  readonly addBrand: boolean
  /** Look after people, keys, the audit log, erasures and credentials. */
  readonly own: boolean
  /** See what concerns the whole workspace, such as its spending. */
  readonly seeWorkspace: boolean
  /** Brand Analytics of this brand; otherwise only single campaigns of it. */
  enterBrand(brandId: BrandId): boolean
}

export const mayOf = ({ role, limits }: Pick<Viewer, 'role' | 'limits'>): May => ({
  edit: role !== 'viewer',
  addBrand: role !== 'viewer' && limits === null,
  own: role === 'owner' && limits === null,
  seeWorkspace: limits === null,
  enterBrand: (brandId) => limits === null || limits.some((limit) => limit.type === 'brand' && limit.brandId === brandId),
})

export const useMay = (): May => mayOf(useSuspenseQuery(useTRPC().viewer.me.queryOptions()).data)
