import type { Brand, Campaign, Viewer } from '@echoscope/domain'
import { Link, useLocation } from '@tanstack/react-router'
import {
  BookOpen,
  Ellipsis,
  Archive,
  Flame,
  History,
  LayoutDashboard,
  Lightbulb,
  LogOut,
  Megaphone,
  MessagesSquare,
  Plug,
  Plus,
  Search,
  ShieldCheck,
  Settings,
  SlidersHorizontal,
  Users,
  UserX,
} from 'lucide-react'
import { mayOf } from '../../api/may.ts'
import { count } from '../../format/numbers.ts'
import { shortState } from '../../ui/campaign-words.ts'
import { ThemeToggle } from '../../ui/theme-toggle.tsx'
import { useNow } from '../../ui/use-now.ts'
import { UserText } from '../../ui/user-text.tsx'
import { BrandSwitch } from './brand-switch.tsx'

export interface SidebarProps {
  readonly viewer: Viewer
  readonly brands: readonly Brand[]
  readonly brand: Brand
  readonly campaigns: readonly Campaign[]
  /** How many there are, those that do not stand here included. */
  readonly campaignCount: number
  readonly onSignOut: () => void
  readonly onJump: () => void
}

const exactly = { exact: true, includeSearch: false }
const within = { exact: false, includeSearch: false }

/** Grouped by scope: Brand Analytics first, then the campaigns, as many as can be looked through. */
export function Sidebar({ viewer, brands, brand, campaigns, campaignCount, onSignOut, onJump }: SidebarProps) {
  const brandId = brand.id
  const may = mayOf(viewer)
  const whole = may.enterBrand(brandId)
  // Sources have an entry of their own beside the settings they belong to.
  const onSources = useLocation({ select: ({ pathname }) => pathname === '/settings/sources' })
  const workspaceName = viewer.workspace.name ?? ''
  return (
    <div className="sidebar-in">
      <BrandSwitch brands={brands} brand={brand} adds={may.addBrand} />
      <button type="button" className="search-btn" onClick={onJump}>
        <Search className="i i-sm" />
        <span className="t grow">Search or jump to</span>
        <kbd className="kbd t">⌘K</kbd>
      </button>
      <nav className="nav" aria-label="Brand">
        {whole && (
          <Link to="/brands/$brandId" params={{ brandId }} activeOptions={exactly}>
            <LayoutDashboard className="i" />
            <span className="t">Dashboard</span>
          </Link>
        )}
        {whole && (
          <div className="nav-group" data-scope="automatic">
            <div className="nav-label">
              <span className="t">Brand Analytics</span>
            </div>
            <Link to="/brands/$brandId/threads" params={{ brandId }} activeOptions={within}>
              <MessagesSquare className="i" />
              <span className="t">Threads</span>
            </Link>
            <Link to="/brands/$brandId/insights" params={{ brandId }} activeOptions={within}>
              <Lightbulb className="i" />
              <span className="t">Insights</span>
            </Link>
            <Link to="/brands/$brandId/pain-points" params={{ brandId }} activeOptions={within}>
              <Flame className="i" />
              <span className="t">Pain points</span>
            </Link>
            <Link to="/brands/$brandId/communities" params={{ brandId }} activeOptions={within}>
              <Users className="i" />
              <span className="t">Communities</span>
            </Link>
            <Link to="/brands/$brandId/voices" params={{ brandId }} activeOptions={within}>
              <Megaphone className="i" />
              <span className="t">Voices</span>
            </Link>
            <Link to="/brands/$brandId/runs" params={{ brandId }} activeOptions={within}>
              <History className="i" />
              <span className="t">Runs</span>
            </Link>
            {may.edit && (
              <Link to="/brands/$brandId/import" params={{ brandId }} activeOptions={within}>
                <Archive className="i" />
                <span className="t">Import</span>
              </Link>
            )}
            {may.edit && (
              <Link to="/brands/$brandId/settings" params={{ brandId }} activeOptions={within}>
                <SlidersHorizontal className="i" />
                <span className="t">Brand settings</span>
              </Link>
            )}
          </div>
        )}
        <div className="nav-group" data-scope="custom">
          <Link to="/brands/$brandId/campaigns" params={{ brandId }} className="nav-label" activeOptions={exactly}>
            <span className="t">Campaigns</span>
            {campaignCount > 0 && <span className="count">{count(campaignCount)}</span>}
          </Link>
          {campaigns.map((campaign) => (
            <CampaignLink key={campaign.id} campaign={campaign} />
          ))}
          {campaignCount > campaigns.length && (
            <Link to="/brands/$brandId/campaigns" params={{ brandId }} className="muted" activeOptions={exactly}>
              <Ellipsis className="i" />
              <span className="t">All {count(campaignCount)} campaigns</span>
            </Link>
          )}
          {whole && may.edit && (
            <Link to="/brands/$brandId/campaigns/new" params={{ brandId }} className="muted" activeOptions={exactly}>
              <Plus className="i" />
              <span className="t">New campaign</span>
            </Link>
          )}
        </div>
      </nav>
      <div className="sidebar-foot">
        <nav className="nav" aria-label="Workspace">
          <Link to="/settings/sources" activeOptions={exactly}>
            <Plug className="i" />
            <span className="t">Sources</span>
          </Link>
          <Link to="/separation" activeOptions={exactly}>
            <ShieldCheck className="i" />
            <span className="t">Separation</span>
          </Link>
          {may.own && (
            <Link to="/privacy" activeOptions={exactly}>
              <UserX className="i" />
              <span className="t">Privacy</span>
            </Link>
          )}
          <Link to="/docs/$page" params={{ page: 'quick-start' }}>
            <BookOpen className="i" />
            <span className="t">Guide</span>
          </Link>
          <Link to="/settings" activeOptions={onSources ? exactly : within}>
            <Settings className="i" />
            <span className="t">Settings</span>
          </Link>
        </nav>
        <div className="userline">
          <span className="avatar" aria-hidden="true">
            {workspaceName.slice(0, 2).toUpperCase()}
          </span>
          <UserText className="grow truncate">{workspaceName}</UserText>
          <ThemeToggle />
          {viewer.via === 'session' && (
            <button type="button" className="icon-btn" aria-label="Sign out" title="Sign out" onClick={onSignOut}>
              <LogOut className="i" />
            </button>
          )}
        </div>
      </div>
    </div>
  )
}

const dots = { active: '', paused: 'off', completed: 'done' } as const

function CampaignLink({ campaign }: { readonly campaign: Campaign }) {
  const state = shortState(campaign, useNow())
  return (
    <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }} activeOptions={within} title={campaign.name}>
      <span className="dot">
        <i className={dots[campaign.status]} />
      </span>
      <UserText className="truncate t">{campaign.name}</UserText>
      {state !== null && <span className="count nowrap">{state}</span>}
    </Link>
  )
}
