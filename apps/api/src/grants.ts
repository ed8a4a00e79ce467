import type { Role } from '@echoscope/domain'
import type { Grant } from './grant.ts'
import { proceduresOf } from './procedures.ts'
import type { AppRouter, ProcedurePath } from './routers/root.ts'

const self: Grant = { reach: 'self', role: 'viewer' }
const workspace = (role: Role): Grant => ({ reach: 'workspace', role })
const registry = (role: Role): Grant => ({ reach: 'registry', role })
const scoped = (role: Role): Grant => ({ reach: 'scoped', role })

/** Who may call what. A procedure that is missing here does not compile, and one whose builder says otherwise does not start. */
export const grants: Readonly<Record<ProcedurePath, Grant>> = {
  'viewer.me': self,
  'account.update': self,
  'sessions.list': self,
  'sessions.revoke': self,
  'brands.list': registry('viewer'),
  'brands.get': registry('viewer'),
  'brands.create': workspace('editor'),
  'brands.loadSample': workspace('editor'),
  'brands.update': registry('editor'),
  'brands.archive': registry('editor'),
  'campaigns.list': registry('viewer'),
  'campaigns.get': registry('viewer'),
  'campaigns.preview': registry('viewer'),
  'campaigns.create': registry('editor'),
  'campaigns.update': registry('editor'),
  'campaigns.pause': registry('editor'),
  'campaigns.resume': registry('editor'),
  'campaigns.complete': registry('editor'),
  'campaigns.remove': registry('editor'),
  'analytics.dashboard': scoped('viewer'),
  'analytics.kpis': scoped('viewer'),
  'analytics.painPoints': scoped('viewer'),
  'analytics.communities': scoped('viewer'),
  'analytics.influencers': scoped('viewer'),
  'analytics.heatmap': scoped('viewer'),
  'analytics.trend': scoped('viewer'),
  'analytics.events': scoped('viewer'),
  'analytics.shareOfVoice': scoped('viewer'),
  'analytics.watch': scoped('viewer'),
  'analytics.campaigns': registry('viewer'),
  'insights.current': scoped('viewer'),
  'insights.history': scoped('viewer'),
  'insights.regenerate': scoped('editor'),
  'painPoints.choices': scoped('viewer'),
  'painPoints.rename': scoped('editor'),
  'painPoints.merge': scoped('editor'),
  'painPoints.split': scoped('editor'),
  'painPoints.hide': scoped('editor'),
  'threads.list': scoped('viewer'),
  'threads.get': scoped('viewer'),
  'threads.heldBack': scoped('viewer'),
  'threads.why': scoped('viewer'),
  'threads.update': scoped('editor'),
  'scouts.run': scoped('editor'),
  'scouts.list': scoped('viewer'),
  'scouts.get': scoped('viewer'),
  'scouts.watch': scoped('viewer'),
  'scouts.cancel': scoped('editor'),
  'archive.import': scoped('editor'),
  'sources.list': registry('viewer'),
  'sources.configure': workspace('owner'),
  'sources.test': registry('editor'),
  'sources.health': registry('viewer'),
  'separation.report': registry('viewer'),
  'timeZone.get': workspace('viewer'),
  'timeZone.choices': workspace('viewer'),
  'timeZone.set': workspace('owner'),
  'ai.budget': workspace('viewer'),
  'ai.setBudget': workspace('owner'),
  'members.list': workspace('owner'),
  'members.update': workspace('owner'),
  'members.remove': workspace('owner'),
  'members.sessions': workspace('owner'),
  'members.endSession': workspace('owner'),
  'members.link': workspace('owner'),
  'members.invite': workspace('owner'),
  'members.invitations': workspace('owner'),
  'members.revokeInvitation': workspace('owner'),
  'audit.list': workspace('owner'),
  'erasure.request': workspace('owner'),
  'erasure.preview': workspace('owner'),
  'erasure.confirm': workspace('owner'),
  'erasure.list': workspace('owner'),
  'keys.create': workspace('owner'),
  'keys.list': workspace('owner'),
  'keys.revoke': workspace('owner'),
}

/** Compares the table with what each procedure's builder enforces; an application in which they differ must not start. */
export function confirmGrants(router: AppRouter): void {
  const stated: Readonly<Record<string, Grant>> = grants
  const differing = proceduresOf(router).filter(({ path, grant }) => {
    const here = Object.hasOwn(stated, path) ? stated[path] : undefined
    return here === undefined || here.reach !== grant?.reach || here.role !== grant.role
  })
  if (differing.length > 0) throw new Error(`grants.ts and the routers differ about ${differing.map(({ path }) => path).join(', ')}`)
}
