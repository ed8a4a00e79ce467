import { Search } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'

interface SearchBoxProps {
  readonly id: string
  readonly label: string
  readonly placeholder: string
  /** The key that leads here, where there is one. */
  readonly press?: string
  /** What is searched for now. */
  readonly text: string
  readonly onText: (text: string) => void
}

const pauseMs = 300

/** Searches by itself a moment after the last letter; Enter does not wait. A search that came from elsewhere, such as Back, is taken over. */
export function SearchBox({ id, label, placeholder, press, text, onText }: SearchBoxProps) {
  const [typed, setTyped] = useState(text)
  const [sent, setSent] = useState(text)
  const [seen, setSeen] = useState(text)
  if (text !== seen) {
    setSeen(text)
    if (text !== sent) {
      setSent(text)
      setTyped(text)
    }
  }
  const send = (what: string) => {
    const next = what.trim().slice(0, 200)
    if (next === sent) return
    setSent(next)
    onText(next)
  }
  const sendLater = useEffectEvent(send)
  useEffect(() => {
    const timer = setTimeout(() => sendLater(typed), pauseMs)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <form
      role="search"
      className="input search-threads"
      onSubmit={(event) => {
        event.preventDefault()
        send(typed)
      }}
    >
      <Search className="i i-sm" />
      <input id={id} value={typed} placeholder={placeholder} aria-label={label} maxLength={200} dir="auto" onChange={(event) => setTyped(event.target.value)} />
      {press !== undefined && <kbd className="kbd">{press}</kbd>}
    </form>
  )
}
