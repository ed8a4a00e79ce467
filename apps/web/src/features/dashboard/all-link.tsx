import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { View } from './window.ts'

const pages = {
  'pain-points': ['/brands/$brandId/pain-points', '/campaigns/$campaignId/pain-points'],
  communities: ['/brands/$brandId/communities', '/campaigns/$campaignId/communities'],
  voices: ['/brands/$brandId/voices', '/campaigns/$campaignId/voices'],
} as const

interface AllLinkProps {
  readonly view: Pick<View, 'scope' | 'search'>
  readonly list: keyof typeof pages
  readonly children: ReactNode
}

/** From a card's first rows to all of them, over the same days. */
export function AllLink({ view: { scope, search }, list, children }: AllLinkProps) {
  const { days, from, to } = search
  const common = { className: 'link', children, search: from !== undefined && to !== undefined ? { from, to } : days === undefined ? {} : { days } }
  return scope.type === 'automatic' ? (
    <Link to={pages[list][0]} params={{ brandId: scope.brandId }} {...common} />
  ) : (
    <Link to={pages[list][1]} params={{ campaignId: scope.campaignId }} {...common} />
  )
}
