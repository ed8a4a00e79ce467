import { SunMoon } from 'lucide-react'

function toggle(): void {
  const root = document.documentElement
  const dark = root.dataset['theme'] === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : root.dataset['theme'] === 'dark'
  const next = dark ? 'light' : 'dark'
  root.dataset['theme'] = next
  try {
    localStorage.setItem('theme', next)
  } catch {
    // A blocked storage forgets the choice with the page; nothing else depends on it.
  }
}

export const ThemeToggle = () => (
  <button type="button" className="icon-btn" aria-label="Switch between light and dark" title="Light or dark" onClick={toggle}>
    <SunMoon className="i" />
  </button>
)
