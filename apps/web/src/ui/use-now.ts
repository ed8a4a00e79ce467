import { useSyncExternalStore } from 'react'
import { onClockSet, serverNow } from '../api/server-clock.ts'

const listeners = new Set<() => void>()
let now = serverNow()
let timer: ReturnType<typeof setInterval> | undefined

function tick(): void {
  now = serverNow()
  for (const tell of listeners) tell()
}
onClockSet(tick)

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, 15_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The time, four times a minute: one clock for the whole page, so that no two parts of it disagree about "today". */
export const useNow = (): Date => useSyncExternalStore(subscribe, () => now)
