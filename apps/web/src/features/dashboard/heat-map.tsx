import type { Heatmap, HeatmapCell } from '@echoscope/domain'
import { count, counted, growth, sentenceCase, sentiment } from '../../format/numbers.ts'
import { Definition } from '../../ui/definition.tsx'
import { ExportMenu } from '../../ui/export-menu.tsx'
import { PlatformMark } from '../../ui/platform-mark.tsx'
import { ScrollArea } from '../../ui/scroll-area.tsx'
import { ThreadsLink } from '../../ui/scope-link.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { headsFit, heatSteps } from './heat-legend.ts'
import { HeatTable } from './heat-table.tsx'
import { captionOf, exported, threadsOf } from './window.ts'
import type { View } from './window.ts'

const definition =
  'At most eight communities with the strongest echo, by at most eight pain points with the most mentions. A cell counts the threads of that community in which the pain point is marked, and opens them. Colour is the share of the largest cell, in five steps.'

export function HeatMapCard({ view }: { readonly view: View }) {
  const { heatmap } = view.data
  const asTable = view.search.heat === 'table'
  const { heat: _, ...without } = view.search
  const empty = heatmap.cells.length === 0
  return (
    <section className="card" aria-labelledby="heat">
      <div className="card-head">
        <div>
          <h2 id="heat">
            Communities × pain points
            <Definition of="the matrix" text={definition} />
          </h2>
          <p>Threads in which a community names a pain point</p>
        </div>
        {!empty && (
          <span className="end">
            <ExportMenu
              table="matrix"
              input={exported(view)}
              of="the matrix"
              picture={async () => {
                const { heatPicture } = await import('../../charts/pictures/heat-picture.ts')
                return heatPicture(heatmap, view.scope.type, captionOf(view, 'Communities × pain points'))
              }}
            />
          </span>
        )}
      </div>
      {empty ? (
        <p className="card-body muted">No thread of this range has a pain point marked in it.</p>
      ) : (
        <ScrollArea className={asTable ? 'card-body table-scroll' : 'card-body heat-wrap'} label={asTable ? 'Matrix as a table' : 'Matrix, scrolls sideways'}>
          {asTable ? <HeatTable view={view} /> : <Matrix view={view} heatmap={heatmap} />}
        </ScrollArea>
      )}
      {!empty && (
        <div className="card-foot">
          {asTable ? <span>{counted(heatmap.cells.length, 'cell')}, most mentions first</span> : <Legend heatmap={heatmap} />}
          <button type="button" className="link" onClick={() => view.onSearch(asTable ? without : { ...view.search, heat: 'table' })}>
            {asTable ? 'As matrix' : 'As table'}
          </button>
        </div>
      )}
    </section>
  )
}

function Matrix({ view, heatmap }: { readonly view: View; readonly heatmap: Heatmap }) {
  const cells = new Map(heatmap.cells.map((cell) => [`${cell.communityId} ${cell.painPointId}`, cell]))
  return (
    <table className={headsFit(heatmap.painPoints) ? 'heat' : 'heat heat-upright'}>
      <colgroup>
        <col className="rowhead" />
      </colgroup>
      <thead>
        <tr>
          <th>
            <span className="sr-only">Community</span>
          </th>
          {heatmap.painPoints.map(({ id, keyword }) => (
            <th key={id} scope="col">
              <UserText className="heat-word">{sentenceCase(keyword)}</UserText>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {heatmap.communities.map((community) => (
          <tr key={community.id}>
            <th scope="row">
              <span>
                <PlatformMark platform={community.platform} />
                <UserText className="truncate">{community.name}</UserText>
              </span>
            </th>
            {heatmap.painPoints.map((point) => (
              <td key={point.id}>
                <Cell view={view} community={community.name} keyword={point.keyword} cell={cells.get(`${community.id} ${point.id}`)} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface CellProps {
  readonly view: View
  readonly community: string
  readonly keyword: string
  readonly cell: HeatmapCell | undefined
}
function Cell({ view, community, keyword, cell }: CellProps) {
  if (cell === undefined || cell.mentions === 0)
    return (
      <span className="h0" role="img" aria-label="none">
        ·
      </span>
    )
  const { communityId, painPointId, mentions } = cell
  return (
    <ThreadsLink
      scope={view.scope}
      search={threadsOf(view.data, { communityId, painPointId })}
      className={`h${cell.heatLevel}`}
      counts={mentions}
      label={`${counted(mentions, 'thread')} about ${keyword} in ${community}, ${count(cell.previous)} before (${growth(cell.growth)})${cell.sentiment === null ? '' : `, mean sentiment ${sentiment(cell.sentiment)}`}`}
    >
      {count(mentions)}
    </ThreadsLink>
  )
}

const Legend = ({ heatmap }: { readonly heatmap: Heatmap }) => (
  <span className="legend-steps">
    <span>Threads</span>
    <i className="h0">·</i>
    {heatSteps(Math.max(...heatmap.cells.map(({ mentions }) => mentions))).map(({ level, words }) => (
      <i key={level} className={`h${level}`}>
        {words}
      </i>
    ))}
  </span>
)
