import { zoneOf } from '@echoscope/domain'
import type { PainPointId } from '@echoscope/domain'
import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useMemo } from 'react'
import { useTRPC } from '../../api/client.ts'
import { missingIn, missingWords } from '../../charts/trend-gaps.ts'
import { daysOf, modelOf, partialWords } from '../../charts/trend-model.ts'
import type { TrendModel } from '../../charts/trend-model.ts'
import { TrendChart } from '../../charts/trend-chart.tsx'
import { chartDate, dayRange } from '../../format/dates.ts'
import { counted, oneDecimal, sentenceCase } from '../../format/numbers.ts'
import { mostOverlays } from '../../search/dashboard.ts'
import { searchOf } from '../../search/range.ts'
import { ExportMenu } from '../../ui/export-menu.tsx'
import { Popover } from '../../ui/popover.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useOpenThreads } from '../../ui/use-open-threads.ts'
import { UserText } from '../../ui/user-text.tsx'
import { importedWords } from './partial-mark.tsx'
import { TrendTable } from './trend-table.tsx'
import { captionOf, daysShown, exported } from './window.ts'
import type { View } from './window.ts'

const none: readonly PainPointId[] = []

export function TrendCard({ view }: { readonly view: View }) {
  const { overlay: asked, trend: form, ...rest } = view.search
  const overlay = asked ?? none
  const model = useModel(view, overlay)
  const total = model.threads.reduce((sum, threads) => sum + threads, 0)
  const summary = useSummary(view, model, total)
  const setOverlay = (ids: readonly PainPointId[]) => view.onSearch({ ...rest, ...(form && { trend: form }), ...(ids.length > 0 && { overlay: ids }) })
  return (
    <section className="card" aria-labelledby="trends">
      <div className="card-head">
        <div>
          <h2 id="trends">Trends</h2>
          <p>
            {counted(total, 'thread')} by the day they were published, {oneDecimal(total / Math.max(1, daysShown(view.data)))} a day
          </p>
        </div>
        <div className="end chart-legend">
          <span className="key">
            <i className="key-area" />
            Threads
          </span>
          <Overlays view={view} overlay={overlay} onChange={setOverlay} />
          <ExportMenu
            table="trend"
            input={{ ...exported(view), bucket: view.data.trend.bucket }}
            of="the trend"
            picture={async () => {
              const { trendPicture } = await import('../../charts/pictures/trend-picture.ts')
              return trendPicture(model, view.scope.type, captionOf(view, 'Trends'))
            }}
          />
        </div>
      </div>
      <div className="card-body">
        {form === 'table' ? <TrendTable view={view} model={model} /> : <OpeningChart view={view} model={model} summary={summary} />}
      </div>
      <div className="card-foot">
        {model.partial.length > 0 ? (
          <PartialNote view={view} model={model} />
        ) : (
          <span>{view.data.coverage.sources.length === 0 ? importedWords : `No ${model.bucket} of the range is known to be partial`}</span>
        )}
        <button
          type="button"
          className="link"
          onClick={() => view.onSearch({ ...rest, ...(overlay.length > 0 && { overlay }), ...(form !== 'table' && { trend: 'table' as const }) })}
        >
          {form === 'table' ? 'As chart' : 'As table'}
        </button>
      </div>
    </section>
  )
}

/** Each of its points opens the threads of its days; by keyboard its table does. */
function OpeningChart({ view, model, summary }: { readonly view: View; readonly model: TrendModel; readonly summary: string }) {
  const open = useOpenThreads(view.scope)
  return <TrendChart model={model} scopeType={view.scope.type} summary={summary} onOpen={(at) => open(daysOf(model, at, view.data.range.to))} />
}

