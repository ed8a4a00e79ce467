/** A clock that is off by less is left to itself: an answer says the time in whole seconds, and takes some to come. */
const toleranceMs = 60_000
let offsetMs = 0

/** Each answer says what time it is where days are counted. A browser's own clock may be wrong by years. */
export function noteTime({ headers }: Response): void {
  const serverMs = Date.parse(headers.get('date') ?? '')
  if (Number.isNaN(serverMs)) return
  const off = serverMs - Date.now()
  offsetMs = Math.abs(off) < toleranceMs ? 0 : off
}

/** The time as the server has it. */
export const serverNow = (): Date => new Date(Date.now() + offsetMs)
