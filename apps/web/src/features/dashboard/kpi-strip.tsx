import type { Dashboard, Kpi, KpiId } from '@echoscope/domain'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { Sparkline } from '../../charts/sparkline.tsx'
import { changeOf, valueOf } from '../../format/change.ts'
import { dayRange, longDate } from '../../format/dates.ts'
import { count, counted, share, singular } from '../../format/numbers.ts'
import { Definition } from '../../ui/definition.tsx'
import { ScopeLink, ThreadsLink } from '../../ui/scope-link.tsx'
import { useNow } from '../../ui/use-now.ts'
import { AllLink } from './all-link.tsx'
import { BudgetMeter } from './budget-meter.tsx'
import { gapWords, PartialMark, readWords } from './partial-mark.tsx'
import { threadsOf } from './window.ts'
import type { View } from './window.ts'

const names: Readonly<Record<KpiId, string>> = {
  threads: 'Threads',
  highEchoCommunities: 'High-echo communities',
  growingPainPoints: 'Growing pain points',
  positivity: 'Positivity',
  aiCost: 'AI cost',
}
const forms = { threads: 'area', highEchoCommunities: 'step', growingPainPoints: 'step', positivity: 'around50', aiCost: 'bars' } as const

export const KpiStrip = ({ view }: { readonly view: View }) => (
  <>
    <h2 className="sr-only">Key figures</h2>
    <section className="kpis" aria-label="Key figures">
      {view.data.kpis.map((kpi) => (
        <KpiFigure key={kpi.id} kpi={kpi} view={view} />
      ))}
    </section>
  </>
)

function KpiFigure({ kpi, view }: { readonly kpi: Kpi; readonly view: View }) {
  const { data } = view
  const name = names[kpi.id]
  return (
    <article className="kpi">
      <header>
        <h3>{name}</h3>
        <Definition of={name} text={kpi.definition} facts={useFacts(kpi, data)} />
      </header>
      <p className="kpi-value">
        <Behind kpi={kpi} view={view}>
          {valueOf(kpi)}
        </Behind>
        {kpi.id === 'positivity' && kpi.value !== null && <small>of 100</small>}
      </p>
      <KpiChange kpi={kpi} nothingBefore={data.nothingBefore} />
      <Sparkline values={kpi.series} form={forms[kpi.id]} partial={kpi.partial ? partialIndexes(data) : []} />
      <footer>
        <span>
          n = {count(kpi.n)}
          <span className="opt">{tail(kpi)}</span>
        </span>
        {kpi.id === 'aiCost' ? <BudgetMeter /> : kpi.partial && <PartialMark coverage={data.coverage} />}
      </footer>
    </article>
  )
}

/** A figure opens what stands behind it: its threads, or the list of what was counted. */
function Behind({ kpi, view, children }: { readonly kpi: Kpi; readonly view: View; readonly children: ReactNode }) {
  const label = `${names[kpi.id]}: ${valueOf(kpi)}`
  switch (kpi.id) {
    case 'threads':
    case 'positivity':
      return (
        <ThreadsLink scope={view.scope} search={threadsOf(view.data)} label={`${label}, open the threads`} counts={kpi.n}>
          {children}
        </ThreadsLink>
      )
    case 'highEchoCommunities':
      return (
        <AllLink view={view} list="communities" only="high" label={`${label}, open them`}>
          {children}
        </AllLink>
      )
    case 'growingPainPoints':
      return (
        <AllLink view={view} list="pain-points" only="growing" label={`${label}, open them`}>
          {children}
        </AllLink>
      )
    case 'aiCost':
      return (
        <ScopeLink scope={view.scope} to="insights" label={`${label}, open the insights it was spent on`}>
          {children}
        </ScopeLink>
      )
  }
}

function KpiChange({ kpi, nothingBefore }: { readonly kpi: Kpi; readonly nothingBefore: string | null }) {
  const { direction, amount, from } = changeOf(kpi, nothingBefore)
  const rising = direction === 'up'
  const tone =
    direction === 'level' ? '' : kpi.id === 'positivity' ? (rising ? ' good' : ' bad') : kpi.id === 'growingPainPoints' ? (rising ? ' bad' : ' good') : ''
  return (
    <p className="kpi-change">
      {amount !== null && (
        <span className={`delta${tone}`}>
          {direction === 'up' && <ArrowUp className="i i-xs" aria-label="up" role="img" />}
          {direction === 'down' && <ArrowDown className="i i-xs" aria-label="down" role="img" />}
          {amount}
        </span>
      )}
      <span className="truncate" title={from}>
        {from}
      </span>
    </p>
  )
}

const tail = (kpi: Kpi): string => {
  if (kpi.id === 'positivity') return kpi.neutralShare === null || kpi.neutralShare === undefined ? '' : `, ${share(kpi.neutralShare)} neutral`
  return kpi.id === 'threads' ? '' : ` ${kpi.n === 1 ? singular(kpi.nOf) : kpi.nOf}`
}

function useFacts(kpi: Kpi, data: Dashboard): readonly (readonly [string, ReactNode])[] {
  const now = useNow()
  const { coverage } = data
  return [
    ['Value', `${valueOf(kpi)}, ${changeOf(kpi, data.nothingBefore).from}`],
    ['n', counted(kpi.n, singular(kpi.nOf), kpi.nOf)],
    ['Window', dayRange(data.range, now)],
    [
      'Compared with',
      data.nothingBefore === null ? dayRange(data.previous, now) : `nothing: no thread was collected before ${longDate(new Date(data.nothingBefore), now)}`,
    ],
    ['Coverage', coverage.partialDays.length === 0 ? readWords(data) : gapWords(coverage)],
    ['Definition', `version ${kpi.version}`],
  ]
}

function partialIndexes({ range, coverage }: Dashboard): number[] {
  const first = Date.parse(range.from)
  return coverage.partialDays.map((day) => Math.round((Date.parse(day) - first) / 86_400_000)).filter((at) => at >= 0)
}
