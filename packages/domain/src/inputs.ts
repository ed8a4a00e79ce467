import { z } from 'zod'
import { heldBackReasons } from './held-back.ts'
import { BrandId, CampaignId, CommunityId, ErasureId, PainPointId, RunId, ThreadId } from './ids.ts'
import { longestQuery } from './query/parse.ts'
import { earliestDay, RangeInput } from './range.ts'
import { ScopeRequest } from './scope.ts'
import { isCron, isTimeZone } from './schedule.ts'

/**
 * Text a person typed. Refused: NUL and lone surrogates, which Postgres cannot keep, and more characters than the field has.
 * Kept: everything else, right-to-left marks and emoji included; the page isolates them.
 */
const keepable = (schema: z.ZodString | z.ZodURL, longest: number) =>
  schema
    .max(longest, `at most ${longest.toLocaleString('en')} characters`)
    .refine((value) => !value.includes('\0'), 'a NUL character cannot be kept')
    .refine((value) => value.isWellFormed(), 'half of a surrogate pair cannot be kept')
const text = (longest: number) => keepable(z.string(), longest)
const line = (longest: number) =>
  text(longest)
    .transform((value) => value.trim())
    .pipe(z.string().min(1, 'must not be empty'))

const Keyword = line(100).refine((value) => /[\p{L}\p{N}]/u.test(value), 'a keyword has at least one letter or digit')
const keywords = z.array(Keyword).max(200, 'at most 200 keywords')
const names = z.array(line(100)).max(200)
/** Up to what an integer column holds. */
const revision = z.int().min(0).max(2_147_483_647)
const website = keepable(z.url({ protocol: /^https?$/, error: 'a web site is written https://example.com' }), 2_000)
const instant = z.iso
  .datetime({ offset: true, error: 'an instant is written with its zone, 2026-11-01T08:00:00Z' })
  .refine((text) => new Date(text) >= earliestDay, 'an instant is not before the year 1800')

/** Days a scope keeps its threads; null: for ever. Only an owner may set it. */
const retentionDays = z.int().min(1).max(36_500).nullish()

const brandFields = {
  name: line(200),
  website: website.nullish(),
  description: text(5_000).optional(),
  industry: line(100).nullish(),
  primaryKeywords: keywords.optional(),
  productKeywords: keywords.optional(),
  excludeKeywords: keywords.optional(),
  sources: names.optional(),
  competitors: names.optional(),
  scoutIntervalHours: z.int().min(1).max(168).optional(),
}
export const BrandCreate = z.strictObject(brandFields)
export type BrandCreate = z.output<typeof BrandCreate>

export const BrandUpdate = z.strictObject({
  brandId: BrandId,
  revision,
  ...brandFields,
  name: line(200).optional(),
  status: z.enum(['active', 'paused']).optional(),
  retentionDays,
})
export type BrandUpdate = z.output<typeof BrandUpdate>

export const BrandRef = z.strictObject({ brandId: BrandId })

const ScheduleInput = z.strictObject({
  cron: line(100).refine(isCron, 'not a cron expression: five fields, minute hour day month weekday, such as "0 8 * * 1-5"'),
  timeZone: line(60).refine(isTimeZone, 'not a time zone: an IANA name such as Europe/Berlin'),
})
const campaignFields = {
  name: line(200),
  description: text(5_000).optional(),
  keywords: keywords.optional(),
  excludeKeywords: keywords.optional(),
  /** Stands in the place of the keywords; null takes it back. */
  query: text(longestQuery).nullish(),
  sources: names.optional(),
  communities: names.optional(),
  /** ISO 639-1 codes; none: all. */
  languages: z
    .array(z.string().regex(/^[a-z]{2}$/, 'a language is its two letters, such as en or de'))
    .max(50)
    .optional(),
  schedule: ScheduleInput.nullish(),
  startsAt: instant.nullish(),
  endsAt: instant.nullish(),
}
export const CampaignCreate = z.strictObject({ brandId: BrandId, ...campaignFields })
export type CampaignCreate = z.output<typeof CampaignCreate>

