import { Link } from '@tanstack/react-router'
import { useMay } from '../../api/may.ts'

const exactly = { exact: true, includeSearch: false }

/** Sessions are everybody's own, and everybody sees how sources do; the rest concerns the workspace. */
export function SettingsTabs() {
  const { own } = useMay()
  return (
    <nav className="tabs settings-tabs" aria-label="Settings">
      {own && (
        <Link to="/settings/members" activeOptions={exactly}>
          Members
        </Link>
      )}
      <Link to="/settings/sources" activeOptions={exactly}>
        Sources
      </Link>
      <Link to="/settings/sessions" activeOptions={exactly}>
        Sessions
      </Link>
      {own && (
        <>
          <Link to="/settings/keys" activeOptions={exactly}>
            API keys
          </Link>
          <Link to="/settings/time-zone" activeOptions={exactly}>
            Time zone
          </Link>
          <Link to="/settings/ai" activeOptions={exactly}>
            AI
          </Link>
          <Link to="/settings/audit" activeOptions={exactly}>
            Audit log
          </Link>
        </>
      )}
    </nav>
  )
}
