import { count, counted } from '../../format/numbers.ts'
import { Definition } from '../../ui/definition.tsx'
import { ExportMenu } from '../../ui/export-menu.tsx'
import { AllLink } from './all-link.tsx'
import { VoiceTable } from './voice-table.tsx'
import { exported } from './window.ts'
import type { View } from './window.ts'

export const influenceDefinition =
  '0.30 reach + 0.30 authority + 0.20 advocacy + 0.20 relevance, each from 0 to 100. Reach is posts, comments received and communities seen here. Authority is posts, their mean score and comments. Advocacy is how often the brand is named, and how kindly. Relevance is mentions of the brand, posts and the strongest echo among their communities. High is 75 and more.'

export function PulseCard({ view }: { readonly view: View }) {
  const { influencers, totals } = view.data
  const shown = influencers.slice(0, 8)
  const { voices: _, ...rest } = view.search
  return (
    <section className="card" aria-labelledby="pulse">
      <div className="card-head">
        <div>
          <h2 id="pulse">
            Influencer pulse
            <Definition of="influence" text={influenceDefinition} />
          </h2>
          <p>From 0 to 100. Reach is activity seen here; no audience is estimated.</p>
        </div>
        <span className="end">
          <ExportMenu table="voices" input={exported(view)} of="the voices" />
        </span>
      </div>
      <div className="card-body">
        {shown.length === 0 ? (
          <p className="muted">No author is known for the threads of this range.</p>
        ) : (
          <VoiceTable
            view={view}
            voices={shown}
            sort={view.search.voices ?? 'influence'}
            onSort={(sort) => view.onSearch(sort === 'influence' ? rest : { ...rest, voices: sort })}
          />
        )}
      </div>
      <div className="card-foot">
        <span>
          {count(shown.length)} of {counted(totals.influencers, 'voice')}
        </span>
        {totals.influencers > 0 && (
          <AllLink view={view} list="voices">
            All voices
          </AllLink>
        )}
      </div>
    </section>
  )
}
