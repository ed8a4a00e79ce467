import type { ScopeRequest, Thread } from '@echoscope/domain'
import { ChevronRight, Plus } from 'lucide-react'
import { useState } from 'react'
import { counted } from '../../format/numbers.ts'
import type { ThreadsSearch } from '../../search/threads.ts'
import { Popover } from '../../ui/popover.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { filterNames } from './filter-words.ts'
import { menuKeys, useFilterValues } from './filter-values.ts'
import type { MenuKey } from './filter-values.ts'

export interface FilterMenuProps {
  readonly scope: ScopeRequest
  readonly search: ThreadsSearch
  readonly threads: readonly Thread[]
  readonly onAdd: (change: ThreadsSearch) => void
}

/** By what to filter first, then by which value of it. */
export function FilterMenu(props: FilterMenuProps) {
  const [key, setKey] = useState<MenuKey | null>(null)
  const open = menuKeys.filter((each) => props.search[each] === undefined)
  if (open.length === 0) return null
  return (
    <Popover
      label="Add a filter"
      triggerClass="chip chip-filter add"
      onClose={() => setKey(null)}
      trigger={
        <>
          <Plus className="i i-xs" />
          Filter
        </>
      }
    >
      {key === null ? (
        <div className="menu">
          {open.map((each) => (
            <button key={each} type="button" data-stay onClick={() => setKey(each)}>
              <span className="grow">{filterNames[each]}</span>
              <ChevronRight className="i i-xs" />
            </button>
          ))}
        </div>
      ) : (
        <Values {...props} by={key} />
      )}
    </Popover>
  )
}

/** More are found by typing. */
const mostShown = 60

function Values({ by, onAdd, ...from }: FilterMenuProps & { readonly by: MenuKey }) {
  const { values, state } = useFilterValues(by, from)
  const [typed, setTyped] = useState('')
  const sought = typed.trim().toLocaleLowerCase()
  const found = values.filter(({ label }) => label.toLocaleLowerCase().includes(sought))
  return (
    <div className="filter-values">
      {values.length > 8 && (
        <input
          type="search"
          className="input"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the step was asked for by a press, and this is where it goes on
          autoFocus
          aria-label={`Search ${filterNames[by].toLowerCase()}`}
          placeholder="Search"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      <div className="menu menu-scroll">
        {found.slice(0, mostShown).map(({ label, hint, change }) => (
          <button key={`${label} ${hint}`} type="button" onClick={() => onAdd(change)}>
            <UserText className="truncate grow">{label}</UserText>
            {hint !== '' && <span className="muted nowrap">{hint}</span>}
          </button>
        ))}
      </div>
      {found.length > mostShown && <p className="muted">{counted(found.length - mostShown, 'more')}: type to find them.</p>}
      {found.length === 0 && <p className="muted">{state}</p>}
    </div>
  )
}
