import type { ScopeRequest } from '../scope.ts'

export interface Viewer {
  readonly workspace: { readonly id: string; readonly name: string }
  readonly role: Role
  readonly via: 'session' | 'key'
  /** Set where the key is bound to one scope. */
  readonly boundTo: ScopeRequest | null
}

export type Role = 'owner' | 'editor' | 'viewer'
