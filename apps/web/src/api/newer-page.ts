import { useSyncExternalStore } from 'react'

const header = 'x-echoscope-page'
/** The script this page began with; null where it was not built, as in development. */
const ownPage = (): string | null =>
  /\/assets\/([\w.-]+)\.js$/.exec(document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src ?? '')?.[1] ?? null
let isOld = false
const listeners = new Set<() => void>()

/** Each answer names the page that is served by now. */
export function notePage({ headers }: Response): void {
  const served = headers.get(header)
  if (isOld || served === null) return
  const own = ownPage()
  if (own === null || served === own) return
  isOld = true
  for (const tell of listeners) tell()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** True once a newer page than this one is served. */
export const useIsOld = (): boolean => useSyncExternalStore(subscribe, () => isOld)
