import { createFileRoute, Outlet } from '@tanstack/react-router'
import { WorkspaceFrame } from '../features/frame/workspace-frame.tsx'
import { SettingsTabs } from '../features/settings/settings-tabs.tsx'
import { FrameSkeleton } from '../ui/frame-skeleton.tsx'

export const Route = createFileRoute('/_app/settings')({ pendingComponent: FrameSkeleton, component: Settings })

function Settings() {
  return (
    <WorkspaceFrame>
      <div className="page-head">
        <div className="page-title">
          <h1>Settings</h1>
          <p>People, keys, and what was done</p>
        </div>
      </div>
      <SettingsTabs />
      <Outlet />
    </WorkspaceFrame>
  )
}
