import type { MemberReach } from '@echoscope/db'
import type { Brand, BrandId, CampaignId } from '@echoscope/domain'

/** Everything of the brand, Brand Analytics too. Null is the whole workspace. */
export const reachesBrand = (reach: MemberReach | null, brandId: BrandId): boolean => reach === null || reach.brands.includes(brandId)

/** One campaign of any type: a single campaign in a reach is a custom one, so that it never opens Brand Analytics. */
export const reachesCampaign = (reach: MemberReach | null, { brandId, campaignId }: { brandId: BrandId; campaignId: CampaignId }): boolean =>
  reachesBrand(reach, brandId) || (reach?.campaigns.some((each) => each.campaignId === campaignId) ?? false)

/** The campaigns of a brand that a member may enter; null: all of them. */
export const campaignsWithin = (reach: MemberReach | null, brandId: BrandId): readonly CampaignId[] | null =>
  reachesBrand(reach, brandId) ? null : (reach?.campaigns.flatMap((each) => (each.brandId === brandId ? [each.campaignId] : [])) ?? [])

/** The brand's name, to say where a campaign lies. */
export const seesBrand = (reach: MemberReach | null, brandId: BrandId): boolean =>
  reachesBrand(reach, brandId) || (reach?.campaigns.some((each) => each.brandId === brandId) ?? false)

/** A brand as far as a member sees it: of one whose campaigns alone they may enter, the name, and nothing of what Brand Analytics is set to. */
export const asSeen = (reach: MemberReach | null, brand: Brand): Brand =>
  reachesBrand(reach, brand.id)
    ? brand
    : {
        ...brand,
        website: null,
        description: '',
        industry: null,
        primaryKeywords: [],
        productKeywords: [],
        excludeKeywords: [],
        sources: [],
        competitors: [],
        lastRun: null,
        nextRunAt: null,
      }