export const CampaignUpdate = z.strictObject({ campaignId: CampaignId, revision, ...campaignFields, name: line(200).optional(), retentionDays })
export type CampaignUpdate = z.output<typeof CampaignUpdate>

/** Of an edit, what is absent stays as it is saved; of a new campaign, it is as `campaigns.create` has it. */
export const CampaignPreviewInput = z.strictObject({
  brandId: BrandId,
  campaignId: CampaignId.optional(),
  keywords: campaignFields.keywords,
  excludeKeywords: campaignFields.excludeKeywords,
  query: campaignFields.query,
  communities: campaignFields.communities,
  languages: campaignFields.languages,
  sources: campaignFields.sources,
  /** Asks the sources for a page each, now. For editors: it is a request at each place. */
  live: z.boolean().optional(),
})
export type CampaignPreviewInput = z.output<typeof CampaignPreviewInput>

export const CampaignRef = z.strictObject({ campaignId: CampaignId })

export const ScopedInput = z.strictObject({ scope: ScopeRequest })
export const AnalyticsInput = z.strictObject({ scope: ScopeRequest, range: RangeInput.optional() })
export const PainPointRef = z.strictObject({ scope: ScopeRequest, painPointId: PainPointId })
/** Null takes the name back. */
export const PainPointRename = PainPointRef.extend({ name: line(200).nullable() })
export const PainPointMerge = PainPointRef.extend({ into: z.strictObject({ painPointId: PainPointId }) })
export const PainPointHide = PainPointRef.extend({ hidden: z.boolean() })
/** An IANA name: everything that is counted by day goes by it. */
export const TimeZoneSet = z.strictObject({ timeZone: line(64).refine(isTimeZone, 'not a time zone: an IANA name, such as "Europe/Berlin"') })
export type TimeZoneSet = z.infer<typeof TimeZoneSet>

/** US dollars a UTC month. */
export const AiBudgetSet = z.strictObject({ usd: z.number().min(0).max(100_000).multipleOf(0.01) })
export const InsightsHistory = z.strictObject({
  scope: ScopeRequest,
  cursor: z.string().max(200).optional(),
  limit: z.int().min(1).max(50).optional(),
  direction: z.literal('forward').optional(),
})
/** A scope and nothing else. */
export const ScopeInput = z.strictObject({ scope: ScopeRequest })
export const AnalyticsListInput = z.strictObject({ scope: ScopeRequest, range: RangeInput.optional(), limit: z.int().min(1).max(500).optional() })
export const PainPointsInput = AnalyticsListInput.extend({ order: z.enum(['growing', 'volume']).optional() })
export const TrendInput = AnalyticsInput.extend({
  bucket: z.enum(['day', 'week', 'month']).optional(),
  /** Pain points to overlay; at most four lines in one chart. */
  painPointIds: z.array(PainPointId).max(4).optional(),
  communityId: CommunityId.optional(),
})
/** Which campaigns of a brand, and how many at once. `text` is a part of the name. */
const campaignChoice = {
  text: text(200).optional(),
  status: z.enum(['active', 'paused', 'completed']).optional(),
  cursor: text(500).optional(),
}
export const CampaignsList = z.strictObject({ brandId: BrandId, ...campaignChoice, limit: z.int().min(1).max(500).optional() })
export type CampaignsList = z.output<typeof CampaignsList>
/** Each campaign is read in its own scope, so a page of them is short. */
export const CampaignAnalyticsInput = z.strictObject({
  brandId: BrandId,
  range: RangeInput.optional(),
  ...campaignChoice,
  limit: z.int().min(1).max(50).optional(),
})

/** Clients that page endlessly send it by themselves; pages go forward only. */
const direction = z.literal('forward').optional()

export const ThreadFilter = z.strictObject({
  communityId: CommunityId.optional(),
  painPointId: PainPointId.optional(),
  author: text(200).optional(),
  sentiment: z.enum(['positive', 'neutral', 'negative']).optional(),
  status: z.enum(['new', 'open', 'done', 'ignored']).optional(),
  text: text(200).optional(),
  source: text(100).optional(),
  /** Where it was posted: two places may each have an author of one name. */
  platform: text(100).optional(),
  /** Names this brand, product, version or competitor, as the brand's lists call it. */
  names: text(200).optional(),
  /** Of posts that their place says a program wrote: these alone, or all others. */
  byBot: z.boolean().optional(),
})
export type ThreadFilter = z.output<typeof ThreadFilter>

