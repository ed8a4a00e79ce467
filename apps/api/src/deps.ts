import type { Database, Signer } from '@echoscope/db'
import type { ArchiveOptions, BrandCreate, CampaignCreate, Post, ProofRun, SourceQuery, WorkspaceId } from '@echoscope/domain'
import type { Buckets } from './http/rate-limit.ts'

/** What the API says about itself. Never a body, a token, a post's text or a query's value. */
export interface Log {
  info(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
  error(fields: LogFields & { readonly error?: unknown }, message: string): void
}
export type LogFields = Readonly<Record<string, unknown>>

/** Where an uploaded archive waits for the worker. */
export interface Uploads {
  /** Streams a body to its place; `body_too_large` past the limit, `disk_full` when there is no room. Nothing is left behind by a failure. */
  store(name: string, body: ReadableStream<Uint8Array>): Promise<{ readonly path: string; readonly bytes: number }>
  /** Throws `invalid_archive` where nothing of the file can be read as it is to be read. */
  confirm(path: string, options: ArchiveOptions): Promise<void>
  discard(path: string): Promise<void>
}

/** A place posts come from, as a user chooses it. */
export interface SourceKind {
  readonly kind: string
  readonly name: string
  readonly description: string
  /** Names of the settings it takes, secrets and addresses alike; none: there is nothing to set. */
  readonly credentials: readonly string[]
  /** Those of them without which it gives nothing. */
  readonly needs: readonly string[]
}

export interface Settings {
  /** Host names a request may name; empty: any (the server is behind something that checks). */
  readonly hosts: readonly string[]
  /** Origins other than the own one from which a browser session may change things. */
  readonly origins: readonly string[]
  /** True where a reverse proxy of one's own sets X-Forwarded-For and X-Forwarded-Proto. */
  readonly trustProxy: boolean
  readonly requestTimeoutMs: number
  readonly sessionLifeMs: number
  /** How often a watched run is looked up. */
  readonly watchIntervalMs: number
  readonly version: string
}

/** An invented brand, its campaigns, and the days its posts go back. */
export interface SampleParts {
  readonly brand: BrandCreate
  readonly campaigns: readonly Omit<CampaignCreate, 'brandId'>[]
  readonly days: number
  /** What its places would answer now, `loadedOn` being the day that its posts are counted from; throws as `askSource` does. */
  readonly newest: (kind: string, loadedOn: Date, now: Date) => Promise<readonly Post[]>
}

/** Everything the application is made of; `startApi` builds it on Node, tests and other runtimes build their own. */
export interface Deps {
  readonly db: Database
  readonly now: () => Date
  readonly log: Log
  readonly uploads: Uploads
  readonly sources: readonly SourceKind[]
  /** What the sample brand is made of. */
  readonly sample: SampleParts
  /** Asks a source one small question; what it throws says why there was no answer. */
  readonly probeSource: (kind: string, workspaceId: WorkspaceId, signal: AbortSignal) => Promise<void>
  /** The newest posts of a source, a page of them; throws as `probeSource` does. */
  readonly askSource: (kind: string, workspaceId: WorkspaceId, asked: { readonly query: SourceQuery; readonly signal: AbortSignal }) => Promise<readonly Post[]>
  /** Signs what others are to be able to check. */
  readonly signer: Signer
  /** The last run of `pnpm prove` that is known here. */
  readonly proof: () => Promise<ProofRun | null>
  readonly limits: {
    readonly calls: Buckets
    /** Wrong links, invitations and keys from one address in a quarter of an hour. */
    readonly mostLinks: number
  }
  readonly settings: Settings
  /** The network address a request came from. */
  readonly addressOf: (request: Request, platform: unknown) => string
  /** The name of the page that is served by now; null where there is none. */
  readonly page: () => Promise<string | null>
  /** The built web application; null for a path it does not have. */
  readonly assets: ((request: Request) => Promise<Response | null>) | null
}
