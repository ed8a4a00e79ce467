import type { TimeZoneState } from '@echoscope/domain'
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useTRPC } from '../../api/client.ts'
import { faultOf } from '../../api/fault.ts'
import { counted } from '../../format/numbers.ts'
import { showZone } from '../../format/zone.ts'
import { Field } from '../../ui/field.tsx'
import { toast } from '../../ui/toasts.tsx'

/** In which zone everything is counted by day, and how far the counting is after it was changed. */
export function TimeZoneCard() {
  const trpc = useTRPC()
  const { data } = useSuspenseQuery({
    ...trpc.timeZone.get.queryOptions(),
    refetchInterval: ({ state }) => (state.data !== undefined && state.data.waiting > 0 ? 1_000 : 60_000),
  })
  return (
    <section className="card" aria-labelledby="time-zone">
      <div className="card-head">
        <div>
          <h2 id="time-zone">Time zone</h2>
          <p>
            Days begin at its midnight on every page, in every file and in what is written: dashboards, “last 30 days”, the hour of a spike. Times are shown in
            it too. Campaigns keep the zone of their own schedule.
          </p>
        </div>
      </div>
      <div className="card-body">
        <Settled state={data} />
      </div>
      {/* Another zone is another form: what was typed into the old one is not kept. */}
      <ZoneForm key={data.timeZone} timeZone={data.timeZone} />
    </section>
  )
}

/** What stands in the zone already. */
const Settled = ({ state: { timeZone, scopes, waiting } }: { readonly state: TimeZoneState }) => (
  <p role="status">
    {waiting === 0 ? (
      <>
        Days are counted in <b>{timeZone}</b>.
      </>
    ) : (
      <>
        Counting days anew in <b>{timeZone}</b>: {scopes - waiting} of {counted(scopes, 'place')} done. Until a brand or campaign is done its pages show, and
        name, the zone before.
      </>
    )}
  </p>
)

function ZoneForm({ timeZone }: Pick<TimeZoneState, 'timeZone'>) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [typed, setTyped] = useState(timeZone)
  const choices = useQuery(trpc.timeZone.choices.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY })).data?.items ?? [timeZone]
  const { mutate, error, isPending } = useMutation(
    trpc.timeZone.set.mutationOptions({
      onSuccess: async (state) => {
        showZone(state.timeZone)
        queryClient.setQueryData(trpc.timeZone.get.queryKey(), state)
        toast(`Days are counted in ${state.timeZone} from now on.`)
        await queryClient.invalidateQueries()
      },
    }),
  )
  const chosen = typed.trim()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (chosen !== '') mutate({ timeZone: chosen })
  }
  return (
    <form className="privacy-form" onSubmit={submit}>
      <Field id="zone" label="Count days in" problem={error === null ? undefined : faultOf(error).message}>
        <input
          className="box"
          id="zone"
          list="zone-names"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          aria-invalid={error !== null}
          onChange={({ target }) => setTyped(target.value)}
        />
        <datalist id="zone-names">
          {choices.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </datalist>
      </Field>
      <button type="submit" className="btn" disabled={isPending || chosen === '' || chosen === timeZone}>
        {isPending ? 'Saving' : 'Save'}
      </button>
    </form>
  )
}
