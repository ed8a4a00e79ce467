import { isCron, isTimeZone, nextTimes } from '@echoscope/domain'
import { coming, distance } from '../../format/dates.ts'
import { scheduleWords } from '../../format/schedule.ts'
import { cityOf } from '../../format/schedule.ts'
import { useNow } from '../../ui/use-now.ts'
import { cronOf, everyHours } from './cadence.ts'
import type { Cadence } from './cadence.ts'
import { ownZone, scheduleOf } from './draft.ts'
import type { Draft } from './draft.ts'

interface ScheduleFieldsProps {
  readonly draft: Draft
  readonly set: (change: Partial<Draft>) => void
  readonly problem: (field: string) => string | undefined
}

const kinds: readonly (readonly [Cadence['kind'], string])[] = [
  ['hand', 'by hand alone'],
  ['hours', 'every few hours'],
  ['daily', 'every day'],
  ['weekdays', 'on weekdays'],
  ['weekly', 'once a week'],
  ['cron', 'as a cron expression'],
]
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

export function ScheduleFields({ draft, set, problem }: ScheduleFieldsProps) {
  const { cadence } = draft
  const wrong = problem('schedule') ?? problem('startsAt') ?? problem('endsAt')
  return (
    <section className="card" aria-labelledby="when">
      <div className="card-head">
        <div>
          <h2 id="when">When</h2>
        </div>
        {cadence.kind !== 'cron' && cadence.kind !== 'hand' && <div className="end muted mono">{cronOf(cadence)}</div>}
      </div>
      <div className="card-body">
        <div className="sentence">
          Run
          <select className="box" aria-label="How often" value={cadence.kind} onChange={(event) => set({ cadence: changed(cadence, event.target.value) })}>
            {kinds.map(([kind, words]) => (
              <option key={kind} value={kind}>
                {words}
              </option>
            ))}
          </select>
          <CadenceDetail cadence={cadence} onChange={(next) => set({ cadence: next })} />
          {cadence.kind !== 'hand' && (
            <>
              in
              <input
                className="box"
                list="zones"
                aria-label="Time zone"
                value={draft.timeZone}
                aria-invalid={!isTimeZone(draft.timeZone)}
                onChange={(event) => set({ timeZone: event.target.value })}
              />
              <datalist id="zones">
                {Intl.supportedValuesOf('timeZone').map((zone) => (
                  <option key={zone}>{zone}</option>
                ))}
              </datalist>
            </>
          )}
        </div>
        <div className="sentence sentence-next">
          from
          <input className="box" type="date" aria-label="First day" value={draft.firstDay} onChange={(event) => set({ firstDay: event.target.value })} />
          to
          <input className="box" type="date" aria-label="Last day, included" value={draft.lastDay} onChange={(event) => set({ lastDay: event.target.value })} />
          <span className="muted small">UTC days, the last included; empty means no limit</span>
        </div>
        {wrong !== undefined && (
          <p className="problem" role="alert">
            {wrong}
          </p>
        )}
        <NextRuns draft={draft} />
      </div>
    </section>
  )
}

function changed(cadence: Cadence, wanted: string): Cadence {
  const time = 'time' in cadence ? cadence.time : '08:00'
  switch (kinds.find(([kind]) => kind === wanted)?.[0]) {
    case 'hours':
      return { kind: 'hours', every: 6 }
    case 'daily':
      return { kind: 'daily', time }
    case 'weekdays':
      return { kind: 'weekdays', time }
    case 'weekly':
      return { kind: 'weekly', weekday: 1, time }
    case 'cron':
      return { kind: 'cron', cron: cronOf(cadence) ?? '0 8 * * 1-5' }
    case 'hand':
    case undefined:
      return { kind: 'hand' }
  }
}

function CadenceDetail({ cadence, onChange }: { readonly cadence: Cadence; readonly onChange: (next: Cadence) => void }) {
  switch (cadence.kind) {
    case 'hand':
      return null
    case 'cron':
      return (
        <input
          className="box mono"
          aria-label="Cron expression: minute hour day month weekday"
          value={cadence.cron}
          aria-invalid={!isCron(cadence.cron)}
          onChange={(event) => onChange({ kind: 'cron', cron: event.target.value })}
        />
      )
    case 'hours':
      return (
        <select
          className="box"
          aria-label="Hours between runs"
          value={cadence.every}
          onChange={(event) => onChange({ kind: 'hours', every: Number(event.target.value) })}
        >
          {everyHours.map((hours) => (
            <option key={hours} value={hours}>
              {hours === 1 ? 'each hour' : `${hours} hours`}
            </option>
          ))}
        </select>
      )
    case 'daily':
    case 'weekdays':
    case 'weekly':
      return (
        <>
          {cadence.kind === 'weekly' && (
            <select
              className="box"
              aria-label="Day of the week"
              value={cadence.weekday}
              onChange={(event) => onChange({ ...cadence, weekday: Number(event.target.value) })}
            >
              {weekdays.map((name, at) => (
                <option key={name} value={at}>
                  on {name}
                </option>
              ))}
            </select>
          )}
          at
          <input
            className="box"
            type="time"
            aria-label="Time of day"
            required
            value={cadence.time}
            onChange={(event) => onChange({ ...cadence, time: event.target.value === '' ? cadence.time : event.target.value })}
          />
        </>
      )
  }
}

/** The next three runs as the schedule means them, or why there are none. */
function NextRuns({ draft }: { readonly draft: Draft }) {
  const now = useNow()
  const schedule = scheduleOf(draft)
  if (schedule === null) return <p className="muted next-words">No run starts by itself.</p>
  if (!isCron(schedule.cron)) return <p className="problem next-words">Five fields are needed, minute hour day month weekday, such as “0 8 * * 1-5”.</p>
  if (!isTimeZone(schedule.timeZone)) return <p className="problem next-words">There is no such time zone. Choose one such as Europe/Berlin.</p>
  const begin = draft.firstDay === '' ? now : new Date(Math.max(now.getTime(), Date.parse(`${draft.firstDay}T00:00:00Z`) - 1))
  const end = draft.lastDay === '' ? Number.POSITIVE_INFINITY : Date.parse(`${draft.lastDay}T24:00:00Z`)
  const next = nextTimes(schedule, begin, 3).filter((at) => at.getTime() < end)
  const written = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: schedule.timeZone,
  })
  if (next.length === 0) return <p className="problem next-words">Between these days the schedule never comes.</p>
  return (
    <>
      <p className="muted next-words">{scheduleWords(schedule)}. Next:</p>
      <ol className="next-runs" aria-label="Next runs">
        {next.map((at) => (
          <li key={at.getTime()}>
            <b>{written.format(at)}</b>
            <small>
              {distance(at, now)}
              {schedule.timeZone !== ownZone() && `, ${coming(at, now)} in ${cityOf(ownZone())}`}
            </small>
          </li>
        ))}
      </ol>
    </>
  )
}
