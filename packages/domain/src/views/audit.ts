import type { Iso } from './time.ts'

export interface AuditEntry {
  readonly id: string
  readonly at: Iso
  readonly via: 'session' | 'key' | 'link' | 'command'
  /** The member or key that acted, by its name at that time. */
  readonly actorId: string | null
  readonly actor: string
  /** The procedure, `campaigns.remove`, or what happened at the door, `session.opened`. */
  readonly action: string
  /** Ids, scope, role and the like of what was acted upon, and the names of the fields that were given. */
  readonly target: Readonly<Record<string, unknown>>
  readonly address: string | null
}
