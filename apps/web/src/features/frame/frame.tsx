import { Menu } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useRouter } from '@tanstack/react-router'
import { ThemeToggle } from '../../ui/theme-toggle.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { Sidebar } from './sidebar.tsx'
import type { SidebarProps } from './sidebar.tsx'

interface FrameProps extends SidebarProps {
  readonly children: ReactNode
}

/** Sidebar beside the page; icons alone below 1024 px, a sheet below 768 px. */
export function Frame({ children, ...sidebar }: FrameProps) {
  const sheet = useRef<HTMLDialogElement>(null)
  const router = useRouter()
  useEffect(() => router.subscribe('onBeforeNavigate', () => sheet.current?.close()), [router])
  return (
    <div className="app">
      <a className="skip" href="#main">
        Skip to content
      </a>
      <aside className="sidebar" aria-label="Main">
        <Sidebar {...sidebar} />
      </aside>
      <dialog ref={sheet} className="sheet" aria-label="Menu" closedby="any">
        <Sidebar {...sidebar} />
      </dialog>
      <main id="main" className="main" tabIndex={-1}>
        <div className="phone-head">
          <button type="button" className="icon-btn" aria-label="Menu" onClick={() => sheet.current?.showModal()}>
            <Menu className="i" />
          </button>
          <b className="grow truncate">
            <UserText>{sidebar.brand.name}</UserText>
          </b>
          <ThemeToggle />
        </div>
        {children}
      </main>
    </div>
  )
}
