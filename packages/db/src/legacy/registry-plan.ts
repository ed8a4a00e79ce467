import { isTimeZone } from '@echoscope/domain'
import { deriveId, keptId } from './derive-id.ts'
import type { Findings } from './findings.ts'
import { readFlag } from './flag.ts'
import type { OldBrand, OldCampaign } from './registry-read.ts'
import { readSchedule } from './schedule.ts'
import { brandStatusOf, campaignStatusOf, unknownStatus } from './status.ts'
import { type Instant, later, readJson, readList, readTime, storable } from './values.ts'

export interface PlannedBrand {
  readonly id: string
  readonly name: string
  readonly website: string | null
  readonly description: string
  readonly industry: string | null
  readonly keywords: readonly string[]
  readonly productKeywords: readonly string[]
  readonly excludeKeywords: readonly string[]
  readonly competitors: readonly string[]
  readonly sources: readonly string[]
  readonly status: 'active' | 'paused' | 'archived'
  readonly intervalHours: number
  readonly createdAt: Instant | null
  readonly updatedAt: Instant | null
  readonly row: string
}
export interface PlannedCampaign {
  readonly id: string
  readonly brandId: string
  readonly type: 'automatic' | 'custom'
  readonly name: string
  readonly description: string
  readonly keywords: readonly string[]
  readonly excludeKeywords: readonly string[]
  readonly sources: readonly string[]
  readonly communities: readonly string[]
  readonly cron: string | null
  readonly timeZone: string | null
  readonly startsAt: Instant | null
  readonly endsAt: Instant | null
  readonly status: 'active' | 'paused' | 'completed'
  readonly metadata: string
  readonly createdAt: Instant | null
  readonly updatedAt: Instant | null
  /** The old campaign; null where the brand had no automatic one and gets this. */
  readonly old: OldCampaign | null
}
export interface RegistryPlan {
  readonly brands: readonly PlannedBrand[]
  readonly campaigns: readonly PlannedCampaign[]
  /** Campaigns whose brand is not there. */
  readonly homeless: readonly OldCampaign[]
}
/** What the new database holds already: its decisions stand. */
export interface Standing {
  readonly typeOf: ReadonlyMap<string, 'automatic' | 'custom'>
  readonly automaticOf: ReadonlyMap<string, string>
}
export interface RegistryFacts {
  readonly brands: readonly OldBrand[]
  readonly campaigns: readonly OldCampaign[]
  /** The newest `analyzed_at` of a campaign's threads, asked for where a brand has several automatic ones. */
  readonly newestThread: ReadonlyMap<string, Instant>
}

/** Campaigns that say they are automatic. */
export const claimants = (campaigns: readonly OldCampaign[]): OldCampaign[] => campaigns.filter((each) => readFlag(readJson(each.metadata)).automatic)

/** Most recently used: last run, newest analysed thread, last change, greatest id; what never happened comes last. */
export function mostRecentlyUsed(candidates: readonly OldCampaign[], newestThread: ReadonlyMap<string, Instant>): OldCampaign | null {
  const used = (campaign: OldCampaign) => [
    readTime(campaign.lastRunAt).value,
    newestThread.get(campaign.id) ?? null,
    readTime(campaign.updatedAt).value,
    campaign.id,
  ]
  const compare = (a: OldCampaign, b: OldCampaign): number => {
    const other = used(b)
    return used(a).reduce((order, value, index) => order || later(value, other[index] ?? null), 0)
  }
  return candidates.reduce<OldCampaign | null>((best, each) => (best === null || compare(each, best) > 0 ? each : best), null)
}

/** For a brand whose own id is no UUID. */
const noNamespace = '00000000-0000-0000-0000-000000000000'