/** The snapshot's own trend, or one asked for where it does not carry the chosen pain points; without them until they arrive. */
function useModel({ scope, data }: View, overlay: readonly PainPointId[]): TrendModel {
  const trpc = useTRPC()
  const carried = overlay.every((id) => data.trend.painPoints.some((point) => point.id === id))
  const range = searchOf(data.range)
  const asked = useQuery(trpc.analytics.trend.queryOptions({ scope, range, bucket: data.trend.bucket, painPointIds: [...overlay] }, { enabled: !carried }))
  const trend = carried ? data.trend : (asked.data ?? data.trend)
  // Read apart: the picture is there before its marks are, and without them where they cannot be read.
  const marked = useQuery(trpc.analytics.events.queryOptions({ scope, range })).data
  const { coverage, timeZone } = data
  const end = data.range.to
  return useMemo(
    () =>
      modelOf(
        { trend, events: marked?.items ?? [], scouted: marked?.scouted ?? [], coverageGaps: coverage.gaps, end, zone: zoneOf(timeZone), overlay },
        sentenceCase,
      ),
    [trend, marked, coverage, end, timeZone, overlay],
  )
}

function PartialNote({ view, model }: { readonly view: View; readonly model: TrendModel }) {
  const { range, coverage, timeZone } = view.data
  const startOf = (day: string): number => zoneOf(timeZone).startOf(day).getTime()
  const missing = missingWords(missingIn(coverage.gaps, startOf(range.from), startOf(range.to)))
  const cut = model.starts.map((_, at) => (model.cut[at] === null ? null : partialWords(model, at)))
  const reasons = new Set([missing, ...cut].filter((why) => why !== null))
  return (
    <span className="partial">
      <i className="hatch hatch-key" />
      {counted(model.partial.length, `partial ${model.bucket}`)}: {[...reasons].join('; ')}
    </span>
  )
}

interface OverlaysProps {
  readonly view: View
  readonly overlay: readonly PainPointId[]
  readonly onChange: (ids: readonly PainPointId[]) => void
}
function Overlays({ view, overlay, onChange }: OverlaysProps) {
  const known = new Map(
    [...view.data.painPoints, ...view.data.heatmap.painPoints, ...view.data.trend.painPoints].map(({ id, keyword }) => [id, sentenceCase(keyword)]),
  )
  const open = [...known].filter(([id]) => !overlay.includes(id))
  return (
    <>
      {overlay.map((id, at) => (
        <button key={id} type="button" className="chip" onClick={() => onChange(overlay.filter((other) => other !== id))}>
          <i className="key-line" style={{ background: `var(--color-series-${at + 2})` }} />
          <UserText className="truncate">{known.get(id) ?? 'pain point'}</UserText>
          <X className="i i-xs" aria-label="remove" role="img" />
        </button>
      ))}
      {overlay.length < mostOverlays && open.length > 0 && (
        <Popover
          label="Overlay a pain point"
          triggerClass="chip"
          trigger={
            <>
              <Plus className="i i-xs" />
              Overlay
            </>
          }
        >
          <div className="menu menu-scroll">
            {open.map(([id, keyword]) => (
              <button key={id} type="button" onClick={() => onChange([...overlay, id])}>
                <UserText className="truncate">{keyword}</UserText>
              </button>
            ))}
          </div>
        </Popover>
      )}
    </>
  )
}

function runWords({ rug }: TrendModel): string {
  const lacking = rug.filter(({ outcome }) => outcome !== 'succeeded').length
  return rug.length === 0 ? '' : ` Sources were asked ${counted(rug.length, 'time')}${lacking === 0 ? '' : `, ${lacking} of them without an answer from all`}.`
}

function useSummary(view: View, model: TrendModel, total: number): string {
  const now = useNow()
  const most = Math.max(0, ...model.threads)
  const peak = model.threads.indexOf(most)
  const when = (at: number): string => chartDate(new Date(model.starts[at] ?? 0))
  const known = model.positivity.flatMap((value, at) => (value === null ? [] : [{ value, at }]))
  const lowest = known.toSorted((a, b) => a.value - b.value)[0]
  return [
    `Threads a ${model.bucket}, ${dayRange(view.data.range, now)}: ${total} in all, highest ${most}${total > 0 ? ` on ${when(peak)}` : ''}.`,
    lowest === undefined ? '' : ` Positivity: lowest ${oneDecimal(lowest.value)} on ${when(lowest.at)}.`,
    model.partial.length === 0 ? '' : ` ${counted(model.partial.length, `partial ${model.bucket}`)}.`,
    ...model.marks.map(({ words }) => ` ${words}.`),
    runWords(model),
  ].join('')
}
