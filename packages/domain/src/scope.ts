import { z } from 'zod'
import { BrandId, CampaignId, type WorkspaceId } from './ids.ts'

const Either = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('automatic'), brandId: BrandId }),
  z.strictObject({ type: z.literal('custom'), campaignId: CampaignId }),
])
const namedBy = { automatic: 'brandId', custom: 'campaignId' } as const

/** Own fields only: zod alone would also read a field that an object inherits. */
function hasShape(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const own = new Map<string, unknown>(Object.entries(value))
  const type = own.get('type')
  return (type === 'automatic' || type === 'custom') && own.size === 2 && typeof own.get(namedBy[type]) === 'string'
}

/**
 * What a caller may ask for: Brand Analytics of a brand, or one custom campaign. Strict: an absent, null, empty,
 * extra or misspelt field is refused. It grants nothing; only `enter` (API), a job handler or the CLI turn it into a `Scope`.
 */
export const ScopeRequest = z
  .custom<z.input<typeof Either>>(hasShape, 'say which scope: { type: "automatic", brandId } or { type: "custom", campaignId }')
  .pipe(Either)
export type ScopeRequest = z.infer<typeof ScopeRequest>
export type ScopeType = ScopeRequest['type']

declare const minted: unique symbol
interface Minted {
  readonly [minted]: true
  readonly workspaceId: WorkspaceId
  readonly brandId: BrandId
  /** The scope's campaign: the brand's automatic one, or the custom one. A scope and a campaign are one to one. */
  readonly campaignId: CampaignId
}
export interface AutomaticScope extends Minted {
  readonly type: 'automatic'
}
export interface CustomScope extends Minted {
  readonly type: 'custom'
}
/**
 * A scope that the registry has confirmed. No literal passes for one: `mintScope` (from `@echoscope/domain/mint`) makes
 * them, at the edge alone, and every function that touches scoped rows takes one.
 */
export type Scope = AutomaticScope | CustomScope

/** The request that names this scope. */
export const requestOf = (scope: Scope): ScopeRequest =>
  scope.type === 'automatic' ? { type: 'automatic', brandId: scope.brandId } : { type: 'custom', campaignId: scope.campaignId }

/** The one builder of keys for caches, locks and logs; it cannot be called without a scope. */
export const scopeKey = (scope: Scope, ...parts: readonly string[]): string =>
  ['scope', scope.workspaceId, scope.type, scope.brandId, scope.campaignId, ...parts.map(encodeURIComponent)].join(':')
