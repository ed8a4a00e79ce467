import { useSyncExternalStore } from 'react'

const media = matchMedia('(prefers-color-scheme: dark)')

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  media.addEventListener('change', listener)
  return () => {
    observer.disconnect()
    media.removeEventListener('change', listener)
  }
}

const current = (): 'light' | 'dark' => {
  const chosen = document.documentElement.dataset['theme']
  return chosen === 'light' || chosen === 'dark' ? chosen : media.matches ? 'dark' : 'light'
}

/** The theme now: only what cannot read CSS variables needs to ask. */
export const useTheme = (): 'light' | 'dark' => useSyncExternalStore(subscribe, current)
