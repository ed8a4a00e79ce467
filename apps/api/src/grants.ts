import type { Role } from '@echoscope/domain'
import type { Grant } from './grant.ts'
import { proceduresOf } from './procedures.ts'
import type { AppRouter, ProcedurePath } from './routers/root.ts'

const self: Grant = { reach: 'self', role: 'viewer' }
const workspace = (role: Role): Grant => ({ reach: 'workspace', role })
const scoped = (role: Role): Grant => ({ reach: 'scoped', role })

/** Who may call what. A procedure that is missing here does not compile, and one whose builder says otherwise does not start. */
export const grants: Readonly<Record<ProcedurePath, Grant>> = {
  'viewer.me': self,
  'brands.list': workspace('viewer'),
  'brands.get': workspace('viewer'),
  'brands.create': workspace('editor'),
  'brands.update': workspace('editor'),
  'brands.archive': workspace('editor'),
  'campaigns.list': workspace('viewer'),
  'campaigns.get': workspace('viewer'),
  'campaigns.create': workspace('editor'),
  'campaigns.update': workspace('editor'),
  'campaigns.pause': workspace('editor'),
  'campaigns.resume': workspace('editor'),
  'campaigns.complete': workspace('editor'),
  'campaigns.remove': workspace('editor'),
  'analytics.dashboard': scoped('viewer'),
  'analytics.kpis': scoped('viewer'),
  'analytics.painPoints': scoped('viewer'),
  'analytics.communities': scoped('viewer'),
  'analytics.influencers': scoped('viewer'),
  'analytics.heatmap': scoped('viewer'),
  'analytics.trend': scoped('viewer'),
  'analytics.campaigns': workspace('viewer'),
  'insights.current': scoped('viewer'),
  'threads.list': scoped('viewer'),
  'threads.get': scoped('viewer'),
  'threads.update': scoped('editor'),
  'scouts.run': scoped('editor'),
  'scouts.list': scoped('viewer'),
  'scouts.get': scoped('viewer'),
  'scouts.watch': scoped('viewer'),
  'scouts.cancel': scoped('editor'),
  'archive.import': scoped('editor'),
  'sources.list': workspace('viewer'),
  'sources.configure': workspace('owner'),
  'sources.test': workspace('editor'),
  'sources.health': workspace('viewer'),
  'separation.report': workspace('viewer'),
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
