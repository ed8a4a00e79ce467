/** In which time zone a workspace counts days. */
export interface TimeZoneState {
  /** IANA name. */
  readonly timeZone: string
  /** Brand Analytics and campaigns. */
  readonly scopes: number
  /** Of these, whose days still stand in the zone before: each is whole in one or the other, and its answers say which. */
  readonly waiting: number
}
