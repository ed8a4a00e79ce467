import type { RunId } from '../ids.ts'
import type { Iso } from './time.ts'

export type RunStatus = 'queued' | 'running' | 'succeeded' | 'partial' | 'failed' | 'skipped' | 'cancelled'

export interface RunSource {
  readonly source: string
  readonly status: 'queued' | 'running' | 'waiting' | 'succeeded' | 'partial' | 'failed'
  readonly fetched: number
  readonly matched: number
  readonly stored: number
  readonly updated: number
  readonly unchanged: number
  /** Of the updated ones those that turned out to be deleted at their source, and were blanked. */
  readonly gone: number
  /** Fetched and not kept, by reason: `no_match`, `excluded`, `other_community`, `outside_window`, `observation_of_unknown` … */
  readonly leftOut: Readonly<Record<string, number>>
  readonly errors: number
  readonly lastError: string | null
  readonly waitingUntil: Iso | null
  readonly progress: { readonly done: number; readonly total: number | null } | null
}

export interface Run {
  readonly id: RunId
  readonly status: RunStatus
  /** `no_automatic_campaign`, `campaign_paused` … for skipped; words for failed. */
  readonly reason: string | null
  readonly trigger: 'schedule' | 'manual' | 'import'
  /** `refresh`: what is stored was asked for again. */
  readonly mode: 'incremental' | 'backfill' | 'archive' | 'refresh'
  /** Names of the files of an import, without their folders; else none. */
  readonly files: readonly string[]
  readonly requestedAt: Iso
  /** A queued run that waits for its next try, not for a worker: until then. */
  readonly retryAt: Iso | null
  readonly startedAt: Iso | null
  readonly finishedAt: Iso | null
  readonly attempts: number
  readonly fetched: number
  readonly matched: number
  readonly stored: number
  readonly updated: number
  readonly unchanged: number
  readonly gone: number
  readonly errors: number
  readonly sources: readonly RunSource[]
  /** First of the unreadable items, at most 100; `errors` counts all. */
  readonly faults: readonly { readonly source: string; readonly place: string; readonly reason: string }[]
}

export interface RunSummary {
  readonly id: RunId
  readonly status: RunStatus
  readonly finishedAt: Iso | null
}
