import { X } from 'lucide-react'
import { useState } from 'react'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import { UserText } from './user-text.tsx'

interface WordsInputProps {
  readonly id: string
  readonly words: readonly string[]
  readonly onChange: (words: readonly string[]) => void
  readonly placeholder: string
  readonly describedBy?: string | undefined
  readonly invalid?: boolean
}

const cut = (text: string): string[] =>
  text
    .split(/[,;\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')

/** Words as chips: Enter or a comma adds, Backspace in an empty field takes the last away, a pasted list is cut at commas and lines. */
export function WordsInput({ id, words, onChange, placeholder, describedBy, invalid = false }: WordsInputProps) {
  const [text, setText] = useState('')
  const add = (more: readonly string[]) => {
    const known = new Set(words.map((word) => word.toLocaleLowerCase()))
    const fresh = more.filter((word) => !known.has(word.toLocaleLowerCase()))
    if (fresh.length > 0) onChange([...words, ...fresh])
    setText('')
  }
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && text.trim() !== '') {
      event.preventDefault()
      add(cut(text))
    } else if (event.key === 'Backspace' && text === '' && words.length > 0) onChange(words.slice(0, -1))
  }
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = cut(event.clipboardData.getData('text'))
    if (pasted.length < 2) return
    event.preventDefault()
    add(pasted)
  }
  return (
    <div className={invalid ? 'words invalid' : 'words'}>
      {words.map((word) => (
        <span key={word} className="chip chip-scope">
          <UserText className="truncate">{word}</UserText>
          <button
            type="button"
            className="icon-btn icon-btn-xs"
            aria-label={`Remove ${word}`}
            onClick={() => onChange(words.filter((other) => other !== word))}
          >
            <X className="i i-xs" />
          </button>
        </span>
      ))}
      <input
        id={id}
        dir="auto"
        value={text}
        placeholder={words.length === 0 ? placeholder : ''}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        onChange={(event) => (event.target.value.endsWith(',') ? add(cut(event.target.value)) : setText(event.target.value))}
        onKeyDown={press}
        onPaste={paste}
        onBlur={() => add(cut(text))}
      />
    </div>
  )
}
