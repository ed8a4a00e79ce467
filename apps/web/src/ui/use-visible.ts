import { useSyncExternalStore } from 'react'

const subscribe = (tell: () => void): (() => void) => {
  document.addEventListener('visibilitychange', tell)
  return () => document.removeEventListener('visibilitychange', tell)
}

/** True while the page is looked at: a browser allows few open streams to one place, and a page in the background needs none. */
export const useVisible = (): boolean => useSyncExternalStore(subscribe, () => document.visibilityState === 'visible')