/** Which campaign is what, for every brand. Pure but for what it lists. */
export function planRegistry(facts: RegistryFacts, standing: Standing, findings: Findings): RegistryPlan {
  const known = new Set(facts.brands.map(({ id }) => id))
  const homeless = facts.campaigns.filter(({ brandId }) => brandId === null || !known.has(brandId))
  const ofBrand = Map.groupBy(facts.campaigns, ({ brandId }) => brandId ?? '')
  const campaigns: PlannedCampaign[] = []
  const brands: PlannedBrand[] = []
  for (const campaign of facts.campaigns) {
    const { odd } = readFlag(readJson(campaign.metadata))
    if (odd !== null) findings.add('flag_not_true', { table: 'campaigns', id: campaign.id, field: 'metadata.is_auto_campaign', note: odd })
  }
  for (const old of facts.brands) {
    const brand = brandOf(old, findings)
    const own = ofBrand.get(old.id) ?? []
    const idOf = (campaign: OldCampaign): string => keptId(campaign.id, brand.id, 'campaigns')
    const claiming = claimants(own)
    const recent = mostRecentlyUsed(
      claiming.filter((campaign) => standing.typeOf.get(idOf(campaign)) !== 'custom'),
      facts.newestThread,
    )
    const chosen = standing.automaticOf.get(brand.id) ?? (recent === null ? undefined : idOf(recent))
    const planned = own.map((campaign) => campaignOf(campaign, { brand, automatic: idOf(campaign) === chosen }, findings))
    listTypes(claiming.map(idOf), { brandId: brand.id, chosen }, findings)
    const automatic = planned.find(({ type }) => type === 'automatic')
    if (automatic === undefined && (chosen === undefined || chosen === deriveId(brand.id, 'automatic campaign'))) {
      planned.push(createdFor(brand))
      findings.add('automatic_created', { table: 'brands', id: old.id, note: 'the brand had no automatic campaign and gets one' })
    }
    // Brand Analytics has its interval and its pause on the brand.
    const schedule = automatic?.old?.scheduleInterval == null ? null : readSchedule(automatic.old.scheduleInterval)
    const status = brand.status === 'active' && automatic !== undefined && automatic.status !== 'active' ? 'paused' : brand.status
    brands.push({ ...brand, status, intervalHours: schedule?.hours ?? brand.intervalHours })
    campaigns.push(...planned)
  }
  return { brands, campaigns, homeless }
}

function listTypes(claiming: readonly string[], { brandId, chosen }: { brandId: string; chosen: string | undefined }, findings: Findings): void {
  for (const id of claiming)
    if (id !== chosen) {
      const several = claiming.some((each) => each === chosen)
      findings.add(several ? 'several_automatic' : 'type_kept', {
        table: 'campaigns',
        id,
        value: brandId,
        note: several
          ? `becomes custom; the brand keeps ${chosen} as its automatic campaign`
          : 'becomes custom; the brand has an automatic campaign here already',
      })
    }
}

function brandOf(old: OldBrand, findings: Findings): PlannedBrand {
  const list = (field: 'keywords' | 'productKeywords' | 'excludeKeywords' | 'competitors' | 'sources') =>
    listOf({ table: 'brands', id: old.id, field, json: old[field] }, findings)
  const status = brandStatusOf(old.status, old.isActive)
  if (status === unknownStatus) findings.add('status_changed', { table: 'brands', id: old.id, field: 'status', value: old.status, note: 'paused' })
  const sources = list('sources')
  return {
    id: keptId(old.id, noNamespace, 'brands'),
    name: nameOf({ table: 'brands', id: old.id, name: old.name }, findings),
    website: old.website,
    description: old.description ?? '',
    industry: old.industry,
    keywords: list('keywords'),
    productKeywords: list('productKeywords'),
    excludeKeywords: list('excludeKeywords'),
    competitors: list('competitors'),
    sources: sources.length > 0 ? sources : ['hacker-news'],
    status: status === unknownStatus ? 'paused' : status,
    intervalHours: 6,
    createdAt: timeOf({ table: 'brands', id: old.id, field: 'created_at', text: old.createdAt }, findings),
    updatedAt: timeOf({ table: 'brands', id: old.id, field: 'updated_at', text: old.updatedAt }, findings),
    row: old.row,
  }
}

