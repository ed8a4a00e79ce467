import { dayMs, dayString } from '@echoscope/domain'
import { Calendar } from 'lucide-react'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { choiceOf } from '../search/range.ts'
import type { RangeSearch } from '../search/range.ts'
import { Popover } from './popover.tsx'

interface RangePickerProps {
  readonly search: RangeSearch
  /** The window shown now: where the custom days begin. */
  readonly shown: { readonly from: string; readonly to: string } | null
  readonly onChange: (range: RangeSearch) => void
  /** Offers no limit at all; without it, no choice means 30 days. */
  readonly anyTime?: boolean
}

const choices = [7, 30, 90] as const
const nextDay = (day: string, by: number): string => dayString(new Date(new Date(`${day}T00:00:00Z`).getTime() + by * dayMs))

export function RangePicker({ search, shown, onChange, anyTime = false }: RangePickerProps) {
  const choice = choiceOf(search) ?? (anyTime ? null : 30)
  return (
    <div className="seg" role="group" aria-label="Range">
      {anyTime && (
        <button type="button" aria-pressed={choice === null} onClick={() => onChange({})}>
          Any time
        </button>
      )}
      {choices.map((days) => (
        <button key={days} type="button" aria-pressed={choice === days} onClick={() => onChange(days === 30 && !anyTime ? {} : { days })}>
          {days} days
        </button>
      ))}
      <Popover
        label="Choose days"
        triggerClass={choice === 'custom' ? 'pressed' : ''}
        trigger={
          <>
            <Calendar className="i i-sm" />
            Custom
          </>
        }
      >
        <CustomDays key={`${shown?.from}${shown?.to}`} shown={shown} onChange={onChange} />
      </Popover>
    </div>
  )
}

function CustomDays({ shown, onChange }: Pick<RangePickerProps, 'shown' | 'onChange'>) {
  const [from, setFrom] = useState(shown?.from.slice(0, 10) ?? '')
  const [last, setLast] = useState(shown === null ? '' : nextDay(shown.to.slice(0, 10), -1))
  const wrong = from !== '' && last !== '' && last < from
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (from === '' || last === '' || wrong) return
    event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
    onChange({ from, to: nextDay(last, 1) })
  }
  return (
    <form className="days-form" onSubmit={submit}>
      <label>
        From
        <input className="box" type="date" required value={from} onChange={(event) => setFrom(event.target.value)} />
      </label>
      <label>
        to, the day included
        <input className="box" type="date" required value={last} aria-invalid={wrong} onChange={(event) => setLast(event.target.value)} />
      </label>
      {wrong && <p className="problem">The last day is before the first.</p>}
      <button type="submit" className="btn btn-scope btn-sm" disabled={wrong}>
        Show these days
      </button>
    </form>
  )
}
