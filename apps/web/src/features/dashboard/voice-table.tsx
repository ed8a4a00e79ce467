import type { Influencer } from '@echoscope/domain'
import { Part } from '../../charts/bars.tsx'
import { count, counted, sentiment } from '../../format/numbers.ts'
import { voiceSorts } from '../../search/dashboard.ts'
import type { VoiceSort } from '../../search/dashboard.ts'
import { PlatformMark } from '../../ui/platform-mark.tsx'
import { ThreadsLink } from '../../ui/scope-link.tsx'
import { SentimentMark } from '../../ui/sentiment-mark.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { SortHead } from './sort-head.tsx'
import { threadsOf } from './window.ts'
import type { Counted } from './window.ts'

export interface VoiceTableProps {
  readonly view: Counted
  readonly voices: readonly Influencer[]
  readonly sort: VoiceSort
  readonly onSort: (sort: VoiceSort) => void
}

const heads: Readonly<Record<VoiceSort, string>> = {
  influence: 'Influence',
  reach: 'Reach',
  authority: 'Authority',
  advocacy: 'Advocacy',
  relevance: 'Relevance',
}
const parts = ['reach', 'authority', 'advocacy', 'relevance'] as const

export function VoiceTable({ view, voices, sort, onSort }: VoiceTableProps) {
  const sorted = sort === 'influence' ? voices : voices.toSorted((a, b) => b[sort] - a[sort])
  return (
    <table className="table table-tall table-pulse">
      <thead>
        <tr>
          <th scope="col">Voice</th>
          {voiceSorts.map((column) => (
            <SortHead key={column} active={sort === column} className="num" onSort={() => onSort(column)}>
              {heads[column]}
            </SortHead>
          ))}
        </tr>
      </thead>
      <tbody>
        {sorted.map((voice) => (
          <tr key={voice.id}>
            <td>
              <Voice view={view} voice={voice} />
            </td>
            <td className="num">
              <span className="influence">{count(voice.influence)}</span>
            </td>
            {parts.map((part) => (
              <td key={part}>
                <Part value={count(voice[part])} share={voice[part]} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Voice = ({ view, voice }: { readonly view: VoiceTableProps['view']; readonly voice: Influencer }) => (
  <ThreadsLink
    scope={view.scope}
    search={threadsOf(view.data, { author: voice.username, platform: voice.platform })}
    className="who row-link"
    counts={voice.posts}
  >
    <PlatformMark platform={voice.platform} />
    <span className="truncate">
      <b className="truncate">
        <UserText>{voice.username}</UserText>
      </b>
      <small title={voice.sentiment === null ? undefined : `mean sentiment ${sentiment(voice.sentiment)}`}>
        {voice.stance === 'advocate' && (
          <>
            <SentimentMark label="positive" />
            <span className="tone-positive">Advocate</span>
          </>
        )}
        {voice.stance === 'critic' && (
          <>
            <SentimentMark label="negative" />
            <span className="tone-negative">Critic</span>
          </>
        )}
        <span className="truncate">
          {counted(voice.posts, 'thread')}
          {voice.stance === null && `, ${counted(voice.communities.length, 'community', 'communities')}`}
        </span>
      </small>
    </span>
  </ThreadsLink>
)
