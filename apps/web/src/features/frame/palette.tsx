import type { BrandId } from '@echoscope/domain'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useTRPC } from '../../api/client.ts'
import { useSettled } from '../../ui/use-settled.ts'
import { UserText } from '../../ui/user-text.tsx'
import { campaignDestinations, found } from './destinations.ts'
import type { Destination } from './destinations.ts'

export interface PaletteProps {
  readonly brandId: BrandId
  /** False where the brand has more campaigns than `all` holds. */
  readonly isWhole: boolean
  readonly all: readonly Destination[]
  readonly onClose: () => void
}

const shown = 12
const settleMs = 150
/** The API takes names no longer than that. */
const longest = 200

/** Jumps to a brand, a campaign or a page by a few letters of its name. */
export function Palette({ brandId, isWhole, all, onClose }: PaletteProps) {
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const text = useSettled(typed.trim(), settleMs)
  const others = useQuery({
    ...useTRPC().campaigns.list.queryOptions({ brandId, text, limit: shown }),
    enabled: !isWhole && text !== '' && text.length <= longest,
    placeholderData: keepPreviousData,
  })
  const known = new Set(all.map(({ key }) => key))
  const more = others.data?.items.flatMap(campaignDestinations).filter(({ key }) => !known.has(key)) ?? []
  const list = found([...all, ...more], typed).slice(0, shown)
  const go = (destination: Destination | undefined) => {
    if (destination === undefined) return
    onClose()
    void navigate(destination.link)
  }
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setAt((now) => (list.length === 0 ? 0 : (now + step + list.length) % list.length))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      go(list[at])
    }
  }
  return (
    <>
      <div className="input palette-input">
        <Search className="i i-sm" />
        <input
          role="combobox"
          aria-label="Go to"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={list[at] === undefined ? undefined : `palette-${at}`}
          placeholder="Go to a brand, a campaign, a page"
          dir="auto"
          value={typed}
          onKeyDown={press}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
          }}
        />
      </div>
      <div id="palette-list" role="listbox" aria-label="Pages" className="palette-list">
        {list.map((destination, index) => (
          <button
            key={destination.key}
            id={`palette-${index}`}
            type="button"
            role="option"
            aria-selected={index === at}
            tabIndex={-1}
            onMouseMove={() => setAt(index)}
            onClick={() => go(destination)}
          >
            <UserText className="grow truncate">{destination.label}</UserText>
            <UserText className="muted truncate">{destination.hint}</UserText>
          </button>
        ))}
      </div>
      {list.length === 0 && !others.isFetching && <p className="muted palette-none">Nothing is called that.</p>}
    </>
  )
}
