import type { BrandId, Campaign } from '@echoscope/domain'
import type { Api } from '../../api/client.ts'

/** As many as one looks through by eye; all others are found by their name. */
const listed = 30

/** The campaigns that stand in the sidebar: running ones first. */
export const listedCampaigns = (trpc: Api['trpc'], brandId: BrandId) => trpc.campaigns.list.queryOptions({ brandId, limit: listed })

/** With the one that is open, which is in sight however many there are. */
export const withOpen = (campaigns: readonly Campaign[], open: Campaign | undefined): readonly Campaign[] =>
  open === undefined || campaigns.some(({ id }) => id === open.id) ? campaigns : [open, ...campaigns]
