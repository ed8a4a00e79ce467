import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import { type GuidePage, guidePages, guideText } from './pages.ts'

export const guideOf = (page: GuidePage) => ({ queryKey: ['guide', page], queryFn: () => guideText(page), staleTime: Number.POSITIVE_INFINITY })

/** A page of the guide, with the others beside it. */
export function Guide({ page }: { readonly page: GuidePage }) {
  const router = useRouter()
  const { data: html } = useSuspenseQuery(guideOf(page))
  /** Links between pages change the page and load none. */
  const follow = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const address = link?.getAttribute('href') ?? ''
    if (!address.startsWith('/docs/') || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    router.history.push(address)
  }
  return (
    <div className="guide">
      <nav className="guide-nav" aria-label="Guide">
        {guidePages.map((each) => (
          <Link key={each.page} to="/docs/$page" params={{ page: each.page }}>
            {each.title}
          </Link>
        ))}
      </nav>
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions, react/no-danger -- our own pages, built with the app; a key on a link is a click */}
      <article className="guide-text" onClick={follow} dangerouslySetInnerHTML={{ __html: html }} />
    </div>
  )
}
