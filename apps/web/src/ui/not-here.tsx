import { Link } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { Empty } from './empty.tsx'
import { LoneCard } from './lone-card.tsx'

export const NotHere = () => (
  <LoneCard>
    <title>Echoscope</title>
    <Empty
      page
      icon={Compass}
      title="There is no such page here"
      next={
        <Link to="/" className="btn">
          Open the dashboard
        </Link>
      }
    >
      The address may be mistyped, or what it names was removed or belongs to another workspace.
    </Empty>
  </LoneCard>
)
