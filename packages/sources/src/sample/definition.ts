import type { BrandCreate, CampaignCreate } from '@echoscope/domain'
import { sampleKinds } from './places.ts'
import { sampleBrand, sampleRival } from './sayings.ts'

export const sampleDefinition: BrandCreate = {
  name: sampleBrand,
  description: 'A sample to look around in: an invented maker of radiator valves, and what invented people say of it. No place is asked for anything.',
  industry: 'home heating',
  primaryKeywords: ['tarnwick'],
  productKeywords: ['Hub 3'],
  competitors: [sampleRival],
  sources: [...sampleKinds],
  scoutIntervalHours: 6,
}

export const sampleCampaigns: readonly Omit<CampaignCreate, 'brandId'>[] = [
  {
    name: 'Hub 3 launch',
    description: 'What is said of the new hub, by its name or near the announcement.',
    keywords: [],
    query: '"Hub 3" OR (tarnwick NEAR/6 announc*)',
    sources: [],
    schedule: { cron: '0 8 * * 1-5', timeZone: 'Europe/Berlin' },
  },
  {
    name: 'Tarnwick auf Deutsch',
    description: 'Posts in German alone.',
    keywords: ['tarnwick'],
    sources: [],
    languages: ['de'],
    schedule: { cron: '0 7 * * *', timeZone: 'Europe/Berlin' },
  },
  {
    name: 'Beside Brackenfield',
    description: 'Where both are named.',
    keywords: [],
    query: 'tarnwick AND brackenfield',
    sources: [],
    schedule: null,
  },
]
