import { anyOf, CampaignCreate, dayMs, dayString, DomainError, parseQuery, printQuery } from '@echoscope/domain'
import type { BrandId, Campaign } from '@echoscope/domain'
import { shownZone } from '../../format/zone.ts'
import { problemsOf } from '../../ui/problems.ts'
import { cadenceOf, cronOf } from './cadence.ts'
import type { Cadence } from './cadence.ts'

/** A campaign as the form holds it: days as typed, the last day included. */
export interface Draft {
  readonly name: string
  readonly description: string
  readonly keywords: readonly string[]
  readonly excludeKeywords: readonly string[]
  /** Which of the two decides; the other is kept while the form is open. */
  readonly by: 'words' | 'query'
  readonly query: string
  readonly sources: readonly string[]
  readonly communities: readonly string[]
  /** Two letters each; none: all. */
  readonly languages: readonly string[]
  readonly cadence: Cadence
  readonly timeZone: string
  readonly firstDay: string
  readonly lastDay: string
}

/** The reader's zone: where a new schedule begins. */
/** Where nothing else is chosen: the workspace's. */
export const ownZone = (): string => shownZone().name

/** A campaign begins with the places that its brand is listened to in. */
export const emptyDraft = (timeZone: string, sources: readonly string[]): Draft => ({
  name: '',
  description: '',
  keywords: [],
  excludeKeywords: [],
  by: 'words',
  query: '',
  sources,
  communities: [],
  languages: [],
  cadence: { kind: 'weekdays', time: '08:00' },
  timeZone,
  firstDay: '',
  lastDay: '',
})

export const draftOf = (campaign: Campaign, timeZone: string): Draft => ({
  name: campaign.name,
  description: campaign.description,
  keywords: campaign.keywords,
  excludeKeywords: campaign.excludeKeywords,
  by: campaign.query === null ? 'words' : 'query',
  query: campaign.query ?? '',
  sources: campaign.sources,
  communities: campaign.communities,
  languages: campaign.languages,
  cadence: cadenceOf(campaign.schedule?.cron ?? null),
  timeZone: campaign.schedule?.timeZone ?? timeZone,
  firstDay: campaign.startsAt?.slice(0, 10) ?? '',
  lastDay: campaign.endsAt === null ? '' : dayString(new Date(new Date(campaign.endsAt).getTime() - 1)),
})

const startOf = (day: string): string => `${day}T00:00:00Z`
const endOf = (day: string): string => new Date(new Date(startOf(day)).getTime() + dayMs).toISOString()

export const scheduleOf = ({ cadence, timeZone }: Pick<Draft, 'cadence' | 'timeZone'>): { cron: string; timeZone: string } | null => {
  const cron = cronOf(cadence)
  return cron === null ? null : { cron, timeZone }
}

export type Checked =
  | { readonly fields: CampaignCreate; readonly problems: null }
  | { readonly fields: null; readonly problems: Readonly<Record<string, string>> }

/** The draft as the API takes it, or what is wrong with it, field by field. */
export function check(draft: Draft, brandId: BrandId): Checked {
  const { cadence: _c, timeZone: _t, firstDay, lastDay, by, query, ...plain } = draft
  const hasQuery = by === 'query'
  const parsed = CampaignCreate.safeParse({
    brandId,
    ...plain,
    query: hasQuery ? query : null,
    schedule: scheduleOf(draft),
    startsAt: firstDay === '' ? null : startOf(firstDay),
    endsAt: lastDay === '' ? null : endOf(lastDay),
  })
  if (!parsed.success) return { fields: null, problems: problemsOf(parsed.error) }
  const unreadable = hasQuery ? queryFault(query) : null
  if (unreadable !== null) return { fields: null, problems: { query: unreadable.message } }
  if (!hasQuery && draft.keywords.length === 0) return { fields: null, problems: { keywords: 'a campaign needs at least one keyword to look for, or a query' } }
  if (firstDay !== '' && lastDay !== '' && lastDay < firstDay) return { fields: null, problems: { endsAt: 'the last day is before the first' } }
  return { fields: parsed.data, problems: null }
}

/** What is wrong with a query, where, and what to write instead. */
export function queryFault(query: string): { readonly position: number; readonly message: string } | null {
  try {
    parseQuery(query)
    return null
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const at = error.details['position']
    return { position: typeof at === 'number' ? at : 0, message: error.message }
  }
}

const plainWord = /^[\p{L}\p{N}]+\*?$/u
/** The keywords as the query that means the same: a plain word stands for itself, any other is spelt out in braces. */
export const asQuery = (keywords: readonly string[]): string =>
  keywords.map((keyword) => (plainWord.test(keyword) && !/^(?:AND|OR|NOT|O?NEAR)$/.test(keyword) ? keyword : printQuery(anyOf([keyword])))).join(' OR ')
