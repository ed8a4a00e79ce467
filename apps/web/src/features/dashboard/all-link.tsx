import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Only } from '../../search/dashboard.ts'
import { compact } from '../../search/objects.ts'
import type { View } from './window.ts'

const pages = {
  'pain-points': ['/brands/$brandId/pain-points', '/campaigns/$campaignId/pain-points'],
  communities: ['/brands/$brandId/communities', '/campaigns/$campaignId/communities'],
  voices: ['/brands/$brandId/voices', '/campaigns/$campaignId/voices'],
} as const

interface AllLinkProps {
  readonly view: Pick<View, 'scope' | 'search'>
  readonly list: keyof typeof pages
  /** Those alone that a card counted. */
  readonly only?: Only
  readonly label?: string
  readonly children: ReactNode
}

/** From a card to the list behind it, over the same days. */
export function AllLink({ view: { scope, search }, list, only, label, children }: AllLinkProps) {
  const { days, from, to } = search
  const window = from !== undefined && to !== undefined ? { from, to } : { days }
  const common = { className: label === undefined ? 'link' : undefined, 'aria-label': label, children, search: compact({ ...window, only }) }
  return scope.type === 'automatic' ? (
    <Link to={pages[list][0]} params={{ brandId: scope.brandId }} {...common} />
  ) : (
    <Link to={pages[list][1]} params={{ campaignId: scope.campaignId }} {...common} />
  )
}
