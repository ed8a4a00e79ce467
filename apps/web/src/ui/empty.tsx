import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface EmptyProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly children: ReactNode
  /** Buttons and links: the next step. */
  readonly next?: ReactNode
  readonly fine?: ReactNode
  readonly tone?: 'fail' | undefined
  /** The whole page, so that its title is the page's. */
  readonly page?: boolean
}

/** Says what will be here, or what failed, and offers the next step. */
export const Empty = ({ icon: Icon, title, children, next, fine, tone, page = false }: EmptyProps) => (
  <div className={tone === 'fail' ? 'empty fail' : 'empty'} role={tone === 'fail' ? 'alert' : undefined}>
    <span className="glyph">
      <Icon className="i" />
    </span>
    {page ? <h1>{title}</h1> : <h2>{title}</h2>}
    <p>{children}</p>
    {next !== undefined && next !== false && <div className="toolbar">{next}</div>}
    {fine !== undefined && <p className="fine">{fine}</p>}
  </div>
)
