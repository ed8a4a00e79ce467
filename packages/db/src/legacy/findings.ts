/** Why a row or a value is listed in the report. */
export type FindingKind =
  | 'flag_not_true'
  | 'several_automatic'
  | 'automatic_created'
  | 'type_kept'
  | 'status_changed'
  | 'schedule_changed'
  | 'value_unreadable'
  | 'long_name'
  | 'name_missing'
  | 'community_unused'
  | 'community_missing'
  | 'pain_point_in_foreign_community'
  | 'brand_differs'

export interface Finding {
  readonly table: string
  readonly id: string
  readonly field?: string
  readonly value?: string | null
  readonly note?: string
}
export interface FindingList {
  readonly total: number
  /** The first ones; all of a scope's values stand in `legacy_values`. */
  readonly shown: readonly Finding[]
}

const mostShown = 1_000
const longestValue = 120

export interface Findings {
  add(kind: FindingKind, finding: Finding): void
  lists(): Record<string, FindingList>
}

export function createFindings(): Findings {
  const lists = new Map<FindingKind, { total: number; shown: Finding[] }>()
  return {
    add(kind, finding) {
      const list = lists.get(kind) ?? { total: 0, shown: [] }
      lists.set(kind, list)
      list.total += 1
      if (list.shown.length < mostShown) list.shown.push(finding.value == null ? finding : { ...finding, value: finding.value.slice(0, longestValue) })
    },
    lists: () => Object.fromEntries(lists),
  }
}
