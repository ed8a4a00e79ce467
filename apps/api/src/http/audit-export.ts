import type { AuditEntry } from '@echoscope/domain'
import { DomainError } from '@echoscope/domain'
import { Hono } from 'hono'
import { refuseWhenEmpty, signInRequired } from '../caller.ts'
import type { Deps } from '../deps.ts'
import { requireRole } from '../grant.ts'
import { csvLine } from '../export/csv.ts'
import type { Env } from './env.ts'

const pageSize = 500
const columns = ['at', 'actor', 'action', 'target', 'via', 'address', 'actorId', 'id'] as const

const formats = {
  csv: {
    type: 'text/csv; charset=utf-8',
    head: `${columns.join(',')}\r\n`,
    line: (entry: AuditEntry) => csvLine(columns.map((name) => (name === 'target' ? JSON.stringify(entry.target) : (entry[name] ?? '')))),
  },
  ndjson: { type: 'application/x-ndjson', head: '', line: (entry: AuditEntry) => `${JSON.stringify(entry)}\n` },
} as const

/** `GET /api/audit?format=csv|ndjson`: the whole log of the caller's workspace, page by page, newest first. */
export const auditExport = ({ db, limits }: Deps) =>
  new Hono<Env>().get('/', async (c) => {
    const caller = c.get('caller')
    if (caller.credential === null) throw signInRequired()
    refuseWhenEmpty(limits.calls.take(caller.credential.text))
    const asked = c.req.query('format') ?? 'csv'
    if (asked !== 'csv' && asked !== 'ndjson') throw new DomainError('invalid_input', 'The log is there as ?format=csv and ?format=ndjson.')
    const { workspaceId, role, boundTo } = await caller.principal()
    requireRole(role, 'owner')
    if (boundTo !== null) throw new DomainError('key_bound_elsewhere', 'This key is bound to one scope; the log is the whole workspace’s.')
    const { type, head, line } = formats[asked]
    const encoder = new TextEncoder()
    let cursor: string | undefined
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode(head)),
      async pull(controller) {
        const { items, nextCursor } = await db.audit.list(workspaceId, { cursor, limit: pageSize })
        controller.enqueue(encoder.encode(items.map(line).join('')))
        if (nextCursor === null) controller.close()
        else cursor = nextCursor
      },
    })
    return c.body(body, 200, { 'content-type': type, 'content-disposition': `attachment; filename="audit.${asked}"` })
  })
