import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { sentenceCase } from '../../format/numbers.ts'
import { rangeInput } from '../../search/range.ts'
import { sentiments } from '../../search/threads.ts'
import type { ThreadsSearch } from '../../search/threads.ts'
import { platformName } from '../../ui/platform-mark.tsx'
import { useNow } from '../../ui/use-now.ts'
import type { FilterMenuProps } from './filter-menu.tsx'
import { botWords } from './filter-words.ts'

/** What the menu offers; the other filters come with the links that lead here. */
export const menuKeys = ['sentiment', 'communityId', 'painPointId', 'platform', 'author', 'byBot'] as const
export type MenuKey = (typeof menuKeys)[number]

interface Value {
  readonly label: string
  readonly hint: string
  readonly change: ThreadsSearch
}
interface Values {
  readonly values: readonly Value[]
  /** Why there are none, where there are none. */
  readonly state: string
}

const most = 500

/** The values one can filter by: those of the scope's lists, and what the threads in sight have beside them. */
export function useFilterValues(by: MenuKey, { scope, search, threads }: Omit<FilterMenuProps, 'onAdd'>): Values {
  const trpc = useTRPC()
  const range = rangeInput(search, useNow())
  const input = { scope, ...(range && { range }), limit: most }
  const communities = useQuery(trpc.analytics.communities.queryOptions(input, { enabled: by === 'communityId' || by === 'platform' }))
  const painPoints = useQuery(trpc.analytics.painPoints.queryOptions({ ...input, order: 'volume' }, { enabled: by === 'painPointId' }))
  const voices = useQuery(trpc.analytics.influencers.queryOptions(input, { enabled: by === 'author' }))
  const places = [...(communities.data?.items ?? []), ...threads.map(({ community }) => community)]
  const stateOf = ({ isPending, error }: { readonly isPending: boolean; readonly error: unknown }): string =>
    error !== null ? `Not read: ${faultOf(error).message}` : isPending ? 'Reading' : 'None of these.'
  switch (by) {
    case 'sentiment':
      return { values: sentiments.map((sentiment) => ({ label: sentenceCase(sentiment), hint: '', change: { sentiment } })), state: '' }
    case 'byBot':
      return { values: [false, true].map((byBot) => ({ label: botWords(byBot), hint: '', change: { byBot } })), state: '' }
    case 'communityId':
      return {
        values: distinct(places.map(({ id, name, platform }) => [id, { label: name, hint: platformName(platform), change: { communityId: id } }])),
        state: stateOf(communities),
      }
    case 'platform':
      return {
        values: distinct(places.map(({ platform }) => [platform, { label: platformName(platform), hint: '', change: { platform } }])),
        state: stateOf(communities),
      }
    case 'painPointId':
      return {
        values: distinct(
          [...(painPoints.data?.items ?? []), ...threads.flatMap((thread) => thread.painPoints)].map(({ id, keyword }) => [
            id,
            { label: sentenceCase(keyword), hint: '', change: { painPointId: id } },
          ]),
        ),
        state: stateOf(painPoints),
      }
    case 'author':
      return {
        values: distinct([
          ...(voices.data?.items ?? []).map(({ username, platform }) => authored(username, platform)),
          ...threads.flatMap(({ author, community }) => (author === null ? [] : [authored(author, community.platform)])),
        ]),
        state: stateOf(voices),
      }
  }
}

const authored = (author: string, platform: string): readonly [string, Value] => [
  `${platform} ${author}`,
  { label: author, hint: platformName(platform), change: { author, platform } },
]

const distinct = (values: readonly (readonly [string, Value])[]): Value[] => [...new Map(values).values()]
