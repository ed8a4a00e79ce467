import type { Brand, Campaign, Viewer } from '@echoscope/domain'
import type { LinkProps } from '@tanstack/react-router'
import { mayOf } from '../../api/may.ts'

/** A page that can be jumped to. */
export interface Destination {
  readonly key: string
  readonly label: string
  /** Which scope, or what kind of page it is. */
  readonly hint: string
  readonly link: Pick<LinkProps, 'to' | 'params'>
}

const brandPages = [
  ['Dashboard', '/brands/$brandId'],
  ['Threads', '/brands/$brandId/threads'],
  ['Insights', '/brands/$brandId/insights'],
  ['Pain points', '/brands/$brandId/pain-points'],
  ['Communities', '/brands/$brandId/communities'],
  ['Voices', '/brands/$brandId/voices'],
  ['Runs', '/brands/$brandId/runs'],
] as const
const brandDoings = [
  ['Import', '/brands/$brandId/import'],
  ['Brand settings', '/brands/$brandId/settings'],
] as const
const campaignPages = [['All campaigns', '/brands/$brandId/campaigns']] as const
const newCampaign = ['New campaign', '/brands/$brandId/campaigns/new'] as const

interface Known {
  readonly viewer: Pick<Viewer, 'role' | 'limits'>
  readonly brand: Pick<Brand, 'id' | 'name'>
  readonly brands: readonly Pick<Brand, 'id' | 'name'>[]
  readonly campaigns: readonly Pick<Campaign, 'id' | 'name'>[]
}

/** A campaign's own pages that are gone to most. */
export const campaignDestinations = ({ id, name }: Pick<Campaign, 'id' | 'name'>): readonly Destination[] => [
  { key: id, label: name, hint: 'Campaign', link: { to: '/campaigns/$campaignId', params: { campaignId: id } } },
  { key: `${id} threads`, label: `${name}: threads`, hint: 'Campaign', link: { to: '/campaigns/$campaignId/threads', params: { campaignId: id } } },
  { key: `${id} insights`, label: `${name}: insights`, hint: 'Campaign', link: { to: '/campaigns/$campaignId/insights', params: { campaignId: id } } },
]

/** Where one can go from here: the brand's pages, its campaigns, the other brands, the workspace. */
export function destinations({ viewer, brand, brands, campaigns }: Known): readonly Destination[] {
  const { edit, addBrand, own, enterBrand } = mayOf(viewer)
  const whole = enterBrand(brand.id)
  const at = { brandId: brand.id }
  return [
    ...[...(whole ? brandPages : []), ...(whole && edit ? brandDoings : [])].map(([label, to]) => ({
      key: to,
      label,
      hint: `Brand Analytics, ${brand.name}`,
      link: { to, params: at },
    })),
    ...[...campaignPages, ...(whole && edit ? [newCampaign] : [])].map(([label, to]) => ({
      key: to,
      label,
      hint: `Campaigns, ${brand.name}`,
      link: { to, params: at },
    })),
    ...campaigns.flatMap(campaignDestinations),
    ...brands
      .filter(({ id }) => id !== brand.id)
      .map(({ id, name }) => ({ key: id, label: name, hint: 'Brand', link: { to: '/brands/$brandId', params: { brandId: id } } as const })),
    ...(addBrand ? [{ key: 'new', label: 'New brand', hint: 'Workspace', link: { to: '/brands/new' } as const }] : []),
    { key: 'separation', label: 'Separation', hint: 'Workspace', link: { to: '/separation' } },
    { key: 'settings', label: 'Settings', hint: 'Workspace', link: { to: '/settings' } },
    ...(own ? [{ key: 'privacy', label: 'Privacy', hint: 'Workspace', link: { to: '/privacy' } as const }] : []),
  ]
}

/** Those that have every typed word in them; those that begin with what was typed stand first. */
export function found(all: readonly Destination[], typed: string): readonly Destination[] {
  const words = typed
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const matching = all.filter(({ label, hint }) => words.every((word) => `${label} ${hint}`.toLocaleLowerCase().includes(word)))
  const begins = ({ label }: Destination): number => (label.toLocaleLowerCase().startsWith(words[0] ?? '') ? 0 : 1)
  return matching.toSorted((a, b) => begins(a) - begins(b))
}
