import { Check, Copy } from 'lucide-react'
import { useRef, useState } from 'react'

interface CopyOnceProps {
  readonly id: string
  readonly label: string
  readonly text: string
  readonly onDone: () => void
}

/** A secret that is shown once: what is gone from the page cannot be had again. */
export function CopyOnce({ id, label, text, onDone }: CopyOnceProps) {
  const box = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    box.current?.select()
    // Without HTTPS a browser gives pages no clipboard: the text is selected, so that Ctrl-C does it.
    const done = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    )
    setCopied(done === true)
  }
  return (
    <div className="copy-once">
      <label htmlFor={id}>{label}</label>
      <div className="copy-line">
        <input ref={box} id={id} className="box mono" readOnly spellCheck={false} value={text} onFocus={({ target }) => target.select()} />
        <button type="button" className="btn" onClick={() => void copy()}>
          {copied ? <Check className="i i-xs" /> : <Copy className="i i-xs" />}
          {copied ? 'Copied' : 'Copy'}
        </button>
        <button type="button" className="btn btn-ghost" onClick={onDone}>
          Done
        </button>
      </div>
    </div>
  )
}