function campaignOf(old: OldCampaign, { brand, automatic }: { brand: PlannedBrand; automatic: boolean }, findings: Findings): PlannedCampaign {
  const here = { table: 'campaigns', id: old.id }
  const list = (field: 'keywords' | 'excludeKeywords' | 'communities' | 'sources') => listOf({ ...here, field, json: old[field] }, findings)
  const time = (field: string, text: string | null) => timeOf({ ...here, field, text }, findings)
  const { status, reason } = campaignStatusOf(old)
  if (reason !== null) findings.add('status_changed', { ...here, field: 'status', value: old.status, note: `${status}: ${reason}` })
  const schedule = old.scheduleInterval === null || old.scheduleInterval.trim() === '' ? null : readSchedule(old.scheduleInterval)
  if (old.scheduleInterval !== null && old.scheduleInterval.trim() !== '')
    findings.add('schedule_changed', { ...here, field: 'schedule_interval', value: old.scheduleInterval, note: scheduleNote(schedule, automatic) })
  const startsAt = time('starts_at', old.startsAt)
  const endsAt = time('ends_at', old.endsAt)
  const reversed = startsAt !== null && endsAt !== null && endsAt <= startsAt
  if (reversed) findings.add('value_unreadable', { ...here, field: 'ends_at', value: old.endsAt, note: 'not after the start: left out' })
  const ownCron = !automatic && schedule !== null
  return {
    id: keptId(old.id, brand.id, 'campaigns'),
    brandId: brand.id,
    type: automatic ? 'automatic' : 'custom',
    name: nameOf({ ...here, name: old.name }, findings),
    description: old.description ?? '',
    keywords: list('keywords'),
    excludeKeywords: list('excludeKeywords'),
    sources: list('sources'),
    communities: list('communities'),
    cron: ownCron ? schedule.cron : null,
    timeZone: ownCron ? (old.timeZone !== null && isTimeZone(old.timeZone) ? old.timeZone : 'UTC') : null,
    startsAt,
    endsAt: reversed ? null : endsAt,
    status,
    metadata: storable({
      legacy: {
        metadata: readJson(old.metadata).value,
        status: old.status,
        ...(reason === null ? {} : { reason }),
        schedule_interval: old.scheduleInterval,
        last_run_at: old.lastRunAt,
      },
    }),
    createdAt: time('created_at', old.createdAt),
    updatedAt: time('updated_at', old.updatedAt),
    old,
  }
}

const scheduleNote = (schedule: ReturnType<typeof readSchedule>, automatic: boolean): string =>
  schedule === null ? 'not understood: no schedule' : automatic ? `every ${schedule.hours} hours` : schedule.cron

const createdFor = (brand: PlannedBrand): PlannedCampaign => ({
  id: deriveId(brand.id, 'automatic campaign'),
  brandId: brand.id,
  type: 'automatic',
  name: 'Brand Analytics',
  description: '',
  keywords: [],
  excludeKeywords: [],
  sources: [],
  communities: [],
  cron: null,
  timeZone: null,
  startsAt: null,
  endsAt: null,
  status: 'active',
  metadata: storable({ legacy: { created: true } }),
  createdAt: null,
  updatedAt: null,
  old: null,
})

interface Cell {
  readonly table: string
  readonly id: string
}
/** Longer names than the forms take are kept whole and listed. */
const longName = 200

function nameOf({ table, id, name }: Cell & { name: string | null }, findings: Findings): string {
  if (name === null || name.trim() === '') {
    findings.add('name_missing', { table, id, field: 'name' })
    return id
  }
  if (name.length > longName) findings.add('long_name', { table, id, field: 'name', value: name })
  return name
}

function timeOf({ table, id, field, text }: Cell & { field: string; text: string | null }, findings: Findings): Instant | null {
  const { value, bad } = readTime(text)
  if (bad) findings.add('value_unreadable', { table, id, field, value: text })
  return value
}

function listOf({ table, id, field, json }: Cell & { field: string; json: string | null }, findings: Findings): string[] {
  const { value, bad } = readList(json)
  if (bad) findings.add('value_unreadable', { table, id, field, value: json })
  return value ?? []
}
