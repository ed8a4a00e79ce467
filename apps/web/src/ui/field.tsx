import { CircleAlert } from 'lucide-react'
import { sentenceCase } from '../format/numbers.ts'
import type { ReactNode } from 'react'

interface FieldProps {
  readonly id: string
  readonly label: string
  readonly hint?: ReactNode
  readonly problem?: string | undefined
  readonly children: ReactNode
}

/** A label, its control, and what is wrong with it, told to screen readers by `<id>-problem`. */
export const Field = ({ id, label, hint, problem, children }: FieldProps) => (
  <div className="field">
    <div className="field-head">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && <span className="end">{hint}</span>}
    </div>
    {children}
    {problem !== undefined && (
      <p className="problem" id={`${id}-problem`} role="alert">
        <CircleAlert className="i i-xs" />
        <span>{sentenceCase(problem)}</span>
      </p>
    )}
  </div>
)
