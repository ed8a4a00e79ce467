import type { AiBudget } from '@echoscope/domain'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useTRPC } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { spending, usd } from '../../format/numbers.ts'
import { Field } from '../../ui/field.tsx'
import { toast } from '../../ui/toasts.tsx'

const monthName = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** What models may cost in a month, and have cost in this one. */
export function AiBudgetCard() {
  const trpc = useTRPC()
  const { data } = useSuspenseQuery({ ...trpc.ai.budget.queryOptions(), refetchInterval: 60_000 })
  return (
    <section className="card" aria-labelledby="ai-budget">
      <div className="card-head">
        <div>
          <h2 id="ai-budget">Money for models</h2>
          <p>
            A model may write the insights of this workspace where the installation has one. Before each call the most that it can cost is set aside; where that
            is not left, rules write instead.
          </p>
        </div>
      </div>
      <div className="card-body">
        <Spent budget={data} />
      </div>
      {/* Another budget is another form: what was typed into the old one is not kept. */}
      <BudgetForm key={data.budgetUsd} budgetUsd={data.budgetUsd} />
    </section>
  )
}

const Spent = ({ budget: { month, budgetUsd, spentUsd, reservedUsd } }: { readonly budget: AiBudget }) => (
  <>
    <p>
      <b>{spending(spentUsd)}</b> of {usd(budgetUsd)} spent in {monthName.format(new Date(month))}
      {reservedUsd > 0 && `, ${spending(reservedUsd)} set aside for calls under way`}
      {spentUsd + reservedUsd >= budgetUsd && '. No model is asked until the month ends or the budget grows'}.
    </p>
    <div className="budget-bar" aria-hidden="true">
      <i style={{ width: `${shareOf(spentUsd, budgetUsd)}%` }} />
      <i style={{ width: `${Math.min(shareOf(reservedUsd, budgetUsd), 100 - shareOf(spentUsd, budgetUsd))}%` }} />
    </div>
  </>
)

const shareOf = (part: number, whole: number): number => (whole === 0 ? 100 : Math.min(100, (part / whole) * 100))

/** Dollars and cents as somebody types them; null: no such amount. */
const amountOf = (typed: string): number | null => {
  const text = typed.trim().replace(/^\$/, '')
  return /^\d{1,6}(\.\d{1,2})?$/.test(text) && Number(text) <= 100_000 ? Number(text) : null
}

function BudgetForm({ budgetUsd }: { readonly budgetUsd: number }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [typed, setTyped] = useState(budgetUsd.toFixed(2))
  const amount = amountOf(typed)
  const { mutate, error, isPending } = useMutation(
    trpc.ai.setBudget.mutationOptions({
      onSuccess: (budget) => {
        queryClient.setQueryData(trpc.ai.budget.queryKey(), budget)
        toast(budget.budgetUsd === 0 ? 'No model is asked any more.' : `Models may cost ${usd(budget.budgetUsd)} a month.`)
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (amount !== null) mutate({ usd: amount })
  }
  const problem = amount === null ? 'An amount in dollars up to 100,000, as 5 or 12.50.' : error === null ? undefined : faultOf(error).message
  return (
    <form className="privacy-form" onSubmit={submit}>
      <Field id="ai-usd" label="US dollars a month, 0 for none" problem={problem}>
        <input
          className="box"
          id="ai-usd"
          inputMode="decimal"
          autoComplete="off"
          value={typed}
          aria-invalid={amount === null}
          onChange={({ target }) => setTyped(target.value)}
        />
      </Field>
      <button type="submit" className="btn" disabled={isPending || amount === null || amount === budgetUsd}>
        {isPending ? 'Saving' : 'Save'}
      </button>
    </form>
  )
}
