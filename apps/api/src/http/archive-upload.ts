import type { AuditRecord, Principal } from '@echoscope/db'
import { ArchiveOptions, DomainError, type Scope, ScopeRequest } from '@echoscope/domain'
import { Hono } from 'hono'
import { z } from 'zod'
import { refuseWhenEmpty, signInRequired } from '../caller.ts'
import type { Deps } from '../deps.ts'
import { enter } from '../enter.ts'
import { requireRole } from '../grant.ts'
import { queueImport } from '../queue-import.ts'
import { targetOf } from '../target-of.ts'
import { actorOf } from '../trpc.ts'
import type { Env } from './env.ts'

/** `automatic:BRAND` or `custom:CAMPAIGN`, as the command line writes it, or the scope as JSON, as procedures take it. */
const ScopeText = z.string().transform((text, context): unknown => {
  if (text.startsWith('{')) return parsedJson(text, context)
  const at = text.indexOf(':')
  const [type, id] = [text.slice(0, Math.max(0, at)), text.slice(at + 1)]
  return type === 'automatic' ? { type, brandId: id } : { type, campaignId: id }
})
const Query = z.strictObject({
  scope: z.unknown(),
  name: z.string().min(1).max(200),
  format: ArchiveOptions.shape.format,
  platform: ArchiveOptions.shape.platform,
  community: ArchiveOptions.shape.community,
  foldCopies: z
    .enum(['true', 'false'])
    .transform((given) => given === 'true')
    .optional(),
  columns: z.string().transform(parsedJson).pipe(ArchiveOptions.shape.columns).optional(),
})

/** `POST /api/archive?scope=automatic:ID&name=posts.zst`, the file as the body: streamed to disk, however large, then queued. */
export const archiveUpload = (deps: Deps) =>
  new Hono<Env>().post('/', async (c) => {
    const caller = c.get('caller')
    if (caller.credential === null) throw signInRequired()
    refuseWhenEmpty(deps.limits.calls.take(caller.credential.text))
    const request = ScopeText.pipe(ScopeRequest).safeParse(c.req.query('scope'))
    if (!request.success) throw new DomainError('scope_required', 'Say which scope: ?scope=automatic:BRAND_ID or ?scope=custom:CAMPAIGN_ID.')
    const query = Query.safeParse(c.req.query())
    if (!query.success) throw new DomainError('invalid_input', `The upload was refused and nothing was kept. ${z.prettifyError(query.error).slice(0, 500)}`)
    const principal = await caller.principal()
    const enterAs = async (who: Principal): Promise<Scope> => {
      requireRole(who.role, 'editor')
      return enter(deps, who, request.data)
    }
    const scope = await enterAs(principal)
    const { scope: _, name, ...given } = query.data
    const body = c.req.raw.body ?? new Blob([]).stream()
    const line = (made: unknown): AuditRecord => ({
      ...actorOf(principal),
      action: 'archive.import',
      target: targetOf({ scope: request.data }, made),
      address: caller.address,
    })
    const queued = await queueImport({ ...deps, db: deps.db.recording(line).db }, scope, {
      name,
      body,
      options: given,
      allowed: async () => void (await enterAs(await caller.again())),
    })
    return c.json(queued, 202)
  })

function parsedJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'this is no JSON' })
    return z.NEVER
  }
}
