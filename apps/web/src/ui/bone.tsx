import type { ReactNode } from 'react'

/** A grey stand-in of a text or figure, in its size. */
export const Bone = ({ width, height = '.75rem', top }: { readonly width: string; readonly height?: string; readonly top?: string }) => (
  <span className="bone" style={{ width, height, marginTop: top }} />
)

/** Keeps the true shape of what is coming; seen only when it takes longer than a blink. */
export const Skeleton = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className="skeleton" role="status" aria-busy="true" aria-label={label}>
    {children}
  </div>
)
