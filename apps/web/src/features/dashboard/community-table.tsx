import type { Community } from '@echoscope/domain'
import { DivBar, Meter } from '../../charts/bars.tsx'
import { audience, count, counted, difference, oneDecimal } from '../../format/numbers.ts'
import type { WatchSort } from '../../search/dashboard.ts'
import { PlatformMark } from '../../ui/platform-mark.tsx'
import { ThreadsLink } from '../../ui/scope-link.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { SortHead } from './sort-head.tsx'
import { positivityOf, threadsOf } from './window.ts'
import type { Counted } from './window.ts'

const orders: Readonly<Record<WatchSort, (a: Community, b: Community) => number>> = {
  echo: (a, b) => a.rank - b.rank,
  threads: (a, b) => b.threads - a.threads || a.rank - b.rank,
  positivity: (a, b) => (b.sentiment ?? -2) - (a.sentiment ?? -2) || a.rank - b.rank,
  name: (a, b) => a.name.localeCompare(b.name, 'en'),
}

export interface CommunityTableProps {
  readonly view: Counted
  readonly communities: readonly Community[]
  readonly sort: WatchSort
  readonly onSort: (sort: WatchSort) => void
}

export const CommunityTable = ({ view, communities, sort, onSort }: CommunityTableProps) => (
  <table className="table table-tall">
    <thead>
      <tr>
        <SortHead active={sort === 'name'} ascending onSort={() => onSort('name')}>
          Community
        </SortHead>
        <SortHead active={sort === 'echo'} className="w-echo" onSort={() => onSort('echo')}>
          Echo score
        </SortHead>
        <SortHead active={sort === 'threads'} className="num col-threads" onSort={() => onSort('threads')}>
          Threads
        </SortHead>
        <SortHead active={sort === 'positivity'} className="w-pos num" onSort={() => onSort('positivity')}>
          Positivity
        </SortHead>
        <th scope="col" className="col-voice">
          Key voice
        </th>
      </tr>
    </thead>
    <tbody>
      {communities.toSorted(orders[sort]).map((community) => (
        <Row key={community.id} view={view} community={community} />
      ))}
    </tbody>
  </table>
)

function Row({ view, community }: { readonly view: Counted; readonly community: Community }) {
  const { echoParts: parts, echoScore, echoChange, keyVoice, members, sentiment, threads } = community
  const behind = threadsOf(view.data, { communityId: community.id })
  const positivity = sentiment === null ? null : positivityOf(sentiment)
  return (
    <tr>
      <td>
        <ThreadsLink scope={view.scope} search={behind} className="who row-link" counts={threads}>
          <PlatformMark platform={community.platform} />
          <span className="truncate">
            <b className="truncate">
              <UserText>{community.name}</UserText>
            </b>
            <small className="truncate">{members === null ? 'members not published' : `${audience(members)} members`}</small>
          </span>
        </ThreadsLink>
      </td>
      <td>
        <span className="cell2">
          <span>
            <b>{oneDecimal(echoScore)}</b>
            <small title="Change since the range began">{echoChange === null ? '–' : difference(echoChange)}</small>
          </span>
          <Meter
            parts={[parts.threads, parts.painPoints, parts.engagement]}
            label={`Echo ${oneDecimal(echoScore)}: threads ${oneDecimal(parts.threads)} of 4, pain points ${oneDecimal(parts.painPoints)} of 3, engagement ${oneDecimal(parts.engagement)} of 3`}
          />
        </span>
      </td>
      <td className="num col-threads">
        <ThreadsLink scope={view.scope} search={behind} counts={threads}>
          {count(threads)}
        </ThreadsLink>
      </td>
      <td>
        <span className="cell2 cell2-end">
          <span>{positivity === null ? '–' : oneDecimal(positivity)}</span>
          {positivity !== null && <DivBar positivity={positivity} />}
        </span>
      </td>
      <td className="col-voice">
        {keyVoice === null ? (
          <span className="muted">–</span>
        ) : (
          <ThreadsLink
            scope={view.scope}
            search={threadsOf(view.data, { communityId: community.id, author: keyVoice.username })}
            className="who"
            counts={keyVoice.threads}
          >
            <span className="truncate">
              <b className="truncate">
                <UserText>{keyVoice.username}</UserText>
              </b>
              <small>{counted(keyVoice.threads, 'thread')}</small>
            </span>
          </ThreadsLink>
        )}
      </td>
    </tr>
  )
}
