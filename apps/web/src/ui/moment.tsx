import { exact, moment } from '../format/dates.ts'
import { useNow } from './use-now.ts'

interface MomentProps {
  readonly at: string
  readonly write?: (at: Date, now: Date) => string
}

/** A time in the reader's words, with the exact time and its zone on hover. */
export function Moment({ at, write = moment }: MomentProps) {
  const now = useNow()
  const date = new Date(at)
  return (
    <time dateTime={at} title={exact(date)}>
      {write(date, now)}
    </time>
  )
}
