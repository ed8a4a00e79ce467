/** A clock that is off by less is left to itself: an answer says the time in whole seconds, and takes some to come. */
const toleranceMs = 60_000
let offsetMs = 0
const listeners = new Set<() => void>()

/** Each answer says what time it is where days are counted. A browser's own clock may be wrong by years. */
export function noteTime({ headers }: Response): void {
  const serverMs = Date.parse(headers.get('date') ?? '')
  if (Number.isNaN(serverMs)) return
  const off = serverMs - Date.now()
  const next = Math.abs(off) < toleranceMs ? 0 : off
  if (Math.abs(next - offsetMs) < toleranceMs) return
  offsetMs = next
  for (const tell of listeners) tell()
}

/** The time as the server has it. */
export const serverNow = (): Date => new Date(Date.now() + offsetMs)

/** For whoever holds a time that was read before the first answer came. */
export const onClockSet = (listener: () => void): void => void listeners.add(listener)
