import { ChevronDown, ChevronUp } from 'lucide-react'
import type { ReactNode } from 'react'

interface SortHeadProps {
  readonly active: boolean
  readonly ascending?: boolean
  readonly className?: string
  readonly onSort: () => void
  readonly children: ReactNode
}

/** A column head that sorts: the state is said to screen readers too. */
export function SortHead({ active, ascending = false, className, onSort, children }: SortHeadProps) {
  const Direction = ascending ? ChevronUp : ChevronDown
  return (
    <th scope="col" className={className} aria-sort={active ? (ascending ? 'ascending' : 'descending') : undefined}>
      <button type="button" className={active ? 'th-sort' : 'th-sort off'} onClick={onSort}>
        {children}
        {active && <Direction className="i i-xs" />}
      </button>
    </th>
  )
}
