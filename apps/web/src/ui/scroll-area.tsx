import type { ReactNode } from 'react'

interface ScrollAreaProps {
  readonly label: string
  readonly className: string
  readonly children: ReactNode
}

/** What scrolls by itself can be reached and scrolled by keyboard, and has a name. */
export const ScrollArea = ({ label, className, children }: ScrollAreaProps) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must take the focus (WCAG 2.1.1)
  <div className={className} tabIndex={0} role="region" aria-label={label}>
    {children}
  </div>
)
