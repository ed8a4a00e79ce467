import { isUuid } from '@echoscope/domain'
import type { PainPointId } from '@echoscope/domain'
import { parseRangeSearch } from './range.ts'
import type { RangeSearch } from './range.ts'
import { compact } from './objects.ts'

export const watchSorts = ['echo', 'threads', 'positivity', 'name'] as const
export type WatchSort = (typeof watchSorts)[number]
export const voiceSorts = ['influence', 'reach', 'authority', 'advocacy', 'relevance'] as const
export type VoiceSort = (typeof voiceSorts)[number]

/** Communities of high echo, or pain points that count as growing: what a card counted, and nothing else. */
export type Only = 'high' | 'growing'

export interface DashboardSearch extends RangeSearch {
  readonly watch?: WatchSort
  readonly voices?: VoiceSort
  /** Pain points drawn over the trend; at most three beside the threads themselves. */
  readonly overlay?: readonly PainPointId[]
  readonly trend?: 'table'
  readonly heat?: 'table'
  readonly only?: Only
}

export const mostOverlays = 3
const onlys: readonly Only[] = ['high', 'growing']

/** Everything that decides how a dashboard looks lives in its address; what makes no sense there is left out. */
export function parseDashboardSearch(raw: Record<string, unknown>): DashboardSearch {
  const watch = watchSorts.find((value) => value === raw['watch'])
  const voices = voiceSorts.find((value) => value === raw['voices'])
  const asked: readonly unknown[] = Array.isArray(raw['overlay']) ? raw['overlay'] : []
  const overlay = asked.filter((id): id is PainPointId => typeof id === 'string' && isUuid(id)).slice(0, mostOverlays)
  return compact({
    ...parseRangeSearch(raw),
    watch: watch === 'echo' ? undefined : watch,
    voices: voices === 'influence' ? undefined : voices,
    overlay: overlay.length === 0 ? undefined : overlay,
    trend: raw['trend'] === 'table' ? ('table' as const) : undefined,
    heat: raw['heat'] === 'table' ? ('table' as const) : undefined,
    only: onlys.find((value) => value === raw['only']),
  })
}
