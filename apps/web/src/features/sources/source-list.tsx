import { useSuspenseQueries } from '@tanstack/react-query'
import { useTRPC } from '../../api/client.ts'
import { SourceCard } from './source-card.tsx'

/** Every place that can be asked for posts, those that were asked first. */
export function SourceList() {
  const trpc = useTRPC()
  const [kinds, health] = useSuspenseQueries({
    queries: [
      { ...trpc.sources.list.queryOptions(), staleTime: 300_000 },
      { ...trpc.sources.health.queryOptions(), refetchInterval: 30_000 },
    ],
  })
  const about = new Map(kinds.data.items.map((kind) => [kind.kind, kind]))
  const inOrder = health.data.items.toSorted((a, b) => Number(b.scopes.length > 0) - Number(a.scopes.length > 0))
  return inOrder.map((source) => (
    <SourceCard
      key={source.kind}
      source={source}
      description={about.get(source.kind)?.description ?? 'Files that were exported elsewhere: imported, not asked.'}
      needs={about.get(source.kind)?.needs ?? []}
    />
  ))
}
