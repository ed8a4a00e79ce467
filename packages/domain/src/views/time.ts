/** An instant, `2026-11-01T09:30:00.000Z`. */
export type Iso = string
/** A day, `2026-11-01`, in the time zone of the scope. */
export type Day = string
/** An answer with days in it. */
export interface InZone {
  /** IANA name of the zone whose days they are. */
  readonly timeZone: string
}
/** `to` is the day after the last one. */
export interface DayRange {
  readonly from: Day
  readonly to: Day
}
