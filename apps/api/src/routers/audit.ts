import { type AuditEntry, AuditList, type Page } from '@echoscope/domain'
import { router, signedIn } from '../trpc.ts'

const pageSize = 50

export const audit = router({
  /** Newest first. The whole of it: `GET /api/audit?format=csv`, or `ndjson`. */
  list: signedIn('owner')
    .input(AuditList)
    .query(
      ({ ctx: { deps, principal }, input: { cursor, limit = pageSize, actor, action } }): Promise<Page<AuditEntry>> =>
        deps.db.audit.list(principal.workspaceId, { cursor, limit, actor, action }),
    ),
})