export const ThreadsList = z.strictObject({
  scope: ScopeRequest,
  range: RangeInput.optional(),
  filter: ThreadFilter.optional(),
  sort: z.enum(['newest', 'oldest', 'engagement']).optional(),
  direction,
  cursor: text(500).optional(),
  limit: z.int().min(1).max(200).optional(),
})
export type ThreadsList = z.output<typeof ThreadsList>

export const HeldBackList = z.strictObject({
  scope: ScopeRequest,
  reason: z.enum(heldBackReasons).optional(),
  direction,
  cursor: text(500).optional(),
  limit: z.int().min(1).max(200).optional(),
})
/** One or both: an address, and a text where the address is not known here. */
export const WhyInput = z
  .strictObject({ scope: ScopeRequest, url: line(2_000).optional(), text: text(20_000).optional() })
  .refine(({ url, text: pasted }) => url !== undefined || (pasted !== undefined && pasted.trim() !== ''), 'give an address, a text, or both')

export const ThreadRef = z.strictObject({ scope: ScopeRequest, threadId: ThreadId })
export const ThreadUpdate = ThreadRef.extend({
  revision,
  status: z.enum(['new', 'open', 'done', 'ignored']).optional(),
  assignee: line(200).nullish(),
  note: text(10_000).optional(),
  /** The user's reading of the sentiment; null takes the correction back. */
  sentiment: z.number().min(-1).max(1).nullish(),
})
export type ThreadUpdate = z.output<typeof ThreadUpdate>

export const ScoutsRun = z.strictObject({ scope: ScopeRequest, mode: z.enum(['incremental', 'backfill', 'refresh']).optional(), since: instant.optional() })
export type ScoutsRun = z.output<typeof ScoutsRun>

export const ScoutsList = z.strictObject({ scope: ScopeRequest, direction, cursor: text(500).optional(), limit: z.int().min(1).max(100).optional() })
export const RunRef = z.strictObject({ scope: ScopeRequest, runId: RunId })

/** How a CSV's columns map to a post's fields: `{ id: 'objectID', title: 'headline', … }`. */
export const ColumnMap = z.partialRecord(
  z.enum(['id', 'title', 'body', 'author', 'url', 'community', 'publishedAt', 'score', 'comments', 'observedAt']),
  line(200),
)
export const ArchiveFormat = z.enum(['auto', 'reddit', 'hackernews', 'csv', 'json'])
export type ArchiveFormat = z.infer<typeof ArchiveFormat>
/** `file` is a path on the server, allowed only to the local installation's CLI; uploads go to `/api/archive`. */
export const ArchiveOptions = z.strictObject({
  format: ArchiveFormat.optional(),
  columns: ColumnMap.optional(),
  platform: line(100).optional(),
  community: line(200).optional(),
  /** Folds posts that say the same, as a scout does; else an archive is counted as it is. */
  foldCopies: z.boolean().optional(),
})
export type ArchiveOptions = z.infer<typeof ArchiveOptions>

/** Platform and name as the source writes them: `reddit`, `some_user`. */
export const ErasureRequest = z.strictObject({ platform: line(200), username: line(200) })
export const ErasureRef = z.strictObject({ erasureId: ErasureId })
export const ErasureConfirm = ErasureRef.extend({ username: line(200) })

export const SourceRef = z.strictObject({ kind: line(100) })
/** Write-only: what is given here comes back in no answer. Null takes it away. */
export const SourceConfigure = SourceRef.extend({ credentials: z.record(line(60), line(5_000)).nullable() })

export const KeyCreate = z.strictObject({
  name: line(200),
  role: z.enum(['owner', 'editor', 'viewer']).optional(),
  scope: ScopeRequest.optional(),
  expiresAt: instant.nullish(),
})
export type KeyCreate = z.output<typeof KeyCreate>
