import { useEffect, useEffectEvent, useRef } from 'react'
import { isTyping } from '../../ui/is-typing.ts'
import { KeySheet } from './key-sheet.tsx'
import { Palette } from './palette.tsx'
import type { PaletteProps } from './palette.tsx'

export type Open = 'palette' | 'keys' | null

interface ShortcutsProps extends Omit<PaletteProps, 'onClose'> {
  readonly open: Open
  readonly onOpen: (open: Open) => void
}

/** ⌘K or Ctrl K jumps, ? shows the keys: both in a dialog that Escape and a click beside it close. */
export function Shortcuts({ open, onOpen, ...places }: ShortcutsProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const press = useEffectEvent((event: KeyboardEvent) => {
    const jumps = event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey
    const asks = event.key === '?' && !event.metaKey && !event.ctrlKey && !isTyping(event.target)
    if (!jumps && !asks) return
    event.preventDefault()
    onOpen(jumps ? 'palette' : 'keys')
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
  useEffect(() => {
    if (open !== null && dialog.current?.open === false) dialog.current.showModal()
    if (open === 'palette') dialog.current?.querySelector('input')?.focus()
  }, [open])
  const close = () => dialog.current?.close()
  return (
    <dialog ref={dialog} className="palette" aria-label={open === 'keys' ? 'Keys' : 'Go to'} closedby="any" onClose={() => onOpen(null)}>
      {open === 'palette' && <Palette {...places} onClose={close} />}
      {open === 'keys' && <KeySheet />}
    </dialog>
  )
}
