import { longestQuery, paintQuery, queryPieces } from '@echoscope/domain'
import { useRef, useState } from 'react'

interface QueryEditorProps {
  readonly id: string
  readonly query: string
  readonly onChange: (query: string) => void
  /** Where it cannot be read and why; null where it can. */
  readonly fault: { readonly position: number; readonly message: string } | null
  /** Said also while somebody is still writing, because they asked to save. */
  readonly insist: boolean
}

/** Longer ones are written somewhere else and pasted: painting them at each letter would be felt. */
const longestPainted = 5_000

/** A plain text field over its own text in colours: everything a text field does, it does. */
export function QueryEditor({ id, query, onChange, fault, insist }: QueryEditorProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const layer = useRef<HTMLPreElement>(null)
  const [writing, setWriting] = useState(false)
  const said = insist || !writing ? fault : null
  const put = (piece: string) => {
    const box = field.current
    if (box === null) return
    const [from, to] = [box.selectionStart, box.selectionEnd]
    const [before = '', after = ''] = piece.split('|')
    const chosen = query.slice(from, to)
    box.setRangeText(`${before}${chosen}${after}`, from, to)
    box.setSelectionRange(from + before.length, from + before.length + chosen.length)
    box.focus()
    onChange(box.value)
  }
  return (
    <>
      <div className="query-editor" data-invalid={said !== null}>
        <pre ref={layer} className="query-paint" aria-hidden="true" dir="auto">
          {query.length > longestPainted ? null : painted(query, said?.position ?? null)}
          {'\n'}
        </pre>
        <textarea
          ref={field}
          className={query.length > longestPainted ? 'query-text plain' : 'query-text'}
          id={id}
          dir="auto"
          rows={3}
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          maxLength={longestQuery}
          value={query}
          placeholder={'(deno OR "fresh framework") NEAR/10 (crash* OR slow) -title:release'}
          aria-invalid={said !== null}
          aria-describedby={`${id}-problem`}
          onChange={(event) => onChange(event.target.value)}
          onFocus={() => setWriting(true)}
          onBlur={() => setWriting(false)}
          onScroll={({ currentTarget }) => {
            if (layer.current !== null) layer.current.scrollTop = currentTarget.scrollTop
          }}
        />
      </div>
      <div className="query-pieces">
        {queryPieces.map(({ label, piece }) => (
          <button key={label} type="button" className="kbd" aria-label={`Put ${label} into the query`} onClick={() => put(piece)}>
            {label}
          </button>
        ))}
        <a className="link" href="/docs/query-language" target="_blank" rel="noreferrer">
          The language
        </a>
      </div>
      <p id={`${id}-problem`} className="problem" role="status">
        {said?.message}
      </p>
    </>
  )
}

/** The text in its colours; from the place that cannot be read to the end of that word it is underlined. */
function painted(query: string, faultAt: number | null) {
  const stretches = paintQuery(query)
  const borders = new Set([0, query.length, ...stretches.flatMap(({ at, end }) => [at, end])])
  const wordEnd = faultAt === null ? 0 : query.length - query.slice(faultAt).replace(/^\s*\S*/, '').length
  if (faultAt !== null) borders.add(faultAt).add(wordEnd)
  const cuts = [...borders].filter((at) => at <= query.length).sort((a, b) => a - b)
  return cuts.slice(0, -1).map((at, index) => {
    const end = cuts[index + 1] ?? query.length
    const paint = stretches.find((each) => each.at <= at && each.end >= end)?.paint
    const faulty = faultAt !== null && at >= faultAt && end <= wordEnd
    return (
      <span key={at} className={[paint === undefined ? '' : `q-${paint}`, faulty ? 'q-fault' : ''].join(' ').trim() || undefined}>
        {query.slice(at, end)}
      </span>
    )
  })
}
