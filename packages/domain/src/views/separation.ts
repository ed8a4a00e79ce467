import type { BrandId, CampaignId, WorkspaceId } from '../ids.ts'
import type { ProofRun } from '../proof.ts'
import type { ScopeType } from '../scope.ts'
import type { Iso } from './time.ts'

export interface PolicyFacts {
  readonly name: string
  /** `ALL`, or the one command it is for. */
  readonly command: string
  /** The rows it lets through, as Postgres writes the condition. */
  readonly using: string
}

/** A table as the catalogue of Postgres has it. */
export interface TableGuards {
  readonly name: string
  readonly policies: readonly PolicyFacts[]
  /** Row level security is on. */
  readonly enabled: boolean
  /** It binds the table's owner as well. */
  readonly forced: boolean
  /** Asked as the application without any scope: `refused` is an error, not an empty answer. */
  readonly outsideScope: 'refused' | 'answered'
}

/** One scope's part of a table. */
export interface ScopeRows {
  readonly campaignId: CampaignId
  /** Rows that carry this scope. */
  readonly rows: number
  /** Rows of any other scope that the policy lets this one see. */
  readonly ofOtherScopes: number
  /** Rows of this scope whose parent is not in it. */
  readonly parentElsewhere: number
}

export interface ScopedTableReport extends TableGuards {
  /** brand, campaign and type are each NOT NULL. */
  readonly scopeRequired: boolean
  /** A validated key makes the three agree with one campaign, so that a row has exactly one scope. */
  readonly scopeIsACampaign: boolean
  /** Parents the rows name, each by a key that carries the scope. */
  readonly parents: readonly { readonly table: string; readonly withinScope: boolean }[]
  readonly scopes: readonly ScopeRows[]
}

export interface RoleFacts {
  readonly name: string
  readonly superuser: boolean
  readonly bypassesPolicies: boolean
  readonly createsRoles: boolean
  readonly createsDatabases: boolean
  readonly createsTables: boolean
  readonly owns: number
  readonly memberships: number
  /** `threads SELECT`, `campaigns UPDATE (name)`: what it has and is not to have, and the other way round. */
  readonly rightsBeyond: readonly string[]
  readonly rightsMissing: readonly string[]
  readonly rights: number
}

/** Past every policy, as the owner: what no scope can see of itself. */
export interface OwnersCount {
  readonly name: string
  readonly rows: number
  readonly withoutScope: number
  readonly parentElsewhere: number
}

/** separation.md §1–2 as measured in one database at one moment. Signed over everything but `signature`. */
export interface SeparationReport {
  readonly kind: 'echoscope-separation-report'
  readonly version: 1
  readonly installation: string
  readonly workspace: { readonly id: WorkspaceId; readonly name: string }
  readonly measuredAt: Iso
  readonly server: string
  /** True when nothing stands in `faults`. */
  readonly holds: boolean
  /** What is not as it must be, a sentence each. */
  readonly faults: readonly string[]
  /** How each figure was come by. */
  readonly method: readonly string[]
  readonly scopes: readonly {
    readonly type: ScopeType
    readonly brandId: BrandId
    readonly campaignId: CampaignId
    readonly brand: string
    readonly name: string
  }[]
  readonly tables: readonly ScopedTableReport[]
  readonly registries: readonly TableGuards[]
  readonly exceptions: readonly { readonly name: string; readonly reason: string }[]
  readonly role: RoleFacts
  /** Only the command line has the owner's connection; null where it was not asked. */
  readonly ownersCount: readonly OwnersCount[] | null
  /** The last run of `pnpm prove`; null where none is known. */
  readonly proof: ProofRun | null
}

export interface Signature {
  readonly algorithm: 'Ed25519'
  /** The public key, SPKI in base64. */
  readonly publicKey: string
  /** SHA-256 of the public key, to compare by eye. */
  readonly fingerprint: string
  readonly value: string
}
export interface SignedSeparationReport extends SeparationReport {
  readonly signature: Signature
}
