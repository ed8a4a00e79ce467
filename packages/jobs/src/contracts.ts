import { BrandId, CampaignId } from '@echoscope/domain'
import { z } from 'zod'

/** Payload of `scout-brand-analytics`: the brand whose one automatic campaign is scouted. */
export const ScoutBrandAnalytics = z.strictObject({ brandId: BrandId })
/** Payload of `scout-custom-campaign`. */
export const ScoutCustomCampaign = z.strictObject({ campaignId: CampaignId })

export const jobNames = { brandAnalytics: 'scout-brand-analytics', customCampaign: 'scout-custom-campaign' } as const
