import { zoneText } from '@echoscope/domain'
import type { Dashboard, ScopeRequest } from '@echoscope/domain'
import { dayRange } from '../../format/dates.ts'
import { searchOf } from '../../search/range.ts'
import type { DashboardSearch } from '../../search/dashboard.ts'
import type { ThreadsSearch } from '../../search/threads.ts'

/** A scope and the days that something in it was counted over. */
export interface Counted {
  readonly scope: ScopeRequest
  readonly data: Pick<Dashboard, 'range'>
}

/** What every card gets: one snapshot, how it is looked at, and a way to look at it differently. */
export interface View {
  readonly scope: ScopeRequest
  /** Of the brand or campaign. */
  readonly name: string
  readonly data: Dashboard
  readonly search: DashboardSearch
  readonly onSearch: (next: DashboardSearch) => void
}

/** What an export of a card asks for: its scope, over its days. */
export const exported = ({ scope, data }: Counted) => ({ scope, range: searchOf(data.range) })
/** Below the title of a picture: whose it is, and of when. */
export const captionOf = ({ name, scope, data }: View, title: string) => ({
  title,
  of: `${scope.type === 'automatic' ? 'Brand Analytics' : 'Campaign'} · ${name} · ${dayRange(data.range, new Date())}, days in ${zoneText(data.timeZone)}`,
})

/** The threads of the window that the numbers were counted in. */
export const threadsOf = (data: { readonly range: { readonly from: string; readonly to: string } }, filter: ThreadsSearch = {}): ThreadsSearch => ({
  ...filter,
  from: data.range.from.slice(0, 10),
  to: data.range.to.slice(0, 10),
})

/** The equally long time before, that the window is compared with. */
export const before = ({ range }: Counted['data']): Counted['data'] => {
  const from = Date.parse(range.from)
  return { range: { from: new Date(2 * from - Date.parse(range.to)).toISOString().slice(0, 10), to: range.from } }
}

/** −1 to 1 as 0 to 100, where 50 is neutral. */
export const positivityOf = (sentiment: number): number => (sentiment + 1) * 50

/** "these 30 days" */
export const daysShown = ({ range }: Pick<Dashboard, 'range'>): number => Math.round((Date.parse(range.to) - Date.parse(range.from)) / 86_400_000)
