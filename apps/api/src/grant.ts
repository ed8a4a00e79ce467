import { DomainError, type Role } from '@echoscope/domain'

/**
 * `self`: whoever is signed in, about themselves. `workspace`: the whole workspace, closed to members with limits and to keys that are bound to
 * one scope. `registry`: brands and campaigns, of which a member with limits sees their own; closed to bound keys. `scoped`: the input names a
 * scope, and a member or bound key may enter their own.
 */
export type Reach = 'self' | 'workspace' | 'registry' | 'scoped'
export interface Grant {
  readonly reach: Reach
  readonly role: Role
}

const rank = { viewer: 0, editor: 1, owner: 2 } as const satisfies Record<Role, number>

export function requireRole(role: Role, needed: Role): void {
  if (rank[role] < rank[needed])
    throw new DomainError('role_too_low', `This needs the role ${needed}; yours is ${role}. Ask an owner of the workspace.`, { details: { needed } })
}
