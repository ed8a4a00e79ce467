import { Link } from '@tanstack/react-router'
import { Info } from 'lucide-react'
import type { ReactNode } from 'react'
import { Popover } from './popover.tsx'

interface DefinitionProps {
  readonly of: string
  readonly text: string
  readonly facts?: readonly (readonly [string, ReactNode])[]
}

/** What a number means, and what stands behind this one. */
export const Definition = ({ of, text, facts = [] }: DefinitionProps) => (
  <Popover iconOnly label={`Definition of ${of}`} triggerClass="icon-btn icon-btn-xs" trigger={<Info className="i i-xs" />}>
    <h3>{of}</h3>
    <p>{text}</p>
    <p>
      <Link to="/docs/$page" params={{ page: 'metrics' }} className="link">
        All definitions
      </Link>
    </p>
    {facts.length > 0 && (
      <dl>
        {facts.map(([name, value]) => (
          <div key={name} className="pop-fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    )}
  </Popover>
)
