import type { HourState } from '../metrics/coverage-by-hour.ts'
import type { ScopeRequest } from '../scope.ts'
import type { RunSource } from './run.ts'
import type { Iso } from './time.ts'

/** How a source did when it was last asked for one scope. */
export interface SourceState {
  readonly kind: string
  readonly status: RunSource['status']
  readonly lastError: string | null
  /** Throttled until then. */
  readonly waitingUntil: Iso | null
  readonly askedAt: Iso
  readonly succeededAt: Iso | null
  readonly collectedUntil: Iso | null
  /** The last seven days, hour by hour in UTC, the hour under way last. */
  readonly coverage: readonly HourState[]
}

/** A kind of source in this workspace; of its credentials only that there are some. */
export interface SourceHealthView {
  readonly kind: string
  readonly name: string
  /** Names of the credentials it takes. */
  readonly takes: readonly string[]
  /** Null for a member who sees a part of the workspace: credentials are the whole workspace's. */
  readonly credentials: { readonly configured: boolean; readonly updatedAt: Iso | null } | null
  /** Each scope that asked it by itself. */
  readonly scopes: readonly (SourceState & { readonly scope: ScopeRequest; readonly brand: string; readonly name: string })[]
}

export interface SourceTest {
  readonly kind: string
  readonly ok: boolean
  readonly message: string
  readonly tookMs: number
}
