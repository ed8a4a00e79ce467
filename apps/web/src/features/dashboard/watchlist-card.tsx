import { count, counted } from '../../format/numbers.ts'
import { Definition } from '../../ui/definition.tsx'
import { ExportMenu } from '../../ui/export-menu.tsx'
import { AllLink } from './all-link.tsx'
import { CommunityTable } from './community-table.tsx'
import { exported } from './window.ts'
import type { View } from './window.ts'

export const echoDefinition =
  'From 0 to 10, over the 30 days that end with the range: up to 4 points for threads, 3 for different pain points, 3 for engagement (points and comments). Half of a part’s points at 10 threads, 5 pain points and 300 of engagement; never full. High echo begins at 7.'

export function WatchlistCard({ view }: { readonly view: View }) {
  const { communities, totals } = view.data
  const shown = communities.slice(0, 8)
  const { watch: _, ...rest } = view.search
  return (
    <section className="card" aria-labelledby="watch">
      <div className="card-head">
        <div>
          <h2 id="watch">
            Community watchlist
            <Definition of="the echo score" text={echoDefinition} />
          </h2>
          <p>
            {count(shown.length)} of {counted(totals.communities, 'community', 'communities')}, by echo score. The mark at 7 is where high echo begins.
          </p>
        </div>
        <span className="end">
          <ExportMenu table="communities" input={exported(view)} of="the communities" />
        </span>
      </div>
      <div className="card-body">
        {shown.length === 0 ? (
          <p className="muted">No community has threads in this range.</p>
        ) : (
          <CommunityTable
            view={view}
            communities={shown}
            sort={view.search.watch ?? 'echo'}
            onSort={(sort) => view.onSearch(sort === 'echo' ? rest : { ...rest, watch: sort })}
          />
        )}
      </div>
      <div className="card-foot">
        <span className="meter-key">
          <i />
          threads
        </span>
        <span className="meter-key b">
          <i />
          pain points
        </span>
        <span className="meter-key c">
          <i />
          engagement
        </span>
        {totals.communities > 0 && (
          <AllLink view={view} list="communities">
            {counted(totals.communities, 'community', 'communities')}
          </AllLink>
        )}
      </div>
    </section>
  )
}
