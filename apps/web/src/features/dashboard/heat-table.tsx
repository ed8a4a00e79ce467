import { count, growth, sentenceCase, sentiment } from '../../format/numbers.ts'
import { ThreadsLink } from '../../ui/scope-link.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { before, threadsOf } from './window.ts'
import type { View } from './window.ts'

/** The matrix as rows: the same cells, with what their colour cannot say. */
export function HeatTable({ view }: { readonly view: View }) {
  const { heatmap } = view.data
  const community = new Map(heatmap.communities.map(({ id, name }) => [id, name]))
  const keyword = new Map(heatmap.painPoints.map((point) => [point.id, point.keyword]))
  const cells = heatmap.cells.filter(({ mentions }) => mentions > 0).toSorted((a, b) => b.mentions - a.mentions)
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Community</th>
          <th scope="col">Pain point</th>
          <th scope="col" className="num">
            Threads
          </th>
          <th scope="col" className="num">
            Before
          </th>
          <th scope="col" className="num col-opt">
            Change
          </th>
          <th scope="col" className="num col-opt">
            Sentiment
          </th>
        </tr>
      </thead>
      <tbody>
        {cells.map((cell) => (
          <tr key={`${cell.communityId} ${cell.painPointId}`}>
            <td>
              <UserText>{community.get(cell.communityId) ?? ''}</UserText>
            </td>
            <td>
              <UserText>{sentenceCase(keyword.get(cell.painPointId) ?? '')}</UserText>
            </td>
            <td className="num">
              <ThreadsLink
                scope={view.scope}
                search={threadsOf(view.data, { communityId: cell.communityId, painPointId: cell.painPointId })}
                className="link row-link"
                counts={cell.mentions}
              >
                {count(cell.mentions)}
              </ThreadsLink>
            </td>
            <td className="num">
              <ThreadsLink
                scope={view.scope}
                search={threadsOf(before(view.data), { communityId: cell.communityId, painPointId: cell.painPointId })}
                className="link"
                counts={cell.previous}
              >
                {count(cell.previous)}
              </ThreadsLink>
            </td>
            <td className="num col-opt">{growth(cell.growth)}</td>
            <td className="num col-opt">{cell.sentiment === null ? '–' : sentiment(cell.sentiment)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
