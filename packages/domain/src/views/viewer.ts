import type { ScopeRequest } from '../scope.ts'
import type { MemberLimit } from './member.ts'

export interface Viewer {
  /** A key that is bound to one scope is not told whose workspace it lies in. */
  readonly workspace: { readonly id: string; readonly name: string | null; readonly timeZone: string }
  readonly role: Role
  readonly via: 'session' | 'key'
  /** Set where the key is bound to one scope. */
  readonly boundTo: ScopeRequest | null
  /** The person behind a session; null for a key. */
  readonly member: { readonly id: string; readonly name: string; readonly email: string | null; readonly hasPassword: boolean } | null
  /** What the person may see; null: the whole workspace. */
  readonly limits: readonly MemberLimit[] | null
}

export type Role = 'owner' | 'editor' | 'viewer'
