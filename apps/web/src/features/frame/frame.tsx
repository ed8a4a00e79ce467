import { Menu } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useRouter } from '@tanstack/react-router'
import { InFrame } from '../../ui/in-frame.ts'
import { ThemeToggle } from '../../ui/theme-toggle.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { destinations } from './destinations.ts'
import { Shortcuts } from './shortcuts.tsx'
import type { Open } from './shortcuts.tsx'
import { Sidebar } from './sidebar.tsx'
import type { SidebarProps } from './sidebar.tsx'

interface FrameProps extends Omit<SidebarProps, 'onJump'> {
  readonly children: ReactNode
}

/** Sidebar beside the page; icons alone below 1024 px, a sheet below 768 px. */
export function Frame({ children, ...sidebar }: FrameProps) {
  const sheet = useRef<HTMLDialogElement>(null)
  const [open, setOpen] = useState<Open>(null)
  const jump = () => {
    sheet.current?.close()
    setOpen('palette')
  }
  const router = useRouter()
  useEffect(() => router.subscribe('onBeforeNavigate', () => sheet.current?.close()), [router])
  return (
    <div className="app">
      <a className="skip" href="#main">
        Skip to content
      </a>
      <aside className="sidebar" aria-label="Main">
        <Sidebar {...sidebar} onJump={jump} />
      </aside>
      <Shortcuts
        brandId={sidebar.brand.id}
        isWhole={sidebar.campaigns.length >= sidebar.campaignCount}
        all={destinations(sidebar)}
        open={open}
        onOpen={setOpen}
      />
      <dialog ref={sheet} className="sheet" aria-label="Menu" closedby="any">
        <Sidebar {...sidebar} onJump={jump} />
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
        <InFrame value={true}>{children}</InFrame>
      </main>
    </div>
  )
}
