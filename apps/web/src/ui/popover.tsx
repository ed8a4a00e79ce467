import { useEffect, useId, useRef } from 'react'
import type { ReactNode, ToggleEvent } from 'react'

interface PopoverProps {
  readonly label: string
  readonly trigger: ReactNode
  readonly triggerClass: string
  readonly children: ReactNode
  readonly wide?: boolean
  /** The button shows an icon alone, so the label is its name too. */
  readonly iconOnly?: boolean
  readonly onClose?: () => void
}

const edge = 8

/** Opens by click and Enter, closes by Escape and a click elsewhere: the platform's own popover, placed under its button and inside the window. */
export function Popover({ label, trigger, triggerClass, children, wide = false, iconOnly = false, onClose }: PopoverProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const place = (event: ToggleEvent<HTMLDivElement>) => {
    if (event.newState === 'closed') onClose?.()
    if (event.newState !== 'open' || button.current === null || panel.current === null) return
    const from = button.current.getBoundingClientRect()
    const size = panel.current.getBoundingClientRect()
    const below = from.bottom + 6
    const top = below + size.height > innerHeight - edge && from.top - 6 - size.height > edge ? from.top - 6 - size.height : below
    panel.current.style.left = `${Math.max(edge, Math.min(from.left, innerWidth - size.width - edge))}px`
    panel.current.style.top = `${top}px`
  }
  useEffect(() => {
    const element = panel.current
    const closeOnChoice = ({ target }: Event) => {
      if (target instanceof Element && target.closest('a, .menu button:not([data-stay])') !== null) element?.hidePopover()
    }
    element?.addEventListener('click', closeOnChoice)
    return () => element?.removeEventListener('click', closeOnChoice)
  }, [])
  return (
    <>
      <button
        ref={button}
        type="button"
        className={triggerClass}
        popoverTarget={id}
        aria-label={iconOnly ? label : undefined}
        title={iconOnly ? label : undefined}
      >
        {trigger}
      </button>
      <div ref={panel} id={id} popover="auto" role="dialog" aria-label={label} className={wide ? 'pop pop-float pop-wide' : 'pop pop-float'} onToggle={place}>
        {children}
      </div>
    </>
  )
}
