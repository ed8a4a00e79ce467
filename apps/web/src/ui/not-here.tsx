import { Link } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { Empty } from './empty.tsx'

export const NotHere = () => (
  <main id="main" className="centre" data-scope="none">
    <title>Echoscope</title>
    <div className="card">
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
    </div>
  </main>
)
