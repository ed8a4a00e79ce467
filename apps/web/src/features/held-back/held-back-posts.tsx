import { type HeldBackPage, type HeldBackReason, heldBackDays, type ScopeRequest } from '@echoscope/domain'
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useAsk } from '../../api/client.ts'
import { count } from '../../format/numbers.ts'
import { heldBackWords } from '../../ui/held-back-words.ts'
import { ExportMenu } from '../../ui/export-menu.tsx'
import { AskWhy } from './ask-why.tsx'
import { HeldBackRow } from './held-back-row.tsx'

const firstPage: string | null = null
const pageSize = 25

/** What runs of this scope fetched and did not keep, and why: nothing is dropped without a reason. */
export function HeldBackPosts({ scope }: { readonly scope: ScopeRequest }) {
  const { client, trpc } = useAsk()
  const [chosen, setChosen] = useState<HeldBackReason | null>(null)
  const reason = useDeferredValue(chosen)
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery({
    queryKey: [...trpc.threads.heldBack.queryKey({ scope, ...(reason !== null && { reason }) }), 'pages'],
    queryFn: ({ pageParam, signal }): Promise<HeldBackPage> =>
      client.threads.heldBack.query(
        { scope, limit: pageSize, ...(reason !== null && { reason }), ...(pageParam !== null && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: firstPage,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const counts = data.pages[0]?.counts ?? { no_match: 0, excluded: 0, other_community: 0, language: 0, spam: 0, duplicate: 0 }
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0)
  const items = data.pages.flatMap((page) => page.items)
  const reasons = (Object.keys(heldBackWords) as HeldBackReason[]).filter((each) => counts[each] > 0)
  return (
    <section className="card" aria-labelledby="held-back">
      <div className="card-head">
        <div>
          <h2 id="held-back">Held back</h2>
          <p>
            Fetched and not kept, the latest first; for {heldBackDays} days, copies as long as their thread. Of a large archive a sample; each run counts all of
            them.
          </p>
        </div>
        <span className="end">
          <ExportMenu table="held-back" input={{ scope, ...(reason !== null && { reason }) }} of="what was held back" />
        </span>
      </div>
      <AskWhy scope={scope} />
      {all === 0 ? (
        <p className="card-body muted">Nothing was held back in the last {heldBackDays} days.</p>
      ) : (
        <>
          <div className="card-body">
            <div className="seg" role="group" aria-label="Reason">
              <button type="button" aria-pressed={chosen === null} onClick={() => setChosen(null)}>
                All {count(all)}
              </button>
              {reasons.map((each) => (
                <button key={each} type="button" aria-pressed={chosen === each} onClick={() => setChosen(each)}>
                  {heldBackWords[each].label} {count(counts[each])}
                </button>
              ))}
            </div>
          </div>
          <ul className="held-back">
            {items.map((post) => (
              <HeldBackRow key={post.id} scope={scope} post={post} />
            ))}
          </ul>
        </>
      )}
      {hasNextPage && (
        <div className="card-foot">
          <button type="button" className="btn btn-sm" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {isFetchingNextPage ? 'Loading' : 'Earlier ones'}
          </button>
        </div>
      )}
    </section>
  )
}
