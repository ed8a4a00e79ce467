import { use } from 'react'
import type { ReactNode } from 'react'
import { InFrame } from './in-frame.ts'

/** One card in the place of a page: the main part of the document, or of the frame that stands around it. */
export const LoneCard = ({ children }: { readonly children: ReactNode }) =>
  use(InFrame) ? (
    <div className="centre" data-scope="none">
      <div className="card">{children}</div>
    </div>
  ) : (
    <main id="main" className="centre" data-scope="none">
      <div className="card">{children}</div>
    </main>
  )
