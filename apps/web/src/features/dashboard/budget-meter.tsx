import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../api/client.ts'
import { useMay } from '../../api/may.ts'
import { spending, usd } from '../../format/numbers.ts'

const monthName = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' })

/** How much of the month's money for models is gone. It is the whole workspace's, so who sees only a part of that is not told. */
export function BudgetMeter() {
  const { seeWorkspace } = useMay()
  const { data } = useQuery(useTRPC().ai.budget.queryOptions(undefined, { enabled: seeWorkspace }))
  if (!seeWorkspace || data === undefined) return null
  const used = data.spentUsd + data.reservedUsd
  const share = data.budgetUsd === 0 ? 1 : Math.min(1, used / data.budgetUsd)
  const words = `${spending(used)} of the ${usd(data.budgetUsd)} that models may cost the whole workspace in ${monthName.format(new Date(data.month))}`
  return (
    <span className="budget-meter" title={words}>
      <i role="img" aria-label={words}>
        <b style={{ width: `${share * 100}%` }} />
      </i>
      <span aria-hidden="true">of {usd(data.budgetUsd)}</span>
    </span>
  )
}
